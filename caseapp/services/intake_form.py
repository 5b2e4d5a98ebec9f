"""What the intake page holds: one frozen value, kept as JSON in the draft, checked only when the person finishes.

Claimed values are not part of it: they travel apart and are sealed at once.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from caseapp.domain.channel import Channel, ReplyBy, Residency
from caseapp.domain.errors import DomainError
from caseapp.domain.people import AgeBand, AuthorityBasis, RequestorKind, clean_name
from caseapp.domain.receipt import Receipt, receipt_from_instant, receipt_from_wall
from caseapp.domain.request_type import NEVER_VERIFIED, RequestType

LOOKBACK_FLOOR = date(2022, 1, 1)
CLOCK_TOLERANCE = timedelta(minutes=2)

_ZIP = re.compile(r"[0-9]{5}(?:-?[0-9]{4})?")
_SOCIAL_SECURITY = re.compile(r"(?<!\d)\d{3}[- ]\d{2}[- ]\d{4}(?!\d)")
_CARD = re.compile(r"(?<!\d)(?:\d[ -]?){12,18}\d(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeForm:
    """Everything typed on the intake page, as text where a person types text.

    Attributes:
        received_wall: wall time of receipt as ISO text without zone ("2026-03-02T14:05"), empty for a call (the call's start counts).
        note: what the agent notes for us; it becomes a note of the case.
        said: ids of the script sentences ticked, each with its instant as ISO text.
        unsaid: ids of sentences of the script that have to be said and were not, besides the confirmation.
        confirmed_orally: the required confirmation of receipt was read out on this call (11 CCR 7021(a)).
        age_band: of the child a parent or guardian asks for.
        step: where the operator was, 1 to 6.
        purpose: ``request``, or ``about_case`` or ``question`` for a contact that is no new request.
        about_number: the case a contact is about, as typed.
        topic: what a question is about.
    """

    line_id: str = ""
    caller_number: str = ""
    requestor_kind: str = RequestorKind.CONSUMER
    requestor_name: str = ""
    requestor_company: str = ""
    requestor_phone: str = ""
    requestor_email: str = ""
    requestor_street: str = ""
    requestor_unit: str = ""
    requestor_city: str = ""
    requestor_state: str = ""
    requestor_postal_code: str = ""
    authority: str = AuthorityBasis.NOT_SHOWN_YET
    age_band: str = AgeBand.NOT_SAID
    types: tuple[str, ...] = ()
    portable_copy: bool = False
    words: str = ""
    note: str = ""
    name: str = ""
    letter_name: str = ""
    sort_name: str = ""
    street: str = ""
    unit: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""
    phone: str = ""
    email: str = ""
    account_reference: str = ""
    residency: str = Residency.NOT_SAID
    period_from: str = ""
    period_until: str = ""
    reply_by: str = ReplyBy.MAIL
    reply_language: str = "en"
    reply_format: str = "letter"
    received_wall: str = ""
    received_fold: int = 0
    late_entry_reason: str = ""
    script_version: str = ""
    said: tuple[tuple[str, str], ...] = ()
    unsaid: tuple[str, ...] = ()
    confirmed_orally: bool = False
    read_back: bool = False
    step: int = 1
    purpose: str = "request"
    about_number: str = ""
    topic: str = ""

    def request_types(self) -> tuple[RequestType, ...]:
        """Return the rights asked, each once; a portable copy is specific pieces with a format."""
        chosen = [RequestType(code) for code in self.types]
        if self.portable_copy and RequestType.KNOW_SPECIFIC not in chosen:
            chosen.append(RequestType.KNOW_SPECIFIC)
        return tuple(dict.fromkeys(chosen))

    @property
    def asks_identity(self) -> bool:
        """True when some right asked may be verified; opt-out and limit ask only what finds the person (11 CCR 7060(b))."""
        return any(kind not in NEVER_VERIFIED for kind in self.request_types())


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What the caller says to prove who they are: the kind of data point and the words. Sealed at the first save."""

    point: str
    text: str


def form_to_json(form: IntakeForm) -> str:
    return json.dumps(asdict(form), ensure_ascii=False, sort_keys=True)


def form_from_json(text: str) -> IntakeForm:
    """Read a kept form; fields that a newer program knows and this text does not get their defaults."""
    raw = json.loads(text)
    known = {field.name for field in fields(IntakeForm)}
    values = {name: value for name, value in raw.items() if name in known}
    values["types"] = tuple(values.get("types", ()))
    values["unsaid"] = tuple(values.get("unsaid", ()))
    values["said"] = tuple((pair[0], pair[1]) for pair in values.get("said", ()))
    return IntakeForm(**values)


def receipt_of(form: IntakeForm, *, channel: Channel, started_at: datetime, now_at: datetime, zone: str) -> Receipt:
    """Return the receipt the form stands for.

    A call counts from its start; everything else from the time typed, else from when its entry was begun (rulebook 1.2): a draft
    that is finished a day later keeps its receipt.

    Raises:
        DomainError: ``receipt_unreadable`` or ``receipt_in_future`` at ``received``.
    """
    if channel is Channel.PHONE or not form.received_wall:
        return receipt_from_instant(started_at, business_zone=zone)
    try:
        wall = datetime.fromisoformat(form.received_wall)
    except ValueError as error:
        raise DomainError("receipt_unreadable", "received") from error
    receipt = receipt_from_wall(wall, zone=zone, fold=form.received_fold, business_zone=zone)
    if receipt.at > now_at + CLOCK_TOLERANCE:
        raise DomainError("receipt_in_future", "received")
    return receipt


def problems_of(form: IntakeForm, *, channel: Channel, started_at: datetime, now_at: datetime, zone: str) -> tuple[DomainError, ...]:
    """Return everything that keeps the form from becoming a full case, in the order of the form. A draft may have all of them."""
    found: list[DomainError] = []

    def want(met: bool, code: str, field: str) -> None:
        if not met:
            found.append(DomainError(code, field))

    def check(field: str, text: str) -> None:
        try:
            clean_name(text, field=field)
        except DomainError as error:
            found.append(error)

    for_someone = form.requestor_kind != RequestorKind.CONSUMER
    want(bool(form.request_types()), "no_right_chosen", "types")
    if for_someone:
        want(bool(form.requestor_name.strip()), "requestor_name_missing", "requestor_name")
        check("requestor_name", form.requestor_name)
    want(bool(form.name.strip()), "consumer_name_missing", "name")
    check("name", form.name)
    check("letter_name", form.letter_name)
    want(not holds_secret_number(form.words), "secret_number_typed", "words")
    want(not holds_secret_number(form.note), "secret_number_typed", "note")
    reach = (form.street.strip() and form.city.strip()) or form.email.strip() or consumer_number(form).strip()
    by_mail = form.reply_by == ReplyBy.MAIL and form.asks_identity
    want(by_mail or bool(reach), "nothing_to_find_by", "street")
    if by_mail:
        want(bool(form.street.strip()), "street_missing", "street")
        want(bool(form.city.strip()), "city_missing", "city")
        if not form.country.strip():
            postal_code = form.postal_code.strip()
            want(bool(postal_code), "postal_code_missing", "postal_code")
            want(not postal_code or _ZIP.fullmatch(postal_code) is not None, "postal_code_unreadable", "postal_code")
    if form.reply_by == ReplyBy.EMAIL:
        want("@" in form.email or "@" in form.requestor_email, "email_missing", "email")
    _check_period(form, found, now_at.astimezone(ZoneInfo(zone)).date())
    try:
        receipt = receipt_of(form, channel=channel, started_at=started_at, now_at=now_at, zone=zone)
    except DomainError as error:
        found.append(error)
    else:
        today = now_at.astimezone(ZoneInfo(zone)).date()
        if channel is not Channel.PHONE and form.received_wall and receipt.on < today:
            want(bool(form.late_entry_reason.strip()), "late_entry_reason_missing", "late_entry_reason")
    if channel is Channel.PHONE:
        found.extend(_script_problem(form))
    return tuple(found)


def _script_problem(form: IntakeForm) -> tuple[DomainError, ...]:
    """Return the one problem of the script: what is still to be said, in one sentence."""
    unconfirmed = form.asks_identity and not form.confirmed_orally
    if unconfirmed and form.unsaid:
        return (DomainError("sentences_not_said", "script"),)
    if unconfirmed:
        return (DomainError("confirmation_not_said", "script"),)
    return (DomainError("sentence_not_said", "script"),) if form.unsaid else ()


def consumer_number(form: IntakeForm) -> str:
    """Return the consumer's telephone number: the one given, else the one that called when the consumer calls."""
    return form.phone or (form.caller_number if form.requestor_kind == RequestorKind.CONSUMER else "")


def holds_secret_number(text: str) -> bool:
    """Say whether a text seems to hold a Social Security number or a card number, which nobody asks for (11 CCR 7060(c))."""
    if _SOCIAL_SECURITY.search(text):
        return True
    return any(_is_card_number("".join(sign for sign in found.group() if sign.isdigit())) for found in _CARD.finditer(text))


def kept_text(text: str) -> str:
    """Return a name or a line of an address as it is kept: NFC, without control characters and outer blanks, otherwise as typed.

    A line with a control character prints and searches badly and nobody can see why; names that hold one are refused at their field.
    """
    plain = "".join(" " if sign.isspace() else sign for sign in text if sign.isspace() or unicodedata.category(sign) != "Cc")
    return unicodedata.normalize("NFC", plain).strip()


def sound_text(text: str) -> str:
    """Return the text with halves of characters, as a broken paste may hold them, made whole or replaced: else it could not be stored."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def sound_form(form: IntakeForm) -> IntakeForm:
    """Return the form with every text as `sound_text` gives it."""
    text = form_to_json(form)
    return form_from_json(sound_text(text)) if any("\ud800" <= sign <= "\udfff" for sign in text) else form


def _is_card_number(digits: str) -> bool:
    """Say whether the check digit of a card fits (Luhn)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _check_period(form: IntakeForm, found: list[DomainError], today: date) -> None:
    bounds: list[date | None] = []
    for field, text in (("period_from", form.period_from), ("period_until", form.period_until)):
        try:
            bounds.append(date.fromisoformat(text) if text else None)
        except ValueError:
            found.append(DomainError("date_unreadable", field))
            bounds.append(None)
    start, end = bounds
    if start and end and start > end:
        found.append(DomainError("period_ends_before_start", "period_until"))
    if end and end > today:
        found.append(DomainError("period_in_future", "period_until"))
