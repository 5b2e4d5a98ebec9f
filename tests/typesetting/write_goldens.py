"""Write the text of every sample letter into `goldens`; run it after a change of templates, and read the difference.

``python -m tests.typesetting.write_goldens``
"""

from __future__ import annotations

from caseapp.domain.letters import LetterFormat, LetterKind
from tests.typesetting.samples import GOLDENS, make_press, sample


def main() -> None:
    """Write one file for each kind."""
    press = make_press()
    for kind in LetterKind:
        text = press.text_of(press.render(sample(press, kind), LetterFormat.LETTER))
        (GOLDENS / f"{kind}.txt").write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
