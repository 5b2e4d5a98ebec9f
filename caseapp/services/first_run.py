"""The first records of a new store: the organisation, and the person who set it up."""

from __future__ import annotations

from caseapp.domain.operators import SecondPersonAct, SecondPersonRule
from caseapp.domain.organisation import Client, Line, Organisation
from caseapp.services.desk import Desk
from caseapp.services.organisation import add_first_organisation, check_organisation
from caseapp.services.record import record


def open_house(desk: Desk, *, organisation: Organisation, lines: tuple[Line, ...], clients: tuple[Client, ...]) -> None:
    """Write the first records in one transaction. The desk's operator is the first administrator and officer."""
    check_organisation(organisation)
    with desk.uow() as uow:
        uow.operators.add(desk.operator)
        add_first_organisation(uow, organisation, lines, clients)
        for act in SecondPersonAct:
            uow.second_person_rules.add(SecondPersonRule(id=act, act=act, is_required=True))
        record(
            uow,
            desk,
            "house_opened",
            thing="store",
            thing_id=organisation.id,
            facts={"profile": organisation.profile, "practice": desk.practice, "roles": ",".join(sorted(desk.operator.roles))},
        )
        uow.commit()
