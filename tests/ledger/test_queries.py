"""What each filter lets through, asked of a real ledger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_samples import capture, denial

from onrecord.errors import LedgerError
from onrecord.ledger import Filter, Ledger
from onrecord.ledger.queries import phrases
from onrecord.model import Time

EARLY_YEAR = Time(None, None, date(2025, 1, 20), date(2025, 1, 31), "range", True, "absolute")
SINCE_THEN = Time(None, None, date(2025, 1, 20), None, "range", False, "absolute")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with Ledger.open(tmp_path_factory.mktemp("ledger") / "onrecord.db") as opened:
        opened.ingest(capture(time=EARLY_YEAR))
        opened.ingest(denial())
        yield opened


@pytest.mark.parametrize(
    ("wanted", "types"),
    [
        (Filter(), "strike control"),
        (Filter(limit=1), "strike"),
        (Filter(holder="officials"), "control"),
        (Filter(holder="OFFICIALS provincial"), "control"),
        (Filter(holder="government"), "control"),
        (Filter(holder="govern"), ""),
        (Filter(holder="brigade osaka"), "strike"),
        (Filter(holder="%"), ""),
        (Filter(holder=""), ""),
        (Filter(place="goma"), "control"),
        (Filter(place="The Town"), "control"),
        (Filter(place="Ngoma-Ville"), "control"),
        (Filter(place="kivu"), "control"),
        (Filter(place="north congo"), ""),
        (Filter(place="dr congo"), "control"),
        (Filter(place="port"), "strike"),
        (Filter(place="|"), ""),
        (Filter(type="strike"), "strike"),
        (Filter(type="talks"), ""),
        (Filter(search="rebels"), "control"),
        (Filter(search="rebel take"), ""),
        (Filter(search="taken rebel"), "control"),
        (Filter(search='"had taken"'), "control"),
        (Filter(search='"taken had"'), ""),
        (Filter(search="OSAKA"), "strike"),
        (Filter(search="kivu"), "control"),
        (Filter(search="NOT"), ""),
        (Filter(search='"'), ""),
        (Filter(since=date(2025, 1, 31)), "strike control"),
        (Filter(since=date(2025, 2, 1)), "strike"),
        (Filter(until=date(2025, 1, 20)), "control"),
        (Filter(until=date(2025, 1, 19)), ""),
        (Filter(since=date(2025, 3, 1), until=date(2025, 3, 1)), "strike"),
        (Filter(since=date(2025, 3, 2)), ""),
        (Filter(reader="sample-1"), "strike control"),
        (Filter(reader="sample-2"), ""),
        (Filter(holder="officials", type="strike"), ""),
    ],
)
def test_a_filter_lets_through_what_it_names(ledger: Ledger, wanted: Filter, types: str) -> None:
    assert [row.type for row in ledger.claims(wanted)] == types.split()
    assert sum(holder.positions for holder in ledger.holders(wanted)) == len(types.split())


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        (Filter(), ["Port untouched", "Goma falls"]),
        (Filter(limit=1), ["Port untouched"]),
        (Filter(since=date(2025, 2, 8)), ["Port untouched"]),
        (Filter(until=date(2025, 2, 7)), ["Goma falls"]),
        (Filter(search="untouched"), ["Port untouched"]),
        (Filter(search="friday"), ["Goma falls"]),
        (Filter(search="kivu"), ["Goma falls"]),
        (Filter(holder="brigade"), ["Port untouched"]),
        (Filter(place="Congo", type="control"), ["Goma falls"]),
        (Filter(place="Congo", type="strike"), []),
        (Filter(reader="sample-2"), []),
    ],
)
def test_documents_are_filtered_by_what_is_said_in_them(
    ledger: Ledger, wanted: Filter, titles: list[str]
) -> None:
    rows = ledger.documents(wanted)
    assert [row.title for row in rows] == titles
    assert [row.positions for row in rows] == [1] * len(titles)


def test_holders_are_counted(ledger: Ledger) -> None:
    brigade, officials = sorted(ledger.holders(), key=lambda row: row.kind or "")
    assert (brigade.name, brigade.affiliation) == ("Ōsaka's fire brigade", None)
    assert (officials.name, officials.affiliation) == ("Officials", "Provincial government")
    assert (officials.positions, officials.documents) == (1, 1)
    assert officials.first_published == officials.last_published == date(2025, 2, 7)


@pytest.mark.parametrize(
    ("time", "wanted", "found"),
    [
        (SINCE_THEN, Filter(since=date(2030, 1, 1)), 1),
        (SINCE_THEN, Filter(until=date(2025, 1, 19)), 0),
        (None, Filter(until=date(2030, 1, 1)), 0),
        (None, Filter(), 1),
    ],
)
def test_unknown_ends_are_open_and_undated_claims_have_no_time(
    tmp_path: Path, time: Time | None, wanted: Filter, found: int
) -> None:
    with Ledger.open(tmp_path / "onrecord.db") as opened:
        opened.ingest(capture(published=None, time=time))
        assert len(opened.claims(wanted)) == found


def test_a_search_for_what_is_no_text_is_an_error_of_ours(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="surrogates"):
        ledger.claims(Filter(reader="\udcff"))


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("heavy losses", '"heavy" "losses"'),
        ('"heavy losses" north', '"heavy losses" "north"'),
        ("coal-mining", '"coal mining"'),
        ('x" OR "y', '"x" "OR" "y"'),
        ("NEAR(a, b) title:*", '"NEAR a" "b" "title"'),
        ("- * ^", '""'),
    ],
)
def test_what_is_typed_becomes_quoted_phrases(typed: str, query: str) -> None:
    assert phrases(typed) == query


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=30) | st.text(alphabet='"*^():-+{}\x00 ORNEAT', max_size=12))
def test_nothing_typed_is_a_syntax_error(ledger: Ledger, typed: str) -> None:
    wanted = Filter(search=typed, holder=typed, place=typed, type=typed, reader=typed)
    assert isinstance(ledger.claims(Filter(search=typed)), tuple)
    assert ledger.claims(wanted) == ()
    assert ledger.documents(wanted) == ()
