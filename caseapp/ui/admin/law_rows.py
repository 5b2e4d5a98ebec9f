"""The law as rows to read: worked out beside the window, for there are some hundred of them with their full texts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from caseapp.domain.letters import Paragraph, ParagraphKind
from caseapp.domain.regime import LawStatus, Limit, Regime, TimeRule
from caseapp.domain.rulebook import Rulebook
from caseapp.ui import qt_dates
from caseapp.ui.admin.law_words import (
    count_words,
    date_or_open,
    fact_rows,
    in_force_words,
    law_heading,
    limit_words,
    list_words,
    rule_words,
    short_status,
    types_words,
)
from caseapp.ui.holiday_names import holiday_words
from caseapp.ui.labels import label
from caseapp.ui.widgets.table_view import TableRow

translate = QCoreApplication.translate

Row = tuple[TableRow, str, str]
FEW_RIGHTS = 2


class LawRows:
    """Rows and texts of one rulebook.

    Attributes:
        rows: row, group, and all its words to be searched.
        texts: what there is to say, by the key of the row.
    """

    def __init__(self, book: Rulebook) -> None:
        self.texts: dict[str, tuple[Paragraph, ...]] = {}
        rows = [*self._rules(book), *self._limits(book), *self._grounds(book), *self._checklists(book)]
        rows += [*self._holidays(book), *self._provisions(book), *self._versions(book)]
        self.rows: tuple[Row, ...] = tuple(rows)

    def _row(self, group: str, key: str, name: str, citation: str, status: LawStatus | None, text: Sequence[Paragraph]) -> Row:
        full = f"{group}.{key}"
        self.texts[full] = tuple(text)
        cells = (name, citation, short_status(status) if status is not None else "")
        words = " ".join((*cells, *(each for part in text for each in (part.text, *part.cells))))
        return TableRow(key=full, cells=cells), group, words

    # Periods and limits: one row a rule, its versions side by side

    def _rules(self, book: Rulebook) -> list[Row]:
        found: dict[str, list[tuple[Regime, TimeRule]]] = defaultdict(list)
        for regime in book.regimes:
            for rule in regime.rules:
                found[rule.id].append((regime, rule))
        names = {rule_id: _rule_name(versions[-1][1]) for rule_id, versions in found.items()}
        repeated = {name for name, count in Counter(names.values()).items() if count > 1}
        rows = []
        for rule_id, versions in found.items():
            newest = versions[-1][1]
            name = names[rule_id]
            if name in repeated and len(versions) < len(book.regimes):
                only = [regime.version for regime, _ in versions]
                name = translate("LawPanel", "{name}, version {versions}").format(name=name, versions=", ".join(only))
            elif name in repeated and len(newest.request_types) <= FEW_RIGHTS:
                name = translate("LawPanel", "{name}, {rights}").format(name=name, rights=types_words(newest.request_types))
            text = [law_heading(name), *self._side_by_side([(regime, rule_words(rule)) for regime, rule in versions])]
            rows.append(self._row("rules", rule_id, name, newest.citation, newest.status, text))
        return rows

    def _limits(self, book: Rulebook) -> list[Row]:
        found: dict[str, list[tuple[Regime, Limit]]] = defaultdict(list)
        for regime in book.regimes:
            for limit in regime.limits:
                found[limit.kind].append((regime, limit))
        rows = []
        for kind, versions in found.items():
            newest = versions[-1][1]
            text = [
                law_heading(limit_words(newest)),
                *self._side_by_side([(regime, fact_rows(limit)) for regime, limit in versions]),
            ]
            rows.append(self._row("limits", kind, limit_words(newest), newest.citation, newest.status, text))
        return rows

    def _side_by_side(self, versions: Sequence[tuple[Regime, Sequence[tuple[str, str]]]]) -> list[Paragraph]:
        """A table: when it is in force and a line for each fact, a column for each text; versions that say the same share one."""
        texts: dict[tuple[tuple[str, str], ...], list[Regime]] = defaultdict(list)
        for regime, facts in versions:
            texts[tuple(facts)].append(regime)
        head = ("", *(_version_words([regime.version for regime in alike]) for alike in texts.values()))
        lines = [Paragraph(kind=ParagraphKind.TABLE_HEAD, cells=head)]
        if versions:
            days = (in_force_words(alike[0].effective_from, alike[-1].effective_to) for alike in texts.values())
            lines.append(Paragraph(kind=ParagraphKind.TABLE_ROW, cells=(translate("LawPanel", "In force"), *days)))
        for at, (name, _) in enumerate(versions[0][1]):
            lines.append(Paragraph(kind=ParagraphKind.TABLE_ROW, cells=(name, *(facts[at][1] for facts in texts))))
        return lines

    # What has no versions of its own

    def _facts(self, name: str, facts: Sequence[tuple[str, str]]) -> list[Paragraph]:
        rows = [Paragraph(kind=ParagraphKind.TABLE_ROW, cells=(what, value)) for what, value in facts if value]
        return [law_heading(name), *rows]

    def _grounds(self, book: Rulebook) -> list[Row]:
        rows = []
        for ground in book.grounds:
            name = ground.code.replace("_", " ").capitalize()
            facts = (
                (translate("LawPanel", "What it says"), ground.says),
                (translate("LawPanel", "For"), types_words(ground.request_types)),
                (translate("LawPanel", "Where it stands"), ground.citation),
                (translate("LawPanel", "How sure"), label(ground.status)),
                (translate("LawPanel", "Wants facts"), translate("LawPanel", "yes") if ground.needs_facts else translate("LawPanel", "no")),
                (translate("LawPanel", "Number in the policy"), str(ground.seed_ground) if ground.seed_ground is not None else ""),
                (translate("LawPanel", "All the same"), "; ".join(each.replace("_", " ") for each in ground.must_also)),
            )
            rows.append(self._row("grounds", ground.code, name, ground.citation, ground.status, self._facts(name, facts)))
        return rows

    def _checklists(self, book: Rulebook) -> list[Row]:
        rows = []
        for checklist in book.checklists:
            name = translate("LawPanel", "Verify: {level}").format(level=label(checklist.level))
            facts = (
                (translate("LawPanel", "What it says"), checklist.says),
                (translate("LawPanel", "For"), types_words(checklist.request_types)),
                (translate("LawPanel", "Points that have to match"), str(checklist.points_needed)),
                (
                    translate("LawPanel", "Declaration"),
                    translate("LawPanel", "needed") if checklist.declaration_needed else translate("LawPanel", "not needed"),
                ),
                (translate("LawPanel", "May be asked"), ", ".join(label(point) for point in checklist.questions)),
                (translate("LawPanel", "Where it stands"), checklist.citation),
                (translate("LawPanel", "How sure"), label(checklist.status)),
            )
            rows.append(self._row("checklists", checklist.id, name, checklist.citation, checklist.status, self._facts(name, facts)))
        for at, rule in enumerate(book.authority):
            name = translate("LawPanel", "Papers of: {who}").format(who=label(rule.requestor))
            papers = (
                (translate("LawPanel", "What it says"), rule.says),
                (translate("LawPanel", "For"), types_words(rule.request_types)),
                (translate("LawPanel", "Papers"), ", ".join(label(paper) for paper in rule.papers)),
                (translate("LawPanel", "Where it stands"), rule.citation),
                (translate("LawPanel", "How sure"), label(rule.status)),
            )
            rows.append(self._row("checklists", f"authority{at}", name, rule.citation, rule.status, self._facts(name, papers)))
        return rows

    def _holidays(self, book: Rulebook) -> list[Row]:
        lists = book.lists
        years: dict[int, list[Paragraph]] = defaultdict(list)
        head = Paragraph(
            kind=ParagraphKind.TABLE_HEAD, cells=(translate("LawPanel", "Day"), translate("LawPanel", "Holiday, and the lists it is on"))
        )
        for holiday in lists.named:
            on = qt_dates.full_date(holiday.on)
            words = translate("LawPanel", "{name}: {lists}").format(name=holiday_words(holiday.name), lists=list_words(holiday.bases))
            years[holiday.on.year].append(Paragraph(kind=ParagraphKind.TABLE_ROW, cells=(on, words)))
        rows = []
        for year, days in years.items():
            name = translate("LawPanel", "Holidays {year}").format(year=year)
            text = [law_heading(name), head, *days]
            rows.append(
                self._row("holidays", str(year), name, translate("LawPanel", "Version {version}").format(version=lists.version), None, text)
            )
        return rows

    def _provisions(self, book: Rulebook) -> list[Row]:
        rows = []
        for provision in book.provisions:
            facts = (
                (translate("LawPanel", "What it says"), provision.says),
                (translate("LawPanel", "Where it stands"), provision.citation),
                (translate("LawPanel", "How sure"), label(provision.status)),
            )
            text = self._facts(provision.citation, facts)
            rows.append(self._row("holidays", provision.code, provision.says, provision.citation, provision.status, text))
        return rows

    def _versions(self, book: Rulebook) -> list[Row]:
        rows = []
        for regime in book.regimes:
            name = translate("LawPanel", "{regime}, version {version}").format(regime=regime.id, version=regime.version)
            facts = (
                (translate("LawPanel", "In force from"), qt_dates.full_date(regime.effective_from)),
                (translate("LawPanel", "In force to"), date_or_open(regime.effective_to)),
                (translate("LawPanel", "Time zone"), regime.business_zone),
                (translate("LawPanel", "Periods"), str(len(regime.rules))),
                (translate("LawPanel", "Limits"), str(len(regime.limits))),
                (translate("LawPanel", "SHA-256 of its file"), regime.sha256),
            )
            rows.append(self._row("versions", regime.version, name, regime.sha256[:16], None, self._facts(name, facts)))
        return rows


def _rule_name(rule: TimeRule) -> str:
    return translate("LawPanel", "{deadline}: {period}").format(deadline=label(rule.kind), period=count_words(rule))


def _version_words(names: Sequence[str]) -> str:
    pattern = translate("LawPanel", "Version {version}") if len(names) == 1 else translate("LawPanel", "Versions {version}, alike")
    return pattern.format(version=", ".join(names))
