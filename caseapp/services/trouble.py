"""Errors of the second kind: the machine, the disk, the key or the file is not as it has to be.

A person is told what happened, what was saved and what to do. No personal data may enter `facts`.
"""

from __future__ import annotations


class Trouble(Exception):
    """The environment refused.

    Attributes:
        code: stable snake_case code: ``wrong_passphrase``, ``store_too_new``, ``store_busy``, ``disk_full``,
            ``store_damaged``, ``resource_missing``, ``resource_faulty``, ``second_copy``, ``keys_damaged``, ``printer_failed``.
        facts: values that the wording needs (versions, counts, file names; never consumer values).
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
