"""What a ledger answers, to standard output in the format asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from rich.console import RenderableType

from onrecord.ledger import DocumentRow, HolderRow, PositionRow
from onrecord.publish import exports, listings
from onrecord.publish.printing import output_console, write


@dataclass(frozen=True, slots=True)
class _Listing:
    row: type[Any]
    table: Callable[[Sequence[Any]], RenderableType]


_LISTINGS = {
    "claims": _Listing(PositionRow, listings.ledger_claims),
    "holders": _Listing(HolderRow, listings.ledger_holders),
    "documents": _Listing(DocumentRow, listings.ledger_documents),
}


def print_rows(
    what: Literal["claims", "holders", "documents"],
    rows: Sequence[Any],
    form: Literal["table", "json", "csv"],
    *,
    asked: bool,
) -> None:
    """Rows of a ledger; ``asked`` if something in particular was asked for."""
    listing = _LISTINGS[what]
    if form == "json":
        write("".join(f"{line}\n" for line in exports.as_json_lines(rows)))
    elif form == "csv":
        write(exports.as_csv(exports.columns_of(listing.row), map(exports.flat, rows)))
    else:
        shown = listing.table(rows) if rows else listings.nothing(what, asked=asked)
        output_console().print(shown)
