"""The chain of hashes: what each row of the audit says, and what does not fit it.

Every hash is SHA-256 over canonical JSON (sorted keys, no white space, UTF-8). A row's hash
covers the row before it, so a change anywhere breaks the chain from there on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

Row = Mapping[str, Any]

START = "0" * 64
"""What the first row names as the hash before it, and the head of an empty ledger."""


def canonical(value: Any) -> str:
    """The one JSON text of a value; equal values give equal text.

    A cell that somebody changed may hold bytes, which no value of ours does: they are
    written by their representation, so that the hash differs instead of failing.
    """
    return json.dumps(
        value,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        allow_nan=False,
        default=repr,
    )


def digest(value: Any) -> str:
    """SHA-256 over the canonical JSON of a value, in hexadecimal."""
    return sha256(canonical(value).encode()).hexdigest()


def sealed(row: Row) -> dict[str, Any]:
    """An audit row with its hash, which covers all its other columns."""
    open_row = {key: value for key, value in row.items() if key != "hash"}
    return open_row | {"hash": digest(open_row)}


def chain_problems(rows: Iterable[Row]) -> Iterator[str]:
    """What is wrong with audit rows given in order of ``seq``."""
    seq, previous = 0, START
    for row in rows:
        if row["seq"] > seq + 1:
            yield f"audit {_range(seq + 1, row['seq'] - 1)}: missing"
        if row["previous"] != previous:
            yield f"audit {row['seq']}: does not follow the row before it"
        if row["hash"] != sealed(row)["hash"]:
            yield f"audit {row['seq']}: changed"
        seq, previous = row["seq"], row["hash"]


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first} to {last}"


def head_problems(head: str, hashes: Iterable[str]) -> Iterator[str]:
    """Whether a head that was noted elsewhere is still in the chain."""
    noted = head.strip().lower()
    if noted != START and noted not in hashes:
        yield f"audit: the noted head {noted} is not in the chain, its tail was cut or rewritten"


def fact_problems(table: str, expected: Mapping[int, Row], facts: Iterable[Row]) -> Iterator[str]:
    """What does not fit between rows of a table and the audit rows that recorded them.

    ``expected`` holds the audit rows by ``seq``; a fact's ``number`` is that ``seq``.
    """
    missing = dict(expected)
    for fact in facts:
        entry = missing.pop(fact["number"], None)
        if entry is None:
            yield f"{table} {_subject(fact)}: not explained by the audit"
        elif digest(dict(fact)) != entry["content"]:
            yield f"{table} {_subject(fact)}: changed since audit {entry['seq']}"
    for seq, entry in missing.items():
        by = f" by {entry['reader']}" if entry["reader"] else ""
        yield f"{table} {entry['subject']}{by}: missing, audit {seq} recorded it"


def derived_problems(table: str, expected: Iterable[Row], found: Iterable[Row]) -> Iterator[str]:
    """What does not fit between derived rows and those that their reading gives.

    The words in which a claim was put depend on the program that took it in: not compared.
    """
    key = _DERIVED_KEYS[table]
    there = {row[key]: row for row in found}
    for row in expected:
        stored = there.pop(row[key], None)
        where = f"{table} {row[key]} of reading {row['reading']}"
        if stored is None:
            yield f"{where}: missing"
        elif any(stored[name] != row[name] for name in row if name not in _WORDED):
            yield f"{where}: changed"
    for row in there.values():
        yield f"{table} {row[key]} of reading {row['reading']}: not in the reading"


_DERIVED_KEYS = {"entities": "entity", "claims": "claim", "positions": "position"}
_WORDED = frozenset({"sentence", "words"})


def _subject(fact: Row) -> str:
    return f"{fact['document']} by {fact['reader']}" if "reader" in fact else str(fact["id"])
