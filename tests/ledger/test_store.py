"""Opening, adding and reading back, on real files."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_samples import FIRST, READER, capture, denial, empty_reading

from onrecord.errors import LedgerError
from onrecord.ledger import Filter, Ledger
from onrecord.model import Document

NOW = datetime(2025, 2, 8, 12, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "onrecord.db"


def test_the_same_reading_again_adds_nothing(path: Path) -> None:
    with Ledger.open(path) as ledger:
        first = ledger.ingest(capture())
        head = ledger.verify().head
        again = ledger.ingest(capture())
        assert (first.outcome, first.version, first.positions) == ("added", 1, 1)
        assert (again.outcome, again.version, again.positions) == ("unchanged", 1, 1)
        assert ledger.verify().head == head
        assert len(ledger.claims()) == 1


def test_a_reading_comes_back_as_it_was_taken_in(path: Path) -> None:
    given_in = capture()
    with Ledger.open(path) as ledger:
        ledger.ingest(given_in)
        kept = ledger.reading(given_in.article.id)
        assert ledger.reading("nobody knows it") is None
    assert kept is not None
    assert kept.article == given_in.article
    assert kept.claims == given_in.claims
    assert kept.positions == given_in.positions


def test_what_is_known_can_be_asked_before_reading(path: Path) -> None:
    reading = capture()
    with Ledger.open(path) as ledger:
        assert not ledger.has(reading.article.id, READER)
        ledger.ingest(reading)
        assert ledger.has(reading.article.id, READER)
        assert not ledger.has(reading.article.id, "sample-2")


@pytest.mark.parametrize(
    ("before", "after", "versions"),
    [
        (Document("a", url="u"), Document("b", url="u"), 2),
        (Document("a", url="u"), Document("b", url="v"), 1),
        (Document("a", "t", "o"), Document("b", "t", "o"), 2),
        (Document("a", "t", "o"), Document("b", "t", "p"), 1),
        (
            Document("a", "t", "o", None, date(2025, 1, 1)),
            Document("b", "t", "o", None, date(2025, 1, 2)),
            1,
        ),
        (Document("a", "t", "o", "u"), Document("b", "t", "o", "v"), 1),
        (Document("a"), Document("b"), 1),
    ],
)
def test_a_changed_article_is_a_new_version_of_the_old_one(
    path: Path, before: Document, after: Document, versions: int
) -> None:
    with Ledger.open(path) as ledger:
        first = ledger.ingest(empty_reading(before))
        second = ledger.ingest(empty_reading(after))
        every = ledger.documents(Filter(all_versions=True))
        newest = ledger.documents()
    assert second.outcome == ("new_version" if versions == 2 else "added")
    assert second.version == versions
    assert len(every) == 2
    assert len(newest) == (1 if versions == 2 else 2)
    assert newest[0].id == second.document
    assert newest[0].version_of == (first.document if versions == 2 else None)


def test_an_old_version_again_does_not_become_the_newest(path: Path) -> None:
    old, new = (empty_reading(Document(text, url="u")) for text in "ab")
    with Ledger.open(path) as ledger:
        ledger.ingest(old)
        ledger.ingest(new)
        assert ledger.ingest(old).outcome == "unchanged"
        assert [row.id for row in ledger.documents()] == [new.article.id]


def test_another_reader_version_stands_beside_the_first(path: Path) -> None:
    first = capture()
    second = replace(first, reader="sample-2", positions=(), claims=(), attributions=())
    with Ledger.open(path) as ledger:
        ledger.ingest(first)
        receipt = ledger.ingest(second)
        assert (receipt.outcome, receipt.version, receipt.positions) == ("new_reading", 1, 0)
        assert ledger.claims() == ()
        assert [row.reader for row in ledger.claims(Filter(reader=READER))] == [READER]
        assert [row.reader for row in ledger.documents()] == ["sample-2"]
        assert ledger.verify().whole


def test_system_time_is_kept_in_utc(path: Path) -> None:
    east = NOW.astimezone(timezone(timedelta(hours=9)))
    with Ledger.open(path) as ledger:
        ledger.ingest(capture(), now=east)
        (row,) = ledger.documents()
    assert row.recorded_at == NOW
    assert row.recorded_at.utcoffset() == timedelta(0)


def test_a_position_is_told_without_another_look_up(path: Path) -> None:
    with Ledger.open(path) as ledger:
        ledger.ingest(capture())
        (row,) = ledger.claims()
    assert (row.holder, row.holder_affiliation) == ("Officials", "Provincial government")
    assert (row.stance, row.factuality, row.distance) == ("asserts", "CT+", "neutral")
    assert (row.type, row.subtype, row.trigger) == ("control", "gain", "taken")
    assert row.sentence == "rebels had taken Goma"
    assert (row.place, row.lat, row.lon) == ("Goma", -1.6585, 29.2205)
    assert row.published == date(2025, 2, 7)
    assert [(q.words, q.best, q.comparator) for q in row.quantities] == [
        ("about 300", 300, "about")
    ]
    assert [e.exact for e in row.evidence] == ["said", "rebels had taken Goma"]
    assert [FIRST[e.start : e.end] for e in row.evidence] == [e.exact for e in row.evidence]
    assert row.chain == ("Officials",)


def test_the_words_of_a_claim_are_the_callers_choice(path: Path) -> None:
    with Ledger.open(path, wording=lambda _, claim: f"{claim.type}!") as ledger:
        ledger.ingest(capture())
        assert ledger.claims()[0].sentence == "control!"


def test_long_words_of_a_claim_are_cut(path: Path) -> None:
    reading = capture()
    text = FIRST.replace("rebels had", "rebels " + "who came " * 30 + "had")
    shift = len(text) - len(FIRST)
    claim = reading.claims[0]
    trigger = replace(
        claim.trigger, start=claim.trigger.start + shift, end=claim.trigger.end + shift
    )
    whole = (replace(reading.article.sentences[0], end=len(text)),)
    document = replace(reading.article.document, text=text)
    article = replace(reading.article, document=document, sentences=whole)
    longer = replace(claim, trigger=trigger, quantities=(), roles=claim.roles[:1])
    with Ledger.open(path) as ledger:
        ledger.ingest(replace(reading, article=article, claims=(longer,)))
        words = ledger.claims()[0].sentence
    assert words.startswith("rebels who came who came")
    assert words.endswith("…")
    assert len(words) <= 160


def test_derived_tables_can_be_built_again(path: Path) -> None:
    with Ledger.open(path) as ledger:
        for reading in (capture(), denial()):
            ledger.ingest(reading)
        before = ledger.claims(), ledger.holders(), ledger.claims(Filter(search="rebels"))
        ledger.rebuild()
        assert (ledger.claims(), ledger.holders(), ledger.claims(Filter(search="rebels"))) == before
        assert ledger.verify().whole


@pytest.mark.parametrize("table", ["documents", "readings", "audit"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {} SET recorded_at = 'x'",
        "DELETE FROM {}",
        "INSERT OR REPLACE INTO {0} SELECT * FROM {0} LIMIT 1",
    ],
)
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_kept_tables_refuse_changes_from_any_program(
    path: Path, table: str, statement: str, recursive: str
) -> None:
    with Ledger.open(path) as ledger:
        ledger.ingest(capture())
    connection = sqlite3.connect(path)
    try:
        connection.execute(f"PRAGMA recursive_triggers = {recursive}")
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement.format(table))
    finally:
        connection.close()


def foreign_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.commit()
    connection.close()


def newer_ledger(path: Path) -> None:
    Ledger.open(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


@pytest.mark.parametrize(
    ("make", "fact"),
    [
        (foreign_database, "another program"),
        (newer_ledger, "schema 99"),
        (lambda path: path.write_text("Dear diary, " * 50), "is not a ledger"),
        (lambda path: path.write_bytes(b"SQLite format 3\0"), "is not a ledger"),
        (lambda path: path.mkdir(), "is a folder"),
        (lambda path: os.mkfifo(path), "no regular file"),
    ],
)
def test_what_is_no_ledger_of_ours_is_refused_and_left_alone(path: Path, make, fact) -> None:  # type: ignore[no-untyped-def]
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(LedgerError, match=fact) as raised:
        Ledger.open(path)
    assert raised.value.remedy
    assert (path.read_bytes() if path.is_file() else None) == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_missing_folder_is_an_error_and_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="does not exist"):
        Ledger.open(tmp_path / "missing" / "onrecord.db")
    assert not (tmp_path / "missing").exists()


def test_looking_into_a_missing_ledger_does_not_make_one(path: Path) -> None:
    with pytest.raises(LedgerError, match="there is no ledger"):
        Ledger.open(path, create=False)
    assert not path.exists()


@pytest.mark.skipif(
    not Path("/proc/self").is_dir(), reason="needs a /proc to be unable to write in"
)
def test_a_folder_that_takes_no_file_is_an_error() -> None:
    with pytest.raises(LedgerError):
        Ledger.open(Path("/proc/self/onrecord.db"))


READ_ONLY = """
import os, sys
from pathlib import Path
from onrecord.errors import LedgerError
from onrecord.ledger import Ledger
if os.geteuid() == 0:
    os.setuid(65534)
