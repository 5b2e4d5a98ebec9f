"""The Spanish of the letters: no English sentence is left in any of them, one word for each term of the law, and signs in their places."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise

import pytest

from caseapp.domain.letters import LetterKind, TemplateInfo
from caseapp.typesetting.press import Press
from tests.typesetting.samples import RESOURCES, read

KINDS = list(LetterKind)
SENTENCES = ("grounds.toml", "metrics.toml", "policy.toml")
_NOT_WORDS = frozenset("of name status citations source id reviewer kind type when unless each label_key regime language version".split())
_NAMES = re.compile(
    r"California Privacy Protection Agency|California Attorney General|Fair Credit Reporting Act|Probate Code|Example Recovery Services"
    r"|Privacy Office|Privacy Desk|Bayview Data Services|Redwood Mail Services|Lakeside Credit Union|Harbor Coupon Club"
    r"|Clearpath Privacy, Inc|1200 Main St Apt 4|500 Mission St Fl 3|400 Lake Street|880 Harbor Blvd Ste 12|PO Box 3310"
    r"|[A-Z][\w ]+, CA \d{5}|[\w.@]+\.(?:gov|example)[\w/-]*"
)
"""Names of offices, laws, businesses and addresses, which are the same in both languages."""


def strings(thing: object) -> Iterator[str]:
    """Every text of a file that may be printed."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, dict):
        for key, value in thing.items():
            if key not in _NOT_WORDS and value != "opening_to_requestor":
                yield from strings(value)
    elif isinstance(thing, list):
        for each in thing:
            yield from strings(each)


def words_of(language: str) -> list[str]:
    """The texts of every template of a language and of the tables that stand beside them."""
    letters = sorted(f"letters/{language}/{path.name}" for path in (RESOURCES / "letters" / language).glob("*.toml"))
    tables = [f"sentences/{language}/{name}" for name in SENTENCES if (RESOURCES / "sentences" / language / name).exists()]
    return [text for name in (*letters, *tables) for text in strings(tomllib.loads(read(name).decode()))]


def pieces(texts: list[str]) -> set[str]:
    """Sentences, parted at stops and at places that are filled, of three words and more: shorter ones may be names or numbers."""
    parts = (part.strip(" :,;()").lower() for text in texts for part in re.split(r"\{\w+\}|[.?!]\s|[.?!]$", _NAMES.sub("", text)))
    return {part for part in parts if len(re.findall(r"[^\W\d_]{2,}", part)) >= 3}


@functools.cache
def english_pieces() -> frozenset[str]:
    of_the_policy = [str(entry["of"]) for entry in tomllib.loads(read("sentences/es/policy.toml").decode())["text"]]
    return frozenset(pieces([*words_of("en"), *of_the_policy]))


def samples_of(press: Press, kind: LetterKind) -> list[tuple[str, str]]:
    """The whole text of each Spanish sample, with the privacy notice where one may be enclosed."""
    info: TemplateInfo = next(one for one in press.templates() if one.kind is kind and one.language == "es")
    more = {} if info.to_business else {"enclose_notice": True}
    return [(one.id, "\n".join(press.compose(kind, "es", dict(one.values) | more, dict(one.slots)).all_text())) for one in info.samples]


@pytest.mark.parametrize("kind", KINDS)
def test_no_english_sentence_stands_in_a_spanish_letter(press: Press, kind: LetterKind) -> None:
    """Every sentence of every English template, of the grounds, of the year's sheet and of the policy is looked for."""
    english = english_pieces()
    assert len(english) > 600
    for name, text in samples_of(press, kind):
        said = " ".join(_NAMES.sub("", text).lower().split())
        assert not [piece for piece in english if piece in said], name


def test_the_search_finds_english_where_there_is_some(press: Press) -> None:
    info = next(one for one in press.templates() if one.kind is LetterKind.HOUSEHOLD and one.language == "en")
    text = "\n".join(press.compose(info.kind, "en", dict(info.samples[0].values), dict(info.samples[0].slots)).all_text())
    said = " ".join(_NAMES.sub("", text).lower().split())
    assert len([piece for piece in english_pieces() if piece in said]) > 10


def test_no_english_sentence_stands_in_the_spanish_files() -> None:
    english = english_pieces()
    left = [text for text in words_of("es") if any(piece in _NAMES.sub("", text).lower() for piece in english)]
    assert not left


def terms() -> list[dict[str, object]]:
    return list(tomllib.loads(read("sentences/es/glossary.toml").decode())["term"])


def plain(text: str) -> str:
    return re.sub(r"\{\w+\}", "", text).lower()


