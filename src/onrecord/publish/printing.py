"""Readings to standard output in the format asked for; complaints to standard error."""

from __future__ import annotations

import os
import sys
from typing import Final

from rich.console import Console
from rich.text import Text

from onrecord import interchange
from onrecord.errors import OnrecordError
from onrecord.model import Reading
from onrecord.publish import exports, terminal
from onrecord.publish.printable import visible

_PIPED_WIDTH: Final = 140
"""Columns of a table that goes to a file or a pipe, unless $COLUMNS says otherwise."""


def error_console() -> Console:
    """Standard error, where lines are not folded."""
    return Console(stderr=True, highlight=False, emoji=False, soft_wrap=True)


def output_console() -> Console:
    """Standard output, as wide as its terminal or as $COLUMNS says."""
    console = Console(highlight=False, emoji=False, markup=False)
    if not console.is_terminal and not os.environ.get("COLUMNS", "").isdigit():
        console.width = _PIPED_WIDTH
    return console


def complain(console: Console, error: OnrecordError) -> None:
    """One line of what is wrong and what to do about it."""
    words = visible(f"{error.fact}: {error.remedy}")
    console.print(Text.assemble(("error:", "bold red"), f" {words}"))


def say(console: Console, words: str) -> None:
    """One plain line."""
    console.print(Text(visible(words)))


class ReadingPrinter:
    """Prints readings in one format as they come: "table", "text", "csv" or "json"."""

    def __init__(self, form: str, errors: Console) -> None:
        self._form = form
        self._errors = errors
        self._header = True

    def print(self, reading: Reading) -> None:
        """One reading to standard output; for programs, its notes to standard error."""
        if self._form == "json":
            write(next(exports.as_json_lines([interchange.to_json(reading)])) + "\n")
        elif self._form == "csv":
            rows = exports.reading_rows(reading)
            write(exports.as_csv(exports.POSITION_COLUMNS, rows, header=self._header))
            self._header = False
        else:
            as_form = (
                terminal.reading_as_text if self._form == "text" else terminal.reading_as_table
            )
            output_console().print(as_form(reading))
            return
        for note in reading.notes:
            say(self._errors, f"note: {note}")


def write(words: str) -> None:
    """Data to standard output, at once: a reader further down a pipe need not wait."""
    sys.stdout.write(words)
    sys.stdout.flush()
