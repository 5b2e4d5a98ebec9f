"""Gathers what counsel has to read from every file of law, letters, sentences and scripts, each with its file and line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from caseapp.domain.counsel import CounselItem, CounselSubject, counsel_reason
from caseapp.domain.regime import LawStatus
from caseapp.rulebook import checklist_files, ground_files, holiday_files, office_clock_files, regime_files
from caseapp.rulebook.sections import Library, ResourceFile

LETTERS = "letters"
REQUIRED_SENTENCES = "required_sentences.toml"
SENTENCES = "sentences"
GROUND_SENTENCES = "grounds.toml"
TOP_KEYS = frozenset({"version", "language", "status", "reviewer"})
SCRIPTS = "scripts"

SUBJECTS = {
    "rule": CounselSubject.RULE,
    "limit": CounselSubject.LIMIT,
    "ground": CounselSubject.GROUND,
    "provision": CounselSubject.PROVISION,
    "checklist": CounselSubject.CHECKLIST,
    "authority": CounselSubject.AUTHORITY,
    "clock": CounselSubject.OFFICE_CLOCK,
}
"""What the sections of the files of law are."""

WORDINGS = frozenset({"wording", "words"})
"""Tables of a letter file that hold single words and sentences under names of their own."""

NAME_KEYS = ("id", "code", "kind", "requestor")
"""The first of these that a section has is its name."""

NO_EFFECT = frozenset(
    """id code version title document_title says text citation citations source status reviewed_by reviewed_on reviewer""".split()
)
"""Keys that name, word, cite or mark; every other key does something."""


def gather_counsel_items(read: Callable[[str], bytes], names: Callable[[str], list[str]]) -> tuple[CounselItem, ...]:
    """Return every item that is from memory, our own choice or not reviewed, in the order of the files.

    Args:
        read, names: as for `load_rulebook`.

    Raises:
        Trouble: ``resource_faulty`` or ``resource_missing``; a faulty file of law is told in full by `load_rulebook`.
    """
    library = Library(read, names)
    return tuple((*_of_law(library), *_of_letters(library), *_of_ground_sentences(library), *_of_scripts(library)))


def _of_law(library: Library) -> Iterator[CounselItem]:
    paths = [path for regime in library.folders(regime_files.FOLDER) for path in library.files(f"{regime_files.FOLDER}/{regime}")]
    paths += [holiday_files.TABLE, *library.files(ground_files.FOLDER), *library.files(checklist_files.FOLDER)]
    paths += library.files(office_clock_files.FOLDER)
    for path in paths:
        file = library.file(path)
        version = _top(file, "version")
        for table in file.tables():
            subject = SUBJECTS.get(table)
            if subject is None:
                continue
            seen: dict[str, int] = {}
            for line, data in file.every(table):
                name = str(next(data[key] for key in NAME_KEYS if key in data))
                seen[name] = seen.get(name, 0) + 1
                numbered = name if seen[name] == 1 else f"{name}.{seen[name]}"
                yield from _item(file.name, line, subject, numbered, version, data, text=str(data.get("says", "")))


def _of_letters(library: Library) -> Iterator[CounselItem]:
    for language in library.folders(LETTERS):
        for path in library.files(f"{LETTERS}/{language}"):
            file = library.file(path)
            if path.endswith(f"/{REQUIRED_SENTENCES}"):
                yield from _of_required_sentences(file)
            else:
                top = {key: value for _, key, value in file.table("")}
                text = "\n".join(filter(None, (str(top.get("title", "")), *_texts(file.content))))
                yield from _item(path, 1, CounselSubject.LETTER, str(top.get("id", "")), str(top.get("version", "")), top, text=text)


def _texts(content: Mapping[str, Any]) -> Iterator[str]:
    """Yield every text of a letter in the order of the file, at any depth, and the words it is put together from."""
    for key, value in content.items():
        if key in WORDINGS and isinstance(value, dict):
            yield from (str(words) for words in _leaves(value))
        elif key == "text" and isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from _texts(value)
        elif isinstance(value, list):
            for each in value:
                if isinstance(each, dict):
                    yield from _texts(each)


def _leaves(content: Mapping[str, Any]) -> Iterator[object]:
    for value in content.values():
        if isinstance(value, dict):
            yield from _leaves(value)
        else:
            yield value


def _of_required_sentences(file: ResourceFile) -> Iterator[CounselItem]:
    for kind in file.tables():
        for number, (line, data) in enumerate(file.every(kind), start=1):
            sentence = {**data, "kind": kind}
            text = str(data.get("text", ""))
            yield from _item(file.name, line, CounselSubject.LETTER_SENTENCE, f"{kind}.{number}", "", sentence, text=text)


def _of_ground_sentences(library: Library) -> Iterator[CounselItem]:
    citations = {
        str(data.get("letter_sentence_key")): str(data.get("citation", ""))
        for path in library.files(ground_files.FOLDER)
        for _, data in library.file(path).every("ground")
    }
    for language in library.folders(SENTENCES):
        for path in library.files(f"{SENTENCES}/{language}"):
            file = library.file(path)
            top = {key: value for _, key, value in file.table("")}
            if not path.endswith(f"/{GROUND_SENTENCES}"):
                yield from _of_other_sentences(path, top, file.content)
                continue
            for line, key, sentence in file.table("sentences"):
                data = {"language": language, "citation": citations.get(key, ""), "reviewer": top.get("reviewer", "")}
                yield from _item(path, line, CounselSubject.GROUND_SENTENCE, key, str(top.get("version", "")), data, text=str(sentence))


def _of_other_sentences(path: str, top: Mapping[str, Any], content: Mapping[str, Any]) -> Iterator[CounselItem]:
    """The words of a sheet, or of the policy's lists in another language: all of a file as one text."""
    name = path.rpartition("/")[2].removesuffix(".toml")
    text = "\n".join(str(leaf) for key, value in content.items() if key not in TOP_KEYS for leaf in _all_leaves(value))
    yield from _item(path, 1, CounselSubject.LETTER, name, str(top.get("version", "")), top, text=text)