path = Path(sys.argv[1])
try:
    Ledger.open(path)
except LedgerError as error:
    print(error.fact)
with Ledger.open(path, create=False) as ledger:
    print(len(ledger.claims()), ledger.verify().problems)
"""


def test_a_read_only_ledger_refuses_articles_but_can_be_read() -> None:
    with tempfile.TemporaryDirectory() as folder:
        shelf = Path(folder) / "shelf"
        shelf.mkdir()
        with Ledger.open(shelf / "onrecord.db") as ledger:
            ledger.ingest(capture())
        Path(folder).chmod(0o755)
        shelf.chmod(0o555)
        (shelf / "onrecord.db").chmod(0o444)
        done = run(READ_ONLY, shelf / "onrecord.db")
        shelf.chmod(0o755)
    assert done.stdout.splitlines() == [
        f"the ledger {shelf / 'onrecord.db'} is read-only",
        "1 ()",
    ], done.stderr


def test_a_locked_ledger_is_an_error_after_a_wait(path: Path) -> None:
    Ledger.open(path).close()
    holder = sqlite3.connect(path, isolation_level=None)
    try:
        holder.execute("BEGIN IMMEDIATE")
        with Ledger.open(path, busy_seconds=0.1) as ledger:
            with pytest.raises(LedgerError, match="locked"):
                ledger.ingest(capture())
            assert ledger.claims() == ()
            holder.execute("ROLLBACK")
            assert ledger.ingest(capture()).outcome == "added"
    finally:
        holder.close()


def test_a_text_that_is_none_is_refused_and_nothing_is_kept(path: Path) -> None:
    with Ledger.open(path) as ledger:
        with pytest.raises(LedgerError, match="surrogates"):
            ledger.ingest(empty_reading(Document("\ud800")))
        assert ledger.documents() == ()
        assert ledger.verify().rows == 0


INGEST_MANY = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from ledger_samples import empty_reading
from onrecord.ledger import Ledger
from onrecord.model import Document
with Ledger.open(Path(sys.argv[1]), busy_seconds=30) as ledger:
    for number in range(int(sys.argv[3]), int(sys.argv[4])):
        ledger.ingest(empty_reading(Document(f"article {number}", url=f"https://example.org/{number}")))
"""


