"""Positions laid out for the width of a screen: a column a field, or two on a narrow one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rich.console import Console, ConsoleOptions, RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.model import NARRATOR, UNSPECIFIED
from onrecord.publish.printable import on_one_line

HOLDER_NAMES: Final = {NARRATOR: "the article itself", UNSPECIFIED: "(nobody named)"}
STANCE_STYLES: Final = {
    "denies": "red",
    "doubts": "red",
    "retracts": "red",
    "accuses": "magenta",
    "cannot_verify": "yellow",
    "no_comment": "yellow",
    "does_not_acknowledge": "yellow",
    "does_not_deny": "yellow",
    "confirms": "green",
    "acknowledges": "green",
    "asserts": "green",
}
_WIDE: Final = 136
"""Columns from which a field has a column of its own: below, the claim gets under 36."""


@dataclass(frozen=True, slots=True)
class Line:
    """One position in words, as a row of a table shows it; "" where nothing is known."""

    holder: str
    affiliation: str | None
    stance: str
    claim: str
    factuality: str
    place: str
    time: str
    numbers: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Positions, one a row, in the layout that fits the screen."""

    lines: tuple[Line, ...]

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        """The table for the width there is."""
        yield _wide(self.lines) if options.max_width >= _WIDE else _narrow(self.lines)


def plain_table(*, header: bool = True) -> Table:
    """A table without lines that takes the whole width."""
    return Table(
        box=None,
        pad_edge=False,
        show_edge=False,
        show_header=header,
        header_style="bold",
        padding=(0, 2, 0, 0),
        expand=True,
    )


def _wide(lines: tuple[Line, ...]) -> Table:
    table = plain_table()
    table.add_column("holder", width=22, overflow="fold")
    table.add_column("stance", width=20, overflow="fold")
    table.add_column("claim", ratio=1, min_width=20, overflow="fold")
    table.add_column("fact.", width=5)
    table.add_column("place", width=14, overflow="fold")
    table.add_column("time", width=14, overflow="fold")
    table.add_column("number", width=12, overflow="fold")
    for line in lines:
        cells = (line.factuality, line.place, line.time, line.numbers)
        table.add_row(
            _holder(line), _stance(line), Text(on_one_line(line.claim)), *map(_plain, cells)
        )
    return table


def _narrow(lines: tuple[Line, ...]) -> Table:
    """Who and how on the left; what, and below it where, when and how many, on the right."""
    table = plain_table()
    table.add_column("holder, stance, factuality", width=26, overflow="fold")
    table.add_column("claim, with place, time and number", ratio=1, overflow="fold")
    for line in lines:
        stance = Text.assemble(_stance(line), f" {line.factuality}")
        around = " · ".join(filter(None, (line.place, line.time, line.numbers)))
        claim = Text(on_one_line(line.claim))
        table.add_row(
            Text("\n").join([_holder(line), stance]),
            Text("\n").join([claim, Text(on_one_line(around), "dim")]) if around else claim,
        )
    return table


def _holder(line: Line) -> Text:
    name = Text(on_one_line(line.holder), "bold")
    if line.affiliation:
        name.append(f" ({on_one_line(line.affiliation)})", "not bold dim")
    return name


def _stance(line: Line) -> Text:
    return Text(line.stance, STANCE_STYLES.get(line.stance, ""))


def _plain(words: str) -> Text:
    return Text(on_one_line(words))
