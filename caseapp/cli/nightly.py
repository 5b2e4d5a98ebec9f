"""``caseapp nightly``: read every clock against today's date. Run twice it changes nothing."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from typing import TextIO

from caseapp.cli.store_access import add_store_arguments
from caseapp.domain.law_notices import LawNotice, LawNoticeCode
from caseapp.services.desk import Desk
from caseapp.services.nightly import run_nightly


def add_arguments(parser: ArgumentParser) -> None:
    add_store_arguments(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object instead of sentences")


def run(args: Namespace, desk: Desk, out: TextIO) -> int:
    """Run the job and write what it found."""
    report = run_nightly(desk)
    if args.json:
        out.write(f"{json.dumps(asdict(report), default=str)}\n")
        return 0
    out.write(f"{report.open_deadlines} deadlines open, {report.missed} newly missed.\n")
    out.write(f"{report.extensions_lapsed} extension proposals lapsed.\n")
    out.write("Nothing changed.\n" if report.changed == 0 else f"{report.changed} changes written to the history.\n")
    out.writelines(f"{notice_sentence(notice)}\n" for notice in report.notices)
    return 0


def notice_sentence(notice: LawNotice) -> str:
    """Return what an administrator has to know about the law, as one sentence."""
    if notice.code is LawNoticeCode.CALENDAR_ENDS_SOON:
        return (
            f"The holiday lists end on {notice.last_on}: a request received after {notice.last_receipt_on} gets no days; "
            "install a version with longer lists before then."
        )
    return f"The text of law version {notice.version} differs from the one {notice.cases} cases keep; install the released version again."
