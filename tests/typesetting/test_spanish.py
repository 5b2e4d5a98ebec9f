"""Spanish letters: the same letters as in English, place by place, with dates and money worded by the engine."""

from __future__ import annotations

import re
import tomllib

import pytest

from caseapp.domain.letters import LetterFormat, LetterKind, PlaceholderType, TemplateInfo
from caseapp.typesetting.press import Press
from caseapp.typesetting.template import SHARED
from tests.typesetting.samples import RESOURCES, read

KINDS = list(LetterKind)
_SAME_IN_BOTH = {"kind", "when", "unless", "each", "name", "type", "columns", "needed", "required", "label_key", "longest"}


def infos(press: Press, kind: LetterKind) -> tuple[TemplateInfo, TemplateInfo]:
    english, spanish = (next(one for one in press.templates() if one.kind is kind and one.language == code) for code in ("en", "es"))
    return english, spanish


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_letter_in_both_languages(press: Press, kind: LetterKind) -> None:
    english, spanish = infos(press, kind)
    assert (english.id, english.version, english.regime) == (spanish.id, spanish.version, spanish.regime)
    assert [(one.name, one.required, one.label_key, one.longest) for one in english.editable_slots] == [
        (one.name, one.required, one.label_key, one.longest) for one in spanish.editable_slots
    ]
    assert [(one.name, one.type, one.needed, one.columns, one.codes) for one in english.placeholders] == [
        (one.name, one.type, one.needed, one.columns, one.codes) for one in spanish.placeholders
    ]
    assert [one.id for one in english.samples] == [one.id for one in spanish.samples]
    assert english.citations == spanish.citations


@pytest.mark.parametrize("name", [path.name for path in sorted((RESOURCES / "letters" / "en").iterdir())])
def test_the_same_parts_in_the_same_order(name: str) -> None:
    english, spanish = (tomllib.loads(read(f"letters/{code}/{name}").decode()) for code in ("en", "es"))
    assert shape(english) == shape(spanish)


def shape(thing: object) -> object:
    """What is not words."""
    if isinstance(thing, dict):
        return {key: value if key in _SAME_IN_BOTH else shape(value) for key, value in thing.items() if key not in ("statutory", "status")}
    return [shape(each) for each in thing] if isinstance(thing, list) else ""


def test_the_spanish_letters_wait_for_a_translator(press: Press) -> None:
    for info in press.templates():
        if info.language == "es":
            assert info.reviewer is None
            assert info.status == "for a translator's review"


@pytest.mark.parametrize("kind", KINDS)
def test_no_english_is_left_and_no_date_is_typed(press: Press, kind: LetterKind) -> None:
    english, spanish = infos(press, kind)
    for one, other in zip(english.samples, spanish.samples, strict=True):
        said = set(press.compose(kind, "en", dict(one.values), dict(one.slots)).all_text())
        written = press.compose(kind, "es", dict(other.values), dict(other.slots))
        same = {
            text
            for text in said & set(written.all_text())
            if " " in text and not re.search(r"\d|Peña|Chen|Services|Privac|Lakeside|Harbor", text)
        }
        assert not same
        text = "\n".join(written.all_text())
        assert not re.search(r"\b(?:the|your|you|and|we|January|March|April|Monday|Tuesday)\b", text), text
        assert "martes, 3 de marzo de 2026" in text


def test_dates_and_money_are_worded_in_spanish(press: Press) -> None:
    _, info = infos(press, LetterKind.FEE_QUOTE)
    said = "\n".join(press.compose(info.kind, "es", dict(info.samples[0].values), dict(info.samples[0].slots)).all_text())
    assert "a más tardar el viernes, 17 de abril de 2026" in said
    assert "90 minutos, a $24.00 por hora" in said
    assert "En total: $45.85" in said


def test_two_rights_are_joined_in_spanish(press: Press) -> None:
    _, info = infos(press, LetterKind.CONFIRM_RECEIPT)
    values = dict(info.samples[0].values) | {"requests": ("delete", "opt_out")}
    said = "\n".join(press.compose(info.kind, "es", values, dict(info.samples[0].slots)).all_text())
    assert "eliminar la información personal que recopilamos de usted y dejar de vender o compartir su información personal." in said


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "es"])
def test_no_template_names_a_day_itself(press: Press, kind: LetterKind, language: str) -> None:
    """Days come from the engine: none stands in the words of a template, outside its samples."""
    months = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)"  # noqa: E501
    for file in (f"{kind}.toml", *SHARED):
        own = tomllib.loads(read(f"letters/{language}/{file}").decode())
        parts = [*own.get("paragraphs", ()), *own.get("notes", ())]
        parts += [part for part in (*own.get("opening", ()), *own.get("opening_to_requestor", ())) if isinstance(part, dict)]
        parts += [part for enclosure in own.get("enclosures", ()) for part in enclosure["paragraphs"]]
        for part in parts:
            assert not re.search(rf"\b{months}\b \d|\d+ de {months}|\b(?:19|20)\d\d\b", part.get("text", ""))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_three_formats_say_the_same(press: Press, kind: LetterKind, language: str) -> None:
    info = infos(press, kind)[language == "es"]
    for each in info.samples:
        letter = press.compose(kind, language, dict(each.values), dict(each.slots))
        texts = {format: press.render(letter, format) for format in LetterFormat}
        paper = squeezed(press.text_of(texts[LetterFormat.LETTER]))
        large = squeezed(press.text_of(texts[LetterFormat.LARGE_PRINT]))
        plain = squeezed(texts[LetterFormat.TEXT].decode())
        parts = [*letter.paragraphs, *letter.notes, *(part for enclosure in letter.enclosures for part in enclosure.paragraphs)]
        for text in (letter.date_line, letter.salutation, *letter.closing, *(text for part in parts for text in (part.text, *part.cells))):
            for given in (paper, large, plain):
                assert squeezed(text) in given, (each.id, text)


_FOOT = re.compile(r"(?:Reference|Referencia) 2026-004812 (?:Page|Página) \d+ (?:of|de) \d+(?=\s|\Z)")


def squeezed(text: str) -> str:
    """Without spaces and the foot of the pages, which falls anywhere."""
    return "".join(_FOOT.sub("", text).split())


def test_every_ground_has_a_spanish_sentence(press: Press) -> None:
    english, spanish = (tomllib.loads(read(f"sentences/{code}/grounds.toml").decode())["sentences"] for code in ("en", "es"))
    assert english.keys() == spanish.keys()
    assert all(english[key] != spanish[key] for key in english)
    assert press.ground_sentence("no_data", "es") == "Buscamos y no encontramos información sobre usted."


def test_codes_have_words_in_both_languages(press: Press) -> None:
    for kind in KINDS:
        english, spanish = infos(press, kind)
        codes = [(one.name, one.codes) for one in english.placeholders if one.type is PlaceholderType.CODES]
        assert codes == [(one.name, one.codes) for one in spanish.placeholders if one.type is PlaceholderType.CODES]
