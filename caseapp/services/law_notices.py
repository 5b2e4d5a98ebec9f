"""What an administrator has to know about the law the program holds, before it becomes a refusal."""

from __future__ import annotations

from caseapp.domain.law_notices import LawNotice, calendar_notice, text_notices
from caseapp.domain.operators import Act
from caseapp.services.desk import Desk
from caseapp.services.drafts import REGIME_ID
from caseapp.services.ports import UnitOfWork


def law_notices(desk: Desk) -> tuple[LawNotice, ...]:
    """Return what there is to say about the law today; nothing on most days."""
    desk.require(Act.ADMINISTER)
    with desk.uow() as uow:
        return standing_notices(uow, desk)


def standing_notices(uow: UnitOfWork, desk: Desk) -> tuple[LawNotice, ...]:
    """Return the notices of today for whoever runs the nightly work."""
    today, law = desk.today(), desk.rulebook
    ending = calendar_notice(law.regime_for(REGIME_ID, min(today, law.lists.last_on)), law.lists, today)
    return (*(() if ending is None else (ending,)), *text_notices(uow.kept_laws(), law.regimes))
