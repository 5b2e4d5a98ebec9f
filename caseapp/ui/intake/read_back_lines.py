"""The lines that are read back to the caller before saving."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from caseapp.domain.channel import ReplyBy, Residency
from caseapp.domain.checklists import DataPoint
from caseapp.domain.letters import LetterFormat
from caseapp.domain.people import AgeBand, AuthorityBasis, PostalAddress, RequestorKind
from caseapp.services.intake_form import IntakeForm
from caseapp.services.phones import for_reading
from caseapp.ui.labels import label

translate = QCoreApplication.translate


def read_back_lines(form: IntakeForm, *, language: str, sealed: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return label and value of each line; what was said for proof is named by its kind only.

    Args:
        language: the reply's language in words.
        sealed: kinds of the sealed values.
    """
    rights = [label(kind) for kind in form.request_types()]
    if form.portable_copy:
        rights.append(translate("ReadBack", "Portable copy"))
    address = PostalAddress(
        street=form.street.strip(), unit=form.unit.strip(), city=form.city.strip(), state=form.state.strip(),
        postal_code=form.postal_code.strip(), country=form.country.strip(),
    )  # fmt: skip
    own_number = form.caller_number if form.requestor_kind == RequestorKind.CONSUMER else ""
    reply = ", ".join((label(ReplyBy(form.reply_by)), language, label(LetterFormat(form.reply_format))))
    return (
        (translate("ReadBack", "They ask to"), ", ".join(rights)),
        (translate("ReadBack", "In their words"), form.words.strip()),
        *_asker(form),
        (translate("ReadBack", "Name"), form.name.strip()),
        (translate("ReadBack", "Home"), label(Residency(form.residency)) if form.residency != Residency.NOT_SAID else ""),
        (translate("ReadBack", "Address"), ", ".join(address.lines())),
        (translate("ReadBack", "Phone"), for_reading(form.phone or own_number)),
        (translate("ReadBack", "E-mail"), form.email.strip()),
        (translate("ReadBack", "Reference"), form.account_reference.strip()),
        (translate("ReadBack", "To prove it"), _proof(sealed) if form.asks_identity else ""),
        (translate("ReadBack", "Reply"), reply),
        (translate("ReadBack", "Name in letters"), form.letter_name.strip()),
    )


def _asker(form: IntakeForm) -> tuple[tuple[str, str], ...]:
    if form.requestor_kind == RequestorKind.CONSUMER:
        return ()
    who = ", ".join(part for part in (form.requestor_name.strip(), form.requestor_company.strip()) if part)
    return (
        (label(RequestorKind(form.requestor_kind)), who),
        (translate("ReadBack", "They rely on"), label(AuthorityBasis(form.authority))),
        *_age(form),
    )


def _age(form: IntakeForm) -> tuple[tuple[str, str], ...]:
    if form.requestor_kind != RequestorKind.PARENT_OR_GUARDIAN:
        return ()
    return ((translate("ReadBack", "Child's age"), label(AgeBand(form.age_band))),)


def _proof(sealed: Sequence[str]) -> str:
    kinds = ", ".join(label(DataPoint(point)) for point in sealed)
    return translate("ReadBack", "{kinds} (sealed)").format(kinds=kinds) if kinds else ""
