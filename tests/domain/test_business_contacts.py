"""How a business we write to is reached: one line, read strictly, found by name."""

from __future__ import annotations

import pytest

from caseapp.domain.business_contacts import BusinessContact, contact_of, read_contact
from caseapp.domain.errors import DomainError

MAIL = "Redwood Mail | 880 Harbor Blvd Ste 12, West Sacramento, CA 95691 | privacy@redwood.example"


def test_a_line_has_name_address_and_email() -> None:
    assert read_contact(MAIL) == BusinessContact(
        name="Redwood Mail", lines=("880 Harbor Blvd Ste 12", "West Sacramento, CA 95691"), email="privacy@redwood.example"
    )


@pytest.mark.parametrize(
    ("text", "lines", "email"),
    [
        ("Redwood Mail|PO Box 9, Oakland, CA 94601", ("PO Box 9", "Oakland, CA 94601"), ""),
        ("Redwood Mail | privacy@redwood.example", (), "privacy@redwood.example"),
        (
            "Redwood Mail | privacy@redwood.example | PO Box 9, Oakland, CA 94601",
            ("PO Box 9", "Oakland, CA 94601"),
            "privacy@redwood.example",
        ),
        ("Redwood Mail | Privacy Desk, 400 Lake Street, Oakland, CA 94610", ("Privacy Desk", "400 Lake Street", "Oakland, CA 94610"), ""),
    ],
)
def test_address_or_email_may_be_left_out(text: str, lines: tuple[str, ...], email: str) -> None:
    contact = read_contact(text)
    assert (contact.name, contact.lines, contact.email) == ("Redwood Mail", lines, email)


@pytest.mark.parametrize(
    "text",
    [
        "Redwood Mail",
        "Redwood Mail |",
        " | PO Box 9, Oakland, CA 94601",
        "Redwood Mail | Oakland, CA 94601",
        "Redwood Mail | PO Box 9, Oakland, California",
        "Redwood Mail | PO Box 9,, CA 94601",
        "Redwood Mail | somewhere | privacy@redwood.example",
    ],
)
def test_a_line_that_nothing_can_be_sent_to_is_refused(text: str) -> None:
    with pytest.raises(DomainError, match="business_contact_unreadable") as refusal:
        read_contact(text)
    assert (refusal.value.field, refusal.value.facts) == ("business_contacts", {"text": text})


def test_a_business_is_found_by_its_name() -> None:
    lines = ("CreditLine Data | data@creditline.example", MAIL)
    found = contact_of(lines, " redwood MAIL ")
    assert found is not None
    assert found.email == "privacy@redwood.example"
    assert contact_of(lines, "Redwood") is None
    assert contact_of((), "Redwood Mail") is None
