"""Errors of the first kind: a rule was broken, and a person can mend it.

Codes are stable and worded by `ui` and `cli`; no sentence for a person stands here, and no personal data may enter `facts`.
"""

from __future__ import annotations


class DomainError(Exception):
    """A rule was broken.

    Attributes:
        code: stable snake_case code, for example ``receipt_in_future``.
        field: the form field it belongs to, or None.
        facts: values that the wording needs (dates, numbers, codes; never consumer values).
    """

    def __init__(self, code: str, field: str | None = None, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.facts = facts


class NotAllowed(DomainError):
    """The operator's roles do not include this act, or it wants a second person."""


class Conflict(DomainError):
    """Somebody else saved this thing after it was read."""


class NotFound(DomainError):
    """No thing has this id."""


class Problems(DomainError):
    """Several fields of one form at once; `problems` keeps their order on the form."""

    def __init__(self, problems: tuple[DomainError, ...]) -> None:
        super().__init__("several_problems", count=len(problems))
        self.problems = problems