def run(program: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def start(path: Path, first: int, last: int) -> subprocess.Popen[bytes]:
    arguments = map(str, (path, Path(__file__).parent, first, last))
    return subprocess.Popen([sys.executable, "-c", INGEST_MANY, *arguments])


def test_a_killed_process_leaves_a_whole_ledger(path: Path) -> None:
    process = start(path, 0, 100_000)
    deadline = time.monotonic() + 60
    log = Path(f"{path}-wal")
    while time.monotonic() < deadline and not (log.exists() and log.stat().st_size > 200_000):
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    with Ledger.open(path) as ledger:
        kept = ledger.documents()
        assert kept
        assert ledger.verify().problems == ()
        for number in range(len(kept) + 5):
            document = Document(f"article {number}", url=f"https://example.org/{number}")
            ledger.ingest(empty_reading(document))
        assert len(ledger.documents()) == len(kept) + 5
        assert ledger.verify().problems == ()


def test_two_processes_lose_nothing(path: Path) -> None:
    processes = [start(path, 0, 40), start(path, 20, 60)]
    assert [process.wait(timeout=60) for process in processes] == [0, 0]
    with Ledger.open(path) as ledger:
        assert {row.url for row in ledger.documents()} == {
            f"https://example.org/{number}" for number in range(60)
        }
        assert ledger.verify().problems == ()
        assert ledger.verify().rows == 120


documents = st.builds(
    Document,
    text=st.text(max_size=20),
    title=st.none() | st.sampled_from(["one", "two", ""]),
    outlet=st.none() | st.sampled_from(["x", "y"]),
    url=st.none() | st.sampled_from(["u", "v", ""]),
    published=st.none() | st.sampled_from([date(2024, 1, 1), date(2025, 1, 1)]),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(documents, max_size=4).flatmap(lambda each: st.permutations(each * 2)))
def test_any_order_with_repeats_keeps_each_document_once(given_in: list[Document]) -> None:
    readings = [empty_reading(document) for document in given_in]
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "l.db") as ledger:
        for reading in readings:
            ledger.ingest(reading)
        kept = ledger.documents(Filter(all_versions=True))
        assert sorted(row.id for row in kept) == sorted({r.article.id for r in readings})
        assert ledger.verify().problems == ()
