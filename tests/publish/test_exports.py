"""Rows for programs: CSV and JSON Lines, safe to open."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from onrecord.model import (
    Article,
    Attribution,
    Block,
    Claim,
    Document,
    Entity,
    Place,
    Position,
    Quantity,
    Reading,
    Role,
    Span,
    Time,
)
from onrecord.publish.exports import (
    POSITION_COLUMNS,
    as_csv,
    as_json_lines,
    columns_of,
    flat,
    reading_rows,
)

TEXT = "The mayor said about 30 people died in Goma on Friday."
FRIDAY = date(2025, 2, 7)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def reading() -> Reading:
    """The mayor says that about 30 people died; the article says it too."""
    whole = Span(0, len(TEXT))
    document = Document(TEXT, "Deaths", "Example Post", None, date(2025, 2, 8))
    blocks = (Block(whole, "body", "prose"),)
    article = Article(document, "abc", "en", (), blocks, (whole,), (whole,))
    goma = Place("Goma", -1.6585, 29.2205, "geonames", "216281", ("DR Congo",), 1, 0.9)
    entities = (
        Entity("e1", "person", "mayor", (at("The mayor"),)),
        Entity("e2", "place", "Goma", (at("Goma"),), place=goma),
    )
    content = at("about 30 people died in Goma on Friday")
    said = Attribution(
        "a1", (at("The mayor"),), (at("said"),), (content,), "e1", "indirect", "asserts", "neutral"
    )
    number = Quantity(at("about 30").start, at("30").end, 30, 30, 30, "about", "killed", "people")
    day = Time(at("on Friday").start, at("Friday").end, FRIDAY, FRIDAY, "day", False, "published")
    roles = (Role("victim", at("about 30 people")), Role("place", at("Goma"), entity="e2"))
    claim = Claim(
        "c1", "casualties", "killed", at("died"), roles, time=day, place="e2",
        quantities=(number,), attribution="a1",
    )  # fmt: skip
    evidence = (at("said"), content)
    positions = (
        Position("p1", "e1", "c1", "asserts", "CT+", "neutral", ("a1",), evidence, None, 0.81249),
        Position("p2", "NARRATOR", "c1", "asserts", "CT+", "neutral", (), (at("died"),), None, 1.0),
    )
    return Reading("sample", article, entities, (said,), (claim,), positions)


def test_a_position_is_one_flat_row() -> None:
    first, second = reading_rows(reading())
    assert tuple(first) == POSITION_COLUMNS
    assert first == {
        "document": "abc",
        "title": "Deaths",
        "outlet": "Example Post",
        "published": "2025-02-08",
        "holder": "mayor",
        "stance": "asserts",
        "claim": "about 30 people died in Goma",
        "factuality": "CT+",
        "type": "casualties",
        "subtype": "killed",
        "polarity": "positive",
        "modality": "actual",
        "place": "Goma",
        "latitude": -1.6585,
        "longitude": 29.2205,
        "time_from": "2025-02-07",
        "time_to": "2025-02-07",
        "numbers": "~30 killed",
        "distance": "neutral",
        "confidence": 0.812,
        "evidence": "said | about 30 people died in Goma on Friday",
    }
    assert second["holder"] == "NARRATOR"


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("plain", "plain"),
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@cmd", "'@cmd"),
        ("\tx", "' x"),
        ("-", "-"),
        (-1.5, "-1.5"),
        (None, ""),
        ("bell\x07", "bell\u2407"),
        ('say "no", then go', 'say "no", then go'),
    ],
    ids=repr,
)
def test_a_cell_reads_back_without_formulas_and_controls(
    cell: str | float | None, written: str
) -> None:
    rows = list(csv.reader(io.StringIO(as_csv(["one", "two"], [{"one": cell, "two": "end"}]))))
    assert rows == [["one", "two"], [written, "end"]]


def test_a_header_stands_once_where_rows_come_in_parts() -> None:
    assert as_csv(["a", "b"], [{"a": 1}], header=False) == "1,\n"


@dataclass(frozen=True)
class _Words:
    words: str


@dataclass(frozen=True)
class _Row:
    name: str
    day: date | None
    parts: tuple[object, ...] = ()


def test_a_row_is_one_line_of_json_with_days_in_iso_form() -> None:
    (line,) = as_json_lines([_Row("two\nlines \x9b\u2028", FRIDAY)])
    assert "\n" not in line
    assert not {"\x9b", "\u2028"} & set(line)
    assert json.loads(line) == {"name": "two\nlines \x9b\u2028", "day": "2025-02-07", "parts": []}
    moment = datetime(2025, 2, 7, 12, 30, tzinfo=UTC)
    assert list(as_json_lines([{"at": moment}])) == ['{"at": "2025-02-07T12:30:00+00:00"}']


def test_what_json_has_no_form_for_is_an_error() -> None:
    with pytest.raises(TypeError):
        list(as_json_lines([{"a": {1, 2}}]))


def test_lists_of_a_row_come_in_one_cell() -> None:
    assert columns_of(_Row) == ("name", "day", "parts")
    row = _Row("a", None, (_Words("one  two"), "three"))
    assert flat(row) == {"name": "a", "day": None, "parts": "one two; three"}
