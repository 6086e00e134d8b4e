"""What can go wrong, as a tree. A message is the fact and the remedy, in one line each."""

from __future__ import annotations


class OnrecordError(Exception):
    """Anything that a user can act on; the command line prints it without a traceback.

    ``fact`` says what is wrong, ``remedy`` what to do about it.
    """

    def __init__(self, fact: str, remedy: str) -> None:
        super().__init__(f"{fact}: {remedy}")
        self.fact = fact
        self.remedy = remedy


class InputError(OnrecordError):
    """A file, line or stream that cannot be read as an article."""


class LanguageError(InputError):
    """An article in a language that the reader was not trained for."""


class SettingsError(OnrecordError):
    """An option or settings value that makes no sense."""


class LedgerError(OnrecordError):
    """A ledger that cannot be opened, written or trusted."""


class DataError(OnrecordError):
    """Package data (weights, gazetteer, lexicons) that is missing or damaged."""
