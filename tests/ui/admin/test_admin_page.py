"""Admin as a whole: who sees what, the other parts by keys, and the look at each size."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QScrollArea

from caseapp.domain.history import ChainVerdict
from caseapp.domain.operators import SecondPersonAct
from caseapp.host.resources import Resources
from caseapp.services.history import history_entries
from caseapp.services.organisation import organisation_now
from caseapp.services.policies import policy_table
from caseapp.services.trouble import Trouble
from caseapp.ui.theme import apply_theme, current
from caseapp.ui.widgets.choices import RadioRow
from caseapp.ui.widgets.key_button import KeyButton
from tests.house import PASSPHRASE, TestHouse
from tests.ui.admin.conftest import Administration, SitDown

NEW_PASSPHRASE = "seven odd lamps hum by the pier"
LAW_PARTS = ["Law", "For counsel", "One-off days", "What if"]
KEEPING_PARTS = ["Duties of the office", "Drafts of others", "Retention"]
ALL_PARTS = [
    "Operators",
    "Organisation",
    "Lines",
    "Clients",
    "Envelopes",
    "Second person",
    *LAW_PARTS,
    *KEEPING_PARTS,
    "Backups",
    "Record",
    "My account",
    "About",
]
READER_PARTS = ["Law", "For counsel", "What if", "My account", "About"]


@pytest.mark.parametrize(
    ("login", "parts"),
    [
        ("admin", ALL_PARTS),
        ("r.chen", ["Law", "For counsel", "What if", "Duties of the office", "Drafts of others", "My account", "About"]),
        ("maria.lopez", ["Law", "My account", "About"]),
        ("u.weiss", READER_PARTS),
    ],
)
def test_what_a_role_may_not_use_is_absent(sit_down: SitDown, login: str, parts: list[str]) -> None:
    desk = sit_down(login)
    assert desk.driver.parts == parts
    desk.page.show_part("operators")
    panel = desk.page.panel
    assert panel is not None
    assert panel.title == parts[0]


def test_a_part_is_reached_from_elsewhere(admin: Administration) -> None:
    admin.page.on_shown(panel="backups")
    assert admin.page.panel is not None
    assert admin.page.panel.title == "Backups"


# Organisation


def test_the_organisation_can_be_saved_without_scrolling(admin: Administration) -> None:
    admin.driver.open("Organisation")
    button = admin.driver.find(KeyButton, "admin_organisation_save")
    shown = button.visibleRegion().boundingRect()
    assert shown == button.rect()
    first = admin.driver.find(QLineEdit, "admin_organisation_name")
    assert button.mapTo(admin.page, QPoint()).x() == first.mapTo(admin.page, QPoint()).x()


def test_a_new_revision_keeps_the_old_one(admin: Administration) -> None:
    driver = admin.driver
    driver.open("Organisation")
    assert driver.text_of("admin_organisation_name") == "Example Recovery Services"
    driver.write("admin_organisation_address_lines", "PO Box 9\n\n  Oakland, CA 94601  ")
    driver.tick("admin_organisation_sells")
    driver.save()
    desk = admin.office.desk
    assert desk is not None
    organisation = organisation_now(desk)[0]
    assert (organisation.revision, organisation.address_lines) == (2, ("PO Box 9", "Oakland, CA 94601"))
    assert organisation.sells_or_shares
    with desk.uow() as uow:
        assert [each.revision for each in uow.organisations.where()] == [1, 2]
    assert "Revision 2" in admin.page.panel.sentence.text()  # type: ignore[union-attr]


def test_saving_without_a_change_makes_no_revision(admin: Administration) -> None:
    admin.driver.open("Organisation")
    admin.driver.save()
    desk = admin.office.desk
    assert desk is not None
    assert organisation_now(desk)[0].revision == 1
    assert "Nothing was changed" in admin.messages.notices[0].text


def test_an_organisation_that_cannot_write_letters_is_told(admin: Administration) -> None:
    driver = admin.driver
    driver.open("Organisation")
    driver.clear("admin_organisation_name")
    driver.clear("admin_organisation_signer_name")
    driver.clear("admin_organisation_business_zone")
    driver.type("Mars")
    driver.save()
    assert len(driver.problems) == 3
    assert driver.text_of("admin_organisation_business_zone") == "Mars"


def test_where_businesses_are_reached_is_written_a_line_each(admin: Administration) -> None:
    driver = admin.driver
    driver.open("Organisation")
    driver.write("admin_organisation_business_contacts", "Redwood Mail, 880 Harbor Blvd")
    driver.save()
    assert [problem for problem in driver.problems if "“Redwood Mail, 880 Harbor Blvd” tells neither an address nor an e-mail." in problem]
    line = "Redwood Mail | 880 Harbor Blvd, West Sacramento, CA 95691 | privacy@redwood.example"
    driver.write("admin_organisation_business_contacts", line)
    driver.save()
    desk = admin.office.desk
    assert desk is not None
    assert organisation_now(desk)[0].business_contacts == (line,)


# Lines and clients


def test_a_line_is_added_for_a_client_and_closed(admin: Administration) -> None:
    driver = admin.driver
    driver.open("Lines")
    driver.click("admin_lines_add")
    driver.save()
    assert driver.problems == ("Write the number that people dial.",)
    driver.type("866-555-0142", into="admin_line_number")
    driver.type("Calls for Lakeside", into="admin_line_label")
    driver.pick("admin_line_client", "Lakeside Credit Union")
    driver.save()
    assert ("866-555-0142", "Calls for Lakeside", "Lakeside Credit Union", "in use") in driver.rows()
    driver.choose("866-555-0142")
    driver.tick("admin_line_active")
    driver.save()
    assert ("866-555-0142", "Calls for Lakeside", "Lakeside Credit Union", "closed") in driver.rows()


def test_a_client_is_added_and_changed(admin: Administration) -> None:
    driver = admin.driver
    driver.open("Clients")
    driver.click("admin_clients_add")
    driver.type("Sierra Health Billing", into="admin_client_name")
    driver.save()
    assert "how consumers reach this business" in driver.problems[0]
    driver.write("admin_client_contact", "25 Granite Way, Sacramento, CA 95814\n800-555-0167")
    driver.save()
    assert driver.rows()[-1][0] == "Sierra Health Billing"
    driver.choose("Sierra Health Billing")
    assert driver.plain("admin_client_contact").splitlines()[1] == "800-555-0167"
    wish = driver.find(RadioRow, "admin_client_instructions")
    assert wish.chosen() == "redirect"
    wish.set_chosen("forward")
    driver.save()
    desk = admin.office.desk
    assert desk is not None
    assert [one.instructions for one in organisation_now(desk)[2] if one.name == "Sierra Health Billing"] == ["forward"]
    driver.tick("admin_client_active")
    driver.save()
    assert driver.rows()[-1][2] == "ended"


# Second person


def test_an_act_is_switched_off_with_a_reason_and_the_record_says_so(admin: Administration) -> None:
    driver = admin.driver
    driver.open("Second person")
    assert {row[1] for row in driver.rows()} == {"second person needed"}
    driver.choose("Approve a letter or a refusal")
    driver.press("Return")
    driver.press("Down")
    driver.save()
    assert driver.problems == ("Write why one person is enough. The reason goes into the record.",)
    driver.type("the office has one officer", into="admin_policy_reason")
    driver.save()
    assert driver.rows()[0] == ("Approve a letter or a refusal", "one person is enough")
    desk = admin.office.desk
    assert desk is not None
    rules = {rule.act: rule.is_required for rule in policy_table(desk)}
    assert not rules[SecondPersonAct.APPROVE_LETTER]
    entry = history_entries(desk)[-1]
    assert entry.action == "second_person_set"
    assert dict(entry.facts)["required"] == "False"


# My account


def test_my_passphrase_is_changed(sit_down: SitDown) -> None:
    desk = sit_down("maria.lopez")
    driver = desk.driver
    driver.open("My account")
    for field, text in (("old", "not the passphrase"), ("new", NEW_PASSPHRASE), ("again", NEW_PASSPHRASE)):
        driver.write(f"admin_account_{field}", text)
    driver.save()
    assert "not your present passphrase" in driver.problems[0]
    driver.write("admin_account_old", PASSPHRASE)
    driver.write("admin_account_again", "different")
    driver.save()
    assert "differ" in driver.problems[0]
    driver.write("admin_account_again", NEW_PASSPHRASE)
    driver.save()
    assert driver.problems == ()
    assert driver.text_of("admin_account_new") == ""
    assert desk.house.house.unlock("maria.lopez", NEW_PASSPHRASE).operator.login == "maria.lopez"


def test_text_size_colours_and_lock_are_kept(sit_down: SitDown) -> None:
    desk = sit_down("maria.lopez")
    driver = desk.driver
    driver.open("My account")
    driver.pick("admin_account_size", "150 %")
    assert current().text_percent == 150
    driver.focus("admin_account_theme_light")
    driver.press("Right")
    assert current().is_dark
    driver.pick("admin_account_idle", "30 minutes")
    assert [desk.settings.get(key) for key in ("text_size_percent", "theme", "idle_lock_minutes")] == [150, "dark", 30]


# Backups and record


def test_a_backup_is_made_and_listed(admin: Administration) -> None:
    driver = admin.driver
    driver.open("Backups")
    assert driver.has("admin_backups_table_empty")
    assert not driver.has("admin_backups_last"), "it is said once"
    driver.save()
    assert driver.words("admin_backups_last") == "Last backup: today 4:58 PM"
    assert len(driver.rows()) == 1
    admin.house.clock.advance(hours=2)
    driver.click("admin_backups_now")
    assert [row[0] for row in driver.rows()] == ["Tue Mar 3, 2026, 6:58 PM Pacific", "Tue Mar 3, 2026, 4:58 PM Pacific"]


def test_a_backup_that_fails_is_told(admin: Administration, monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> None:
        raise Trouble("disk_full")

    monkeypatch.setattr(admin.house.house, "back_up", full)
    admin.driver.open("Backups")
    admin.driver.save()
    assert admin.messages.troubles[0].happened == "The disk is full."
    assert admin.messages.troubles[0].can_do.startswith("Make room")
    assert admin.page.panel.now_button.isEnabled()  # type: ignore[union-attr]


def test_an_intact_record_says_so(admin: Administration) -> None:
    admin.driver.open("Record")
    assert admin.driver.words("admin_record_detail") == "The history has 6 entries."
    admin.driver.save()
    assert admin.driver.words("admin_record_verdict") == "Intact: 6 entries, each linked and signed."


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("hash_differs", "was changed after it was written"),
        ("signature_wrong", "not that of the person it names"),
        ("number_missing", "an entry is missing"),
        ("shorter_than_anchor", "shorter than this computer saw it before"),
    ],
)
def test_a_record_that_was_touched_says_where_and_what(
    admin: Administration, monkeypatch: pytest.MonkeyPatch, code: str, said: str
) -> None:
    verdict = ChainVerdict(ok=False, first_bad_seq=4, problem_code=code, checked=3)
    monkeypatch.setattr(admin.house.house, "check_history", lambda _desk: verdict)
    admin.driver.open("Record")
    admin.driver.save()
    words = admin.driver.words("admin_record_verdict")
    assert words.startswith("Not intact from entry 4 on:")
    assert said in words
    assert "Entries before it are good: 3." in admin.driver.words("admin_record_detail")


def test_about_names_fonts_icons_and_libraries_with_licences(sit_down: SitDown) -> None:
    driver = sit_down("d.novak").driver
    driver.open("About")
    rows = {row[0]: row[1:] for row in driver.rows()}
    assert {"Inter", "Phosphor", "Qt for Python", "SQLAlchemy", "ReportLab"} <= set(rows)
    assert all(licence for _, licence in rows.values())
    driver.choose("Inter")
    assert "SIL OPEN FONT LICENSE" in driver.plain("admin_about_text")
    assert driver.words("admin_about_version").startswith("Version ")


@pytest.mark.parametrize("percent", [100, 200])
def test_each_part_fits_its_width(admin: Administration, qapp: QApplication, percent: int) -> None:
    apply_theme(qapp, "light", percent)
    admin.page.resize(990, 560)
    for part in ALL_PARTS:
        admin.page.on_shown(panel=next(each.id for each in admin.page._offered() if each.text == part))
        qapp.processEvents()
        panel = admin.page.panel
        assert panel is not None
        scroll = panel.findChild(QScrollArea, f"admin_{panel.name}_scroll")
        assert scroll is not None
        assert scroll.horizontalScrollBar().maximum() == 0, part
    assert admin.driver.find(QComboBox, "admin_part").isVisible() == (percent == 200)


def test_what_is_typed_about_the_organisation_outlasts_a_change_elsewhere(admin: Administration) -> None:
    driver = admin.driver
    driver.open("Organisation")
    driver.write("admin_organisation_phone", "866-555-0100")
    driver.open("Lines")
    driver.write("admin_line_label", "all calls")
    driver.save()
    driver.open("Organisation")
    assert driver.text_of("admin_organisation_phone") == "866-555-0100"


def test_a_line_keeps_its_client_that_has_ended(admin: Administration) -> None:
    driver = admin.driver
    driver.open("Lines")
    driver.pick("admin_line_client", "Lakeside Credit Union")
    driver.save()
    driver.open("Clients")
    driver.tick("admin_client_active")
    driver.save()
    driver.open("Lines")
    assert driver.find(QComboBox, "admin_line_client").currentText() == "Lakeside Credit Union (ended)"
    driver.write("admin_line_label", "old calls")
    driver.save()
    assert driver.rows()[0][2] == "Lakeside Credit Union"


def test_the_usual_language_of_letters_is_changed_in_the_organisation(admin: Administration) -> None:
    admin.driver.open("Organisation")
    admin.driver.focus("admin_organisation_reply_language")
    admin.driver.press("Down")
    admin.driver.save()
    assert organisation_now(admin.house.desk)[0].reply_language == "es"
    admin.page.forget()
    admin.page.on_shown()
    assert admin.driver.find(QComboBox, "admin_organisation_reply_language").currentText() == "Spanish"


def test_the_language_of_the_screens_says_what_there_is(admin: Administration) -> None:
    admin.driver.open("My account")
    box = admin.driver.find(QComboBox, "admin_account_language")
    assert [box.itemText(row) for row in range(box.count())] == ["English"]


def test_a_translation_that_lies_there_can_be_chosen(sit_down: SitDown, house: TestHouse, tmp_path: Path) -> None:
    root = tmp_path / "resources"
    shutil.copytree(house.house.resources.root, root)
    (root / "translations").mkdir()
    (root / "translations" / "caseapp_es.qm").write_bytes(b"")
    house.house.resources = Resources(root)
    admin = sit_down("admin")
    admin.driver.open("My account")
    admin.driver.focus("admin_account_language")
    admin.driver.press("Down")
    assert admin.settings.get("language") == "es"


def test_an_empty_table_says_what_fills_it(admin: Administration) -> None:
    admin.driver.open("Backups")
    assert admin.driver.has("admin_backups_table_empty")
    admin.driver.save()
    assert admin.driver.has("admin_backups_table")
    assert not admin.driver.has("admin_backups_table_empty")
