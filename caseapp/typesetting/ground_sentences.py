"""The plain sentences that state grounds in letters, read from ``sentences/<language>/grounds.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence

from caseapp.domain.errors import DomainError
from caseapp.services.trouble import Trouble

_FOLDER = "sentences"
_FILE = "grounds.toml"


class GroundSentences:
    """One sentence for each ground and language."""

    def __init__(self, read_resource: Callable[[str], bytes], list_resources: Callable[[str], Sequence[str]]) -> None:
        """Read every language.

        Raises:
            Trouble: ``resource_faulty`` with `file` and `reason`.
        """
        self._sentences: dict[tuple[str, str], str] = {}
        for name in list_resources(_FOLDER):
            if not name.endswith(_FILE):
                continue
            language = name.split("/")[-2]
            try:
                table = tomllib.loads(read_resource(name).decode())["sentences"]
            except (KeyError, ValueError) as error:
                raise Trouble("resource_faulty", file=name, line=1, reason=str(error)) from error
            for key, sentence in table.items():
                self._sentences[language, key] = str(sentence)

    def sentence(self, code: str, language: str) -> str:
        """Return the sentence of a ground.

        Raises:
            DomainError: ``ground_has_no_sentence``.
        """
        found = self._sentences.get((language, f"ground_{code}"))
        if found is None:
            raise DomainError("ground_has_no_sentence", ground=code, language=language)
        return found
