"""How a request reached us, and how an answer is to go out."""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    """Way of arrival. The instant each one counts from is in rulebook 1.2: call start, delivery, server or header time, hand-over."""

    PHONE = "phone"
    VOICEMAIL = "voicemail"
    WEB_FORM = "web_form"
    EMAIL = "email"
    MAIL = "mail"
    IN_PERSON = "in_person"


class ReplyBy(StrEnum):
    """How the consumer wants the answer (Civ. Code 1798.130(a)(2)(A): by mail or electronically at the consumer's option)."""

    MAIL = "mail"
    EMAIL = "email"
    IN_PERSON = "in_person"


class Residency(StrEnum):
    """What was claimed about living in California. The rights belong to residents; a request from elsewhere is still received."""

    CALIFORNIA = "california"
    ELSEWHERE = "elsewhere"
    NOT_SAID = "not_said"
