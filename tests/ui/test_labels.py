"""Every code that people may see has words."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from enum import StrEnum

import pytest

import caseapp.domain
import caseapp.services
from caseapp.domain.channel import Channel
from caseapp.domain.request_type import RequestType
from caseapp.ui import labels

NEVER_SHOWN = {
    "Step": "number of a transition of the written procedure",
    "BookStatus": "status of the written procedure; ours are shown",
    "StepCode": "each step of an explanation is a sentence with its dates, worded where it is shown",
    "LawNoticeCode": "a notice about the law, worded on the start page and by the nightly work",
    "ReminderCode": "what the office is reminded of, worded on the start page and by the nightly work",
    "Part": "heading of a part of an explanation, worded where it is told",
    "Difference": "what a check of frozen letters found, worded by the command line",
    "StopCode": "why a letter is stopped, worded with its facts in the print queue",
    "StopWeight": "how a stop weighs, worded with it in the print queue",
    "Fate": "what became of a paragraph of a template, worded with its place where templates are read",
    "ParagraphKind": "kind of a paragraph in a template",
    "PlaceholderType": "type of a placeholder in a template",
    "CountsFrom": "key of a rule file",
    "LimitKind": "key of a rule file",
    "LimitUnit": "key of a rule file",
}


def public_enums() -> list[type[StrEnum]]:
    found: set[type[StrEnum]] = set()
    for package in (caseapp.domain, caseapp.services):
        for module in pkgutil.iter_modules(package.__path__):
            if module.name.startswith("_"):
                continue
            content = importlib.import_module(f"{package.__name__}.{module.name}")
            for name, kind in inspect.getmembers(content, inspect.isclass):
                if issubclass(kind, StrEnum) and kind.__module__ == content.__name__ and not name.startswith("_"):
                    found.add(kind)
    return sorted(found, key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", [k for k in public_enums() if k.__name__ not in NEVER_SHOWN], ids=lambda kind: kind.__name__)
def test_each_member_has_words_of_its_own(kind: type[StrEnum]) -> None:
    words = [text for _, text in labels.options(kind)]
    assert all(words)
    assert len(set(words)) == len(words), words


def test_what_is_never_shown_still_exists() -> None:
    names = {kind.__name__ for kind in public_enums()}
    assert names >= set(NEVER_SHOWN)


def test_words_are_no_codes() -> None:
    for kind in labels.worded():
        for member, text in labels.options(kind):
            assert "_" not in text, (kind.__name__, member)


def test_a_case_with_several_rights_names_the_first_and_counts_the_rest() -> None:
    assert labels.types_in_short((RequestType.DELETE,)) == "Delete"
    assert labels.types_in_short((RequestType.OPT_OUT, RequestType.LIMIT, RequestType.DELETE)) == "Opt out, 2 more"
    assert labels.types_in_short(()) == "No right yet"
    assert labels.types_in_short((), is_closed=True) == "Closed, no request was made"


def test_the_label_of_a_member() -> None:
    assert labels.label(Channel.WEB_FORM) == "Web form"
