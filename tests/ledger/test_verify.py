"""Tampering with the file from outside, and what verify says of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from ledger_samples import READER, capture, denial, empty_reading

from onrecord.errors import LedgerError
from onrecord.ledger import Ledger
from onrecord.model import Document

CAPTURE, DENIAL = capture().article.id, denial().article.id
EMPTY = empty_reading(Document("nothing happened", url="https://example.org/nothing"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger of three articles: audit rows 1, 3, 5 are documents, 2, 4, 6 readings."""
    with Ledger.open(tmp_path / "onrecord.db") as ledger:
        for reading in (capture(), denial(), EMPTY):
            ledger.ingest(reading)
    return tmp_path / "onrecord.db"


def tamper(path: Path, *statements: str) -> None:
    """Change the file as somebody with SQLite at hand would, guards put back afterwards."""
    connection = sqlite3.connect(path)
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    for _, statement in triggers:
        connection.execute(statement)
    connection.commit()
    connection.close()


def problems(path: Path, head: str | None = None) -> tuple[str, ...]:
    with Ledger.open(path, create=False) as ledger:
        return ledger.verify(head).problems


def head_of(path: Path) -> str:
    with Ledger.open(path, create=False) as ledger:
        return ledger.verify().head


def test_an_untouched_ledger_is_whole(path: Path) -> None:
    with Ledger.open(path, create=False) as ledger:
        found = ledger.verify()
    assert found.problems == ()
    assert found.whole
    assert found.rows == 6
    assert len(found.head) == 64


def test_an_empty_ledger_is_whole(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "empty.db") as ledger:
        found = ledger.verify(head="0" * 64)
    assert (found.rows, found.head, found.problems) == (0, "0" * 64, ())


SWAP = (
    "UPDATE audit SET seq = 99 WHERE seq = 3",
    "UPDATE audit SET seq = 3 WHERE seq = 4",
    "UPDATE audit SET seq = 4 WHERE seq = 99",
)


@pytest.mark.parametrize(
    ("statements", "named"),
    [
        (
            ["UPDATE documents SET text = replace(text, '300', '900') WHERE number = 1"],
            [f"documents {CAPTURE}: changed since audit 1"],
        ),
        (
            ["UPDATE documents SET recorded_at = '2020-01-01T00:00:00+00:00' WHERE number = 3"],
            [f"documents {DENIAL}: changed since audit 3"],
        ),
        (
            ["UPDATE documents SET title = CAST(x'ff00' AS BLOB) WHERE number = 3"],
            [f"documents {DENIAL}: changed since audit 3"],
        ),
        (
            ["UPDATE readings SET layer = replace(layer, 'denies', 'asserts') WHERE number = 4"],
            [f"readings {DENIAL} by {READER}: changed since audit 4"],
        ),
        (
            ["DELETE FROM readings WHERE number = 6"],
            [f"readings {EMPTY.article.id} by {READER}: missing, audit 6 recorded it"],
        ),
        (["DELETE FROM audit WHERE seq = 3"], ["audit 3: missing", "audit 4: does not follow"]),
        (["DELETE FROM audit WHERE seq IN (2, 3)"], ["audit 2 to 3: missing"]),
        (["DELETE FROM audit WHERE seq = 1"], ["audit 1: missing", "audit 2: does not follow"]),
        (
            ["DELETE FROM audit WHERE seq = 3"],
            [f"documents {DENIAL}: not explained by the audit"],
        ),
        (
            ["UPDATE audit SET recorded_at = '2020' WHERE seq = 2"],
            ["audit 2: changed"],
        ),
        (["UPDATE audit SET kind = 'gossip' WHERE seq = 5"], ["audit 5: unknown kind"]),
        (SWAP, ["audit 3: changed", "audit 4: changed", "audit 5: does not follow"]),
        (
            ["DELETE FROM positions WHERE reading = 2"],
            ["positions p1 of reading 2: missing"],
        ),
        (
            ["UPDATE positions SET stance = 'asserts' WHERE reading = 4"],
            ["positions p1 of reading 4: changed"],
        ),
        (
            ["INSERT INTO entities(reading, entity, kind, name, mentions) VALUES (2,'e9','','',0)"],
            ["entities e9 of reading 2: not in the reading"],
        ),
        (["DELETE FROM document_words_docsize WHERE id = 3"], ["document_words: 2 rows"]),
        (["UPDATE claims SET reading = 77 WHERE reading = 4"], ["claims row", "claims c1"]),
        (["DROP TABLE entities"], ["no such table: entities"]),
    ],
)  # fmt: skip
def test_tampering_is_found_and_named(path: Path, statements: list[str], named: list[str]) -> None:
    tamper(path, *statements)
    found = "\n".join(problems(path))
    assert [words for words in named if words not in found] == []


def test_a_missing_guard_is_a_problem(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("DROP TRIGGER audit_no_delete")
    connection.close()
    assert problems(path) == ("schema: the trigger audit_no_delete is missing or changed",)


CUT = (
    "DELETE FROM readings WHERE number = 6",
    "DELETE FROM document_words WHERE rowid = 5",
    "DELETE FROM documents WHERE number = 5",
    "DELETE FROM audit WHERE seq > 4",
)


def test_a_cut_tail_shows_against_a_head_noted_elsewhere(path: Path) -> None:
    noted = head_of(path)
    tamper(path, *CUT)
    assert problems(path) == ()
    assert problems(path, noted) == (
        f"audit: the noted head {noted} is not in the chain, its tail was cut or rewritten",
    )


def test_a_head_noted_earlier_stays_good_when_the_ledger_grows(path: Path) -> None:
    noted = head_of(path)
    with Ledger.open(path) as ledger:
        ledger.ingest(empty_reading(Document("more")))
        assert ledger.verify().head != noted
        assert ledger.verify(f" {noted.upper()}\n").problems == ()


def test_a_rewritten_chain_shows_against_a_head_noted_elsewhere(path: Path, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "forged.db") as ledger:
        ledger.ingest(denial())
        assert ledger.verify().whole
        assert not ledger.verify(head_of(path)).whole


def fill_with_noise(path: Path, start: int) -> None:
    whole = path.read_bytes()
    noise = bytes((7 * i + 13) % 251 for i in range(len(whole) - start))
    path.write_bytes(whole[:start] + noise)


def cut_in_half(path: Path, start: int) -> None:
    path.write_bytes(path.read_bytes()[:start])


@pytest.mark.parametrize("damage", [fill_with_noise, cut_in_half])
@pytest.mark.parametrize("start", [100, 4096, 12_345, 30_000, 60_000])
def test_a_damaged_file_gives_problems_or_an_error_of_ours(
    path: Path, damage: Callable[[Path, int], None], start: int
) -> None:
    damage(path, start)
    assert told_of(path)


def told_of(path: Path) -> tuple[str, ...]:
    try:
        return problems(path)
    except LedgerError as error:
        return (error.fact,)


def test_a_cell_that_cannot_be_read_is_an_error_of_ours(path: Path) -> None:
    tamper(path, "UPDATE documents SET published = 'yesterday' WHERE number = 1")
    with Ledger.open(path) as ledger, pytest.raises(LedgerError, match="cannot be read"):
        ledger.documents()
