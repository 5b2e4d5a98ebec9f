"""What a privacy policy says in lists, in other languages: read from ``sentences/<language>/policy.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence

from caseapp.services.trouble import Trouble

_FOLDER = "sentences"
_FILE = "policy.toml"


class PolicyTexts:
    """The texts of the organisation's lists by language. English is the language they are written in."""

    def __init__(self, read_resource: Callable[[str], bytes], list_resources: Callable[[str], Sequence[str]]) -> None:
        """Read every language.

        Raises:
            Trouble: ``resource_faulty`` with `file` and `reason`.
        """
        self._texts: dict[tuple[str, str], str] = {}
        for name in list_resources(_FOLDER):
            if not name.endswith(f"/{_FILE}"):
                continue
            language = name.split("/")[-2]
            try:
                for entry in tomllib.loads(read_resource(name).decode())["text"]:
                    self._texts[language, str(entry["of"])] = str(entry["says"])
            except (KeyError, TypeError, ValueError) as error:
                raise Trouble("resource_faulty", file=name, line=1, reason=str(error)) from error

    def said(self, text: str, language: str) -> str | None:
        """Return a text in a language, or None where nobody has written it there."""
        return text if language == "en" else self._texts.get((language, text))
