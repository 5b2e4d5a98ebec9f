"""The parts of Admin: their names, who sees them, and how each is made when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from caseapp.domain.operators import Act
from caseapp.ui.admin.panel import AdminPanel
from caseapp.ui.office import Office
from caseapp.ui.upkeep import Upkeep

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class AdminPart:
    """One part.

    Attributes:
        make: reads its code and makes its panel: done when the part is first shown, for most are not opened in a day.
        act: who may do this sees the part; None: everybody.
    """

    id: str
    text: str
    icon: str
    make: Callable[[], AdminPanel]
    act: Act | None = Act.ADMINISTER


def admin_parts(office: Office) -> tuple[AdminPart, ...]:
    """Return all parts in the order of the list; backups, record and licences only where there is a program around the pages."""
    upkeep = office.upkeep
    parts = [
        AdminPart(id="operators", text=translate("AdminPage", "Operators"), icon="users", make=lambda: _operators(office)),
        AdminPart(id="organisation", text=translate("AdminPage", "Organisation"), icon="buildings", make=lambda: _organisation(office)),
        AdminPart(id="lines", text=translate("AdminPage", "Lines"), icon="phone", make=lambda: _lines(office)),
        AdminPart(id="clients", text=translate("AdminPage", "Clients"), icon="storefront", make=lambda: _clients(office)),
        AdminPart(id="envelopes", text=translate("AdminPage", "Envelopes"), icon="envelope-simple", make=lambda: _envelopes(office)),
        AdminPart(id="policy", text=translate("AdminPage", "Second person"), icon="handshake", make=lambda: _policy(office)),
        AdminPart(id="law", text=translate("AdminPage", "Law"), icon="scales", make=lambda: _law(office), act=Act.READ_LAW),
        AdminPart(
            id="counsel", text=translate("AdminPage", "For counsel"), icon="seal-check", make=lambda: _counsel(office), act=Act.REVIEW_LAW
        ),
        AdminPart(id="one_off", text=translate("AdminPage", "One-off days"), icon="calendar-blank", make=lambda: _one_off(office)),
        AdminPart(id="what_if", text=translate("AdminPage", "What if"), icon="question", make=lambda: _what_if(office), act=Act.REVIEW_LAW),
    ]
    parts += [
        AdminPart(
            id="duties", text=translate("AdminPage", "Duties of the office"), icon="calendar-check", make=lambda: _duties(office),
            act=Act.RUN_NIGHTLY,
        ),
        AdminPart(
            id="drafts", text=translate("AdminPage", "Drafts of others"), icon="note", make=lambda: _drafts(office),
            act=Act.HAND_OVER_DRAFTS,
        ),
        AdminPart(
            id="retention", text=translate("AdminPage", "Retention"), icon="trash", make=lambda: _retention(office),
            act=Act.DESTROY_RECORDS,
        ),
    ]  # fmt: skip
    if upkeep is not None:
        parts += [
            AdminPart(id="backups", text=translate("AdminPage", "Backups"), icon="clock", make=lambda: _backups(office, upkeep)),
            AdminPart(id="record", text=translate("AdminPage", "Record"), icon="shield-check", make=lambda: _record(office, upkeep)),
        ]
    parts.append(AdminPart(id="account", text=translate("AdminPage", "My account"), icon="user", make=lambda: _account(office), act=None))
    if upkeep is not None:
        parts.append(
            AdminPart(id="about", text=translate("AdminPage", "About"), icon="info", make=lambda: _about(office, upkeep), act=None)
        )
    return tuple(parts)


def _operators(office: Office) -> AdminPanel:
    # Late: a part is read when it is first shown.
    from caseapp.ui.admin.operators_panel import OperatorsPanel

    return OperatorsPanel(office)


def _organisation(office: Office) -> AdminPanel:
    # Late: a part is read when it is first shown.
    from caseapp.ui.admin.organisation_panel import OrganisationPanel

    return OrganisationPanel(office)


def _lines(office: Office) -> AdminPanel:
    # Late: a part is read when it is first shown.
    from caseapp.ui.admin.lines_panel import LinesPanel

    return LinesPanel(office)


def _clients(office: Office) -> AdminPanel:
    # Late: a part is read when it is first shown.
    from caseapp.ui.admin.clients_panel import ClientsPanel

    return ClientsPanel(office)


def _envelopes(office: Office) -> AdminPanel:
    # Late: a part is read when it is first shown.
    from caseapp.ui.admin.envelopes_panel import EnvelopesPanel

    return EnvelopesPanel(office)


def _policy(office: Office) -> AdminPanel:
    # Late: a part is read when it is first shown.
    from caseapp.ui.admin.policy_panel import PolicyPanel

    return PolicyPanel(office)


def _law(office: Office) -> AdminPanel:
    # Late: a part is read when it is first shown.
    from caseapp.ui.admin.law_panel import LawPanel

    return LawPanel(office)


def _counsel(office: Office) -> AdminPanel:
    # Late: a part is read when it is first shown.
    from caseapp.ui.admin.counsel_panel import CounselPanel

    return CounselPanel(office)


def _one_off(office: Office) -> AdminPanel:
    # Late: a part is read when it is first shown.
    from caseapp.ui.admin.one_off_panel import OneOffPanel

    return OneOffPanel(office)


def _what_if(office: Office) -> AdminPanel:
    # Late: a part is read when it is first shown.
    from caseapp.ui.admin.what_if_panel import WhatIfPanel

    return WhatIfPanel(office)


def _duties(office: Office) -> AdminPanel:
    # Late: a part is read when it is first shown.
    from caseapp.ui.admin.duties_panel import DutiesPanel

    return DutiesPanel(office)


def _drafts(office: Office) -> AdminPanel:
    # Late: a part is read when it is first shown.
    from caseapp.ui.admin.drafts_panel import DraftsPanel

    return DraftsPanel(office)


def _retention(office: Office) -> AdminPanel:
    # Late: a part is read when it is first shown.
    from caseapp.ui.admin.retention_panel import RetentionPanel

    return RetentionPanel(office)


def _backups(office: Office, upkeep: Upkeep) -> AdminPanel:
    # Late: a part is read when it is first shown.
    from caseapp.ui.admin.backups_panel import BackupsPanel

    return BackupsPanel(office, upkeep)


def _record(office: Office, upkeep: Upkeep) -> AdminPanel:
    # Late: a part is read when it is first shown.
    from caseapp.ui.admin.record_panel import RecordPanel

    return RecordPanel(office, upkeep)


def _account(office: Office) -> AdminPanel:
    # Late: a part is read when it is first shown.
    from caseapp.ui.admin.account_panel import AccountPanel

    return AccountPanel(office)


def _about(office: Office, upkeep: Upkeep) -> AdminPanel:
    # Late: a part is read when it is first shown.
    from caseapp.ui.admin.about_panel import AboutPanel

    return AboutPanel(office, upkeep)