@pytest.mark.parametrize("term", terms(), ids=lambda term: str(term["of"]))
def test_a_term_of_the_law_has_one_word(term: dict[str, object]) -> None:
    texts = [plain(text) for text in words_of("es")]
    assert term.get("not_yet") or any(str(term["says"]).lower() in text for text in texts)
    rejected = [str(word) for word in term["instead_of"]]  # type: ignore[attr-defined]
    assert rejected
    found = [(word, text) for word in rejected for text in texts if re.search(rf"\b{re.escape(word)}", text)]
    assert not found


def test_the_glossary_waits_for_a_translator_too() -> None:
    head = tomllib.loads(read("sentences/es/glossary.toml").decode())
    assert (head["status"], head["reviewer"]) == ("for a translator's review", "")


@pytest.mark.parametrize("kind", KINDS)
def test_a_person_is_addressed_as_usted(press: Press, kind: LetterKind) -> None:
    for name, text in samples_of(press, kind):
        assert not re.search(r"\b(?:tú|tus?|te|ti|contigo|tuy[oa]s?|vosotros|vuestr[oa]s?|os)\b", text, re.IGNORECASE), name


def test_questions_and_exclamations_are_opened_and_quotes_are_closed() -> None:
    for text in words_of("es"):
        assert text.count("¿") == text.count("?"), text
        assert text.count("¡") == text.count("!"), text
        assert text.count("“") == text.count("”"), text
        assert text.count("(") == text.count(")"), text
        assert "  " not in text, text


_WITHOUT_ACCENT = re.compile(
    r"\b(?:numero|telefono|electronico|codigo|pagina|informacion|solicitud[oó]n|correccion|eliminacion|atencion|decision|direccion"
    r"|autorizacion|tambien|despues|mas|dia|dias|podria|podrian|quien|como (?:pedirlo|responder|enviarlo)|envien|esta mal|util"
    r"|limite|pudimos? confirmar quien|ultimo|proposito|razon|segun|asi|aqui|ningun|algun|periodo|parrafo|publico|articulo)\b",
    re.IGNORECASE,
)


def test_no_accent_is_missing_in_words_that_have_one() -> None:
    assert not [text for text in words_of("es") if _WITHOUT_ACCENT.search(plain(text).replace("esta mala", ""))]


def test_a_word_is_not_written_twice() -> None:
    for text in words_of("es"):
        words = re.findall(r"[\w{}]+|[^\w\s]", text.lower())
        assert not [first for first, second in pairwise(words) if first == second and first.isalpha()], text


def test_a_ground_names_what_it_is_about() -> None:
    """A sentence stands beside any word for information ("Historial de pagos"), so it points back with no gender of its own."""
    for key, sentence in tomllib.loads(read("sentences/es/grounds.toml").decode())["sentences"].items():
        first = sentence.split(".")[0]
        assert not re.match(r"(?:No )?(?:La|Las|Lo|Los) (?!persona|solicitud|derechos|más)", first), key
        assert not re.search(r"\b(?:conservar|cumplir|terminar|proteger|encontrar)l[ao]s?\b", first), key
        assert not re.match(r"(?:Está|Es|Se usa|Trata|Debe)\b(?! información| necesario)", first), key


def paired(one: object, other: object) -> Iterator[tuple[str, str]]:
    """The texts of two files that stand at the same place; invented samples may differ in their facts."""
    if isinstance(one, str) and isinstance(other, str):
        yield one, other
    elif isinstance(one, dict) and isinstance(other, dict):
        for key in one.keys() & other.keys() - {"placeholders", "slots", "samples", "status", "language"}:
            yield from paired(one[key], other[key])
    elif isinstance(one, list) and isinstance(other, list):
        for first, second in zip(one, other, strict=True):
            yield from paired(first, second)


@pytest.mark.parametrize("name", [f"letters/{{}}/{path.name}" for path in sorted((RESOURCES / "letters" / "en").glob("*.toml"))])
def test_places_figures_and_sections_are_the_same_in_both_languages(name: str) -> None:
    """A place that is filled, a number of days, a sum or a section of the law stands in the sentence of both."""
    english, spanish = (tomllib.loads(read(name.format(code)).decode()) for code in ("en", "es"))
    for one, other in paired(english, spanish):
        assert set(re.findall(r"\{\w+\}", one)) == set(re.findall(r"\{\w+\}", other)), (one, other)
        assert sorted(re.findall(r"\d+(?:\.\d+)*(?:\(\w\))*", one)) == sorted(re.findall(r"\d+(?:\.\d+)*(?:\(\w\))*", other)), (one, other)


def test_grounds_name_the_same_sections_in_both_languages() -> None:
    english, spanish = (tomllib.loads(read(f"sentences/{code}/grounds.toml").decode())["sentences"] for code in ("en", "es"))
    for key, sentence in english.items():
        assert re.findall(r"\d+(?:\.\d+)*(?:\(\w\))*", sentence) == re.findall(r"\d+(?:\.\d+)*(?:\(\w\))*", spanish[key]), key
