"""Every letter to a person, from a case whose language is Spanish: what the program itself brings into it is Spanish."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace

import pytest

from caseapp.domain.channel import ReplyBy
from caseapp.domain.errors import DomainError
from caseapp.domain.letters import NOTICES, LetterFormat, LetterKind, TemplateInfo
from caseapp.services.letter_pages import preview_letter
from caseapp.services.letters import draft_answer, draft_letter, save_letter, submit_letter
from caseapp.services.parties import change_reply
from caseapp.services.ports import LetterPress
from tests.services.conftest import Story
from tests.services.test_rule_book_letters import LISTED, WAYS, begun, letter_of, worked
from tests.typesetting.samples import RESOURCES

TO_PEOPLE = [kind for kind in LetterKind if kind not in NOTICES]

TYPED = {
    "reason": "Una empresa se demoró.", "what_we_need": "Un poco más.", "what_is_missing": "Su nombre.", "what_is_unclear": "Qué desea.",
    "facts": "Los hechos.", "files": "Historial de la cuenta | 6 páginas", "shown": "Dirección postal | 1200 Main St",
}  # fmt: skip
"""What an officer writes in the letter itself."""

AS_TYPED = (
    "Changed to the address you gave us.", "The ninth of its kind.", "We must keep payment records for three years.", "Payment history",
    "Customer records", "One of the companies that work for us is late.",
)  # fmt: skip
"""What people typed into the case, which stands as it was typed."""

FIRST_LIST = "Personal identifiers, such as name, address, e-mail address and account number"

ENGLISH = re.compile(
    r"\b(?:the|you|your|we|our|and|of|to|from|with|for|by|not|is|are|was|were|be|have|has|had|this|that|it|in order|received|request"
    r"|answer|information|personal identifiers|privacy officer|account|archive|letter|services?|business|consumers?|categories|none"
    r"|page|reference|dear|sincerely|january|february|march|april|june|july|monday|tuesday|wednesday|thursday|friday)\b",
    re.IGNORECASE,
)
_NAMES = (
    "Example Recovery Services", "Privacy Office", "California Privacy Protection Agency", "California Attorney General",
    "Privacy Desk", "Lakeside Credit Union", "Clearpath Privacy", "recovery.example/privacy", "recovery.example/california-request",
    "privacy@recovery.example", "privacy@lakeside.example", "Probate Code", "Fair Credit Reporting Act",
)  # fmt: skip


@pytest.fixture
def spanish(story: Story, monkeypatch: pytest.MonkeyPatch) -> Story:
    """An office whose every case is in Spanish, with the lists of a profile that comes with the program."""
    profile = tomllib.loads((RESOURCES / "organisations" / "practice.toml").read_text(encoding="utf-8"))
    names = ("categories", "sources", "purposes", "disclosed_categories", "recipients", "systems")
    with story.office.store.unit_of_work() as uow:
        now = uow.current_organisation()
        lists = {name: tuple(profile[name]) for name in names}
        uow.organisations.add(replace(now, revision=now.revision + 1, service_provider_role=profile["service_provider_role"], **lists))
        uow.commit()
    take = story.take
    monkeypatch.setattr(story, "take", lambda *types, **changes: take(*types, reply_language="es", **changes))
    return story


def said(story: Story, letter_id: str, **more: str) -> str:
    desk = story.desk("officer")
    letter = letter_of(story, letter_id)
    info = next(one for one in desk.press.templates() if one.kind is letter.kind and one.language == letter.language)
    names = {one.name for one in info.editable_slots if one.required} | LISTED.get(letter.kind, set())
    save_letter(desk, letter_id, slots={name: TYPED[name] for name in names} | dict(letter.slots) | more, format=LetterFormat.TEXT)
    shown = preview_letter(desk, letter_id)
    assert shown.problem is None, shown.problem
    assert shown.content is not None
    return shown.content.decode()


@pytest.mark.parametrize("kind", TO_PEOPLE)
def test_the_program_brings_no_english_into_a_spanish_letter(spanish: Story, kind: LetterKind) -> None:
    text = said(spanish, WAYS[kind](spanish), enclose_notice="yes")
    for words in (*_NAMES, *AS_TYPED):
        text = text.replace(words, "")
    assert not [line for line in text.splitlines() if ENGLISH.search(line)]


def test_who_signs_has_a_spanish_title(spanish: Story) -> None:
    text = said(spanish, begun(spanish, spanish.take("delete"), LetterKind.CONFIRM_RECEIPT))
    assert "Rita Chen\nOficial de Privacidad, Example Recovery Services" in text


def test_a_title_nobody_translated_is_named_to_the_officer(spanish: Story) -> None:
    with spanish.office.store.unit_of_work() as uow:
        now = uow.current_organisation()
        uow.organisations.add(replace(now, revision=now.revision + 1, signer_title="Keeper of Records"))
        uow.commit()
    letter_id = begun(spanish, spanish.take("delete"), LetterKind.CONFIRM_RECEIPT)
    check = next(one for one in preview_letter(spanish.desk("officer"), letter_id).checks if one.code == "in_its_language")
    assert (check.ok, check.facts) == (False, {"text": "Keeper of Records", "count": 1})


def test_the_places_that_were_searched_are_named_in_spanish(spanish: Story) -> None:
    text = said(spanish, WAYS[LetterKind.NOTHING_FOUND](spanish))
    assert "- Sistema central de cuentas\n- Archivo de cartas\n- Grabaciones de llamadas\n- Registros del sitio web" in text


def test_the_list_of_parts_begins_with_spanish_words(spanish: Story) -> None:
    request_id = worked(spanish, "know_specific")
    spanish.grant(request_id, FIRST_LIST)
    spanish.refuse(request_id, "Personal identifiers", ground="rights_of_others")
    letter = letter_of(spanish, str(draft_answer(spanish.desk("officer"), request_id).created_id))
    assert dict(letter.slots)["files"] == "Identificadores personales, como nombre, dirección, correo electrónico y número de cuenta"
    assert dict(letter.slots)["part_withheld"].startswith("Identificadores personales: ")


def test_a_letter_begun_in_english_takes_spanish_words_when_the_reply_changes(spanish: Story) -> None:
    request_id = worked(spanish, "know_specific")
    spanish.grant(request_id, FIRST_LIST)
    officer = spanish.desk("officer")
    case_id = spanish.request(request_id).case_id
    answer_in(spanish, case_id, "en")
    letter_id = str(draft_answer(officer, request_id).created_id)
    assert dict(letter_of(spanish, letter_id).slots)["files"] == FIRST_LIST
    answer_in(spanish, case_id, "es")
    text = said(spanish, letter_id)
    assert "Identificadores personales, como nombre" in text
    assert FIRST_LIST not in text


def test_a_ground_is_said_in_the_language_of_its_letter(spanish: Story) -> None:
    """A letter that was sent for approval keeps its language when the reply changes, and so do its grounds."""
    request_id = worked(spanish, "delete")
    spanish.refuse(request_id)
    letter_id = str(draft_answer(spanish.desk("officer"), request_id).created_id)
    submit_letter(spanish.desk("officer"), letter_id)
    answer_in(spanish, spanish.request(request_id).case_id, "en")
    content = preview_letter(spanish.desk("officer"), letter_id, format=LetterFormat.TEXT).content
    assert content is not None
    assert "Debemos conservar esta información para cumplir una ley" in content.decode()
    assert "We must keep it" not in content.decode()


DISCLOSED = {"en": ("What we disclosed", "Personal identifiers"), "es": ("Lo que divulgamos", "Identificadores personales")}


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_category_named_at_length_is_disclosed_under_its_short_name(spanish: Story, language: str) -> None:
    """11 CCR 7024(k): the profiles name what they collect at length and what they disclose in short, and both are one category."""
    request_id = worked(spanish, "know_categories")
    answer_in(spanish, spanish.request(request_id).case_id, language)
    spanish.grant(request_id, FIRST_LIST)
    text = said(spanish, str(draft_answer(spanish.desk("officer"), request_id).created_id))
    head, name = DISCLOSED[language]
    assert f"{head}: {name}\n" in text
    assert text.count(f"{head}: ") == 1, "what was not granted is not said to be disclosed"


def answer_in(story: Story, case_id: str, language: str) -> None:
    change_reply(
        story.desk("officer"), case_id, reply_by=ReplyBy.MAIL, format=LetterFormat.LETTER, language=language, reason="Asked on the phone."
    )


class _WithoutSpanish:
    """The letter press of a house where nobody has written one letter in Spanish."""

    def __init__(self, press: LetterPress, kind: LetterKind) -> None:
        self._press, self._kind = press, kind

    def __getattr__(self, name: str) -> object:
        return getattr(self._press, name)

    def templates(self) -> tuple[TemplateInfo, ...]:
        return tuple(one for one in self._press.templates() if (one.kind, one.language) != (self._kind, "es"))


def test_a_letter_that_nobody_wrote_in_the_language_is_not_begun(spanish: Story) -> None:
    """The refusal names letter and language, and nothing was stored."""
    request_id = spanish.take("delete")
    officer = spanish.desk("officer")
    officer = replace(officer, press=_WithoutSpanish(officer.press, LetterKind.CLARIFY))  # type: ignore[arg-type]
    case_id = spanish.request(request_id).case_id
    with pytest.raises(DomainError, match="template_missing") as refusal:
        draft_letter(officer, case_id, LetterKind.CLARIFY)
    assert refusal.value.facts == {"kind": "clarify", "language": "es"}
    assert draft_letter(officer, case_id, LetterKind.HOUSEHOLD).created_id
    with spanish.office.store.unit_of_work() as uow:
        assert [letter.kind for letter in uow.letters.where(case_id=case_id)] == [LetterKind.HOUSEHOLD]
