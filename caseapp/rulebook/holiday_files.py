"""The holiday tables: ``table.toml`` with reach and provisions, and one file for each year."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from caseapp.domain.rulebook import Provision
from caseapp.domain.workdays import Holiday, HolidayLists
from caseapp.rulebook.sections import Library, ResourceFile

FOLDER = "holidays"
TABLE = f"{FOLDER}/table.toml"
RELEASED = f"{FOLDER}/released.toml"
"""The digests of the released versions of the tables. Cases keep the version, so its days never change: other days are a new version."""
LISTS = ("gov6700", "federal", "judicial", "optional_bank")


def load_holidays(library: Library) -> tuple[HolidayLists, tuple[Provision, ...]]:
    """Read all years the table promises.

    Raises:
        Trouble: ``resource_faulty`` (file, line, reason) or ``resource_missing`` (a year's file).
    """
    file = library.file(TABLE)
    file.only("provision")
    with file.top as top:
        version, first_on, last_on = top.text("version"), top.day("first_on"), top.day("last_on")
        top.text("note")
        if last_on < first_on:
            raise top.fault("last_on", "'last_on' lies before 'first_on'")
    provisions = _provisions(file)
    codes = frozenset(provision.code for provision in provisions)
    named: list[Holiday] = []
    for year in range(first_on.year, last_on.year + 1):
        named.extend(parse_year(library.file(f"{FOLDER}/{year}.toml"), year, codes, first_on, last_on))
    digest = digest_of(library, first_on.year, last_on.year)
    _check_released(library, version, digest)
    lists = HolidayLists(
        gov6700=_days_of(named, "gov6700"),
        federal=_days_of(named, "federal"),
        judicial=_days_of(named, "judicial"),
        optional_bank=_days_of(named, "optional_bank"),
        extra=frozenset(),
        first_on=first_on,
        last_on=last_on,
        version=version,
        named=tuple(named),
        sha256=digest,
    )
    return lists, provisions


def digest_of(library: Library, first_year: int, last_year: int) -> str:
    """Return the digest of the table and of all its years, line ends as LF."""
    digest = sha256()
    for path in (TABLE, *(f"{FOLDER}/{year}.toml" for year in range(first_year, last_year + 1))):
        digest.update(path.encode() + b"\n" + library.raw(path).replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def _check_released(library: Library, version: str, digest: str) -> None:
    file = library.file(RELEASED)
    file.only("released")
    released: dict[str, str] = {}
    seen: set[object] = set()
    for section in file.sections("released"):
        with section:
            name = section.text("version")
            section.unique("version", name, seen)
            released[name] = section.text("sha256")
    table = library.file(TABLE)
    if version not in released:
        raise table.top.fault("version", f"version {version} has no line in {RELEASED}")
    if released[version] != digest:
        raise table.top.fault("version", f"the days differ from the released version {version}; other days are a new version")


def _provisions(file: ResourceFile) -> tuple[Provision, ...]:
    found: list[Provision] = []
    codes: set[object] = set()
    for section in file.sections("provision"):
        with section:
            code = section.code("code")
            section.unique("code", code, codes)
            by, on = section.review()
            found.append(
                Provision(
                    code=code,
                    citation=section.citation(),
                    status=section.status(),
                    says=section.text("says"),
                    reviewed_by=by,
                    reviewed_on=on,
                )
            )
    return tuple(found)


def parse_year(file: ResourceFile, year: int, provisions: frozenset[str], first_on: date, last_on: date) -> list[Holiday]:
    """Read and check the days of one year, in the order of the file.

    Args:
        provisions: codes of the provisions that may put a day on a list.

    Raises:
        Trouble: ``resource_faulty`` (file, line, reason).
    """
    file.only("day")
    with file.top as top:
        if top.count("year") != year:
            raise top.fault("year", f"'year' differs from the name of the file, {year}")
    found: list[Holiday] = []
    seen: set[object] = set()
    for section in file.sections("day"):
        with section:
            on, name = section.day("on"), section.code("name")
            if on.year != year:
                raise section.fault("on", f"{on} does not lie in {year}")
            if not first_on <= on <= last_on:
                raise section.fault("on", f"{on} lies outside the table, {first_on} to {last_on}")
            section.unique("on", f"{on} {name}", seen)
            bases = tuple((which, section.code(which)) for which in LISTS if section.has(which))
            if not bases:
                raise section.fault("on", f"{on} stands on none of the lists {', '.join(LISTS)}")
            for which, basis in bases:
                if basis not in provisions:
                    raise section.fault(which, f"the provision '{basis}' is not in {TABLE}")
            found.append(Holiday(on=on, name=name, bases=bases))
    return found


def _days_of(named: list[Holiday], which: str) -> frozenset[date]:
    return frozenset(holiday.on for holiday in named for name, _ in holiday.bases if name == which)