def _all_leaves(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        for each in value.values():
            yield from _all_leaves(each)
    elif isinstance(value, list):
        for each in value:
            yield from _all_leaves(each)
    else:
        yield value


def _of_scripts(library: Library) -> Iterator[CounselItem]:
    for language in library.folders(SCRIPTS):
        for path in library.files(f"{SCRIPTS}/{language}"):
            file = library.file(path)
            for line, data in file.every("line"):
                if data.get("confirms"):
                    cited = {**data, "citation": "11 CCR 7021(a)"}
                    name = str(data.get("id", ""))
                    version = _top(file, "version")
                    yield from _item(path, line, CounselSubject.SCRIPT_SENTENCE, name, version, cited, text=str(data.get("text", "")))


def _item(
    file: str, line: int, subject: CounselSubject, name: str, version: str, data: Mapping[str, Any], *, text: str
) -> Iterator[CounselItem]:
    status = _status(data)
    reviewed_by = str(data.get("reviewed_by") or data.get("reviewer") or "") or None
    reason = counsel_reason(status, reviewed_by)
    if reason is None:
        return
    effect = tuple((key, _written(value)) for key, value in data.items() if key not in NO_EFFECT and not isinstance(value, dict))
    citation = str(data.get("citation") or data.get("source") or _written(data.get("citations", "")))
    reviewed_on = data.get("reviewed_on")
    yield CounselItem(
        key=f"{file}#{subject}.{name}",
        subject=subject,
        name=name,
        version=version,
        text=text,
        effect=effect,
        citation=citation,
        status=status,
        reason=reason,
        reviewed_by=reviewed_by,
        reviewed_on=reviewed_on if isinstance(reviewed_on, date) else None,
        file=file,
        line=line,
        fingerprint=sha256(json.dumps([text, effect, citation], ensure_ascii=False).encode()).hexdigest(),
    )


def _status(data: Mapping[str, Any]) -> LawStatus | None:
    written = data.get("status")
    return LawStatus(written) if written in tuple(LawStatus) else None


def _written(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _top(file: ResourceFile, key: str) -> str:
    return next((str(value) for _, name, value in file.table("") if name == key), "")
