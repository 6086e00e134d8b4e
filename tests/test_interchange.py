"""The JSON of a reading: there and back, and held to its schema."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from onrecord import model
from onrecord.interchange import from_json, to_json
from onrecord.model import (
    Article,
    Attribution,
    Block,
    Claim,
    Document,
    Entity,
    Place,
    PlaceCandidate,
    PlaceName,
    PlaceRelation,
    Position,
    Quantity,
    Reading,
    Role,
    Span,
    Time,
)

SCHEMA = json.loads((files("onrecord") / "data" / "reading.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
SUBTYPES = {
    "control": ["gain", "loss", "hold", "contest"],
    "casualties": ["killed", "wounded", "missing", "captured"],
    "detention": ["detain", "release", "exchange"],
    "other": ["population", "link"],
}


def one_of(kind: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(get_args(kind))


words = st.text(max_size=4)
ids = st.sampled_from(["x1", "x2", "x3"])
offsets = st.integers(0, 90)
days = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))
shares = st.floats(0, 1)
numbers = st.none() | st.integers(-9, 10**7).map(float) | st.floats(0, 10**9)
spans = st.builds(Span, offsets, offsets)


def some(each: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(each, max_size=2).map(tuple)


times = st.none() | st.builds(
    Time,
    st.none() | offsets,
    st.none() | offsets,
    days,
    days,
    one_of(model.Granularity),
    st.booleans(),
    one_of(model.Anchor),
    st.none() | ids,
)


@st.composite
def places(draw: st.DrawFn) -> Place:
    """A place among its own candidates, as every place is that has been through JSON."""
    name, chosen = draw(words), draw(ids)
    own = PlaceCandidate(chosen, name, draw(shares))
    others = draw(some(st.builds(PlaceCandidate, st.sampled_from(["y1", "y2"]), words, shares)))
    names = draw(some(st.builds(PlaceName, words, st.none() | words, st.none() | words)))
    return Place(
        name,
        draw(st.floats(-90, 90)),
        draw(st.floats(-180, 180)),
        "geonames",
        chosen,
        draw(some(words)),
        draw(st.integers(1, 4)),
        draw(shares),
        names,
        tuple(draw(st.permutations((own, *others)))),
    )


entities = st.builds(
    Entity,
    ids,
    one_of(model.EntityKind),
    words,
    some(spans),
    st.none() | ids,
    some(ids),
    st.none() | places(),
)
attributions = st.builds(
    Attribution,
    ids,
    some(spans),
    some(spans),
    some(spans),
    ids | st.just(model.UNSPECIFIED),
    one_of(model.Form),
    one_of(model.Stance),
    one_of(model.Distance),
    st.none() | ids,
    times,
)
quantities = st.builds(
    Quantity,
    offsets,
    offsets,
    numbers,
    numbers,
    numbers,
    one_of(model.Comparator),
    st.none() | words,
    st.none() | words,
    one_of(model.Scope),
)


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    kind = draw(one_of(model.ClaimType))
    return Claim(
        draw(ids),
        kind,
        draw(st.sampled_from([None, *SUBTYPES.get(kind, [])])),
        draw(spans),
        draw(
            some(st.builds(Role, one_of(model.RoleName), spans, st.none() | ids, st.none() | ids))
        ),
        draw(one_of(model.Polarity)),
        draw(one_of(model.Modality)),
        draw(times),
        draw(st.none() | ids),
        draw(st.none() | st.builds(PlaceRelation, numbers, st.none() | words)),
        draw(some(quantities)),
        draw(st.none() | ids),
    )


positions = st.builds(
    Position,
    ids,
    ids | st.sampled_from([model.NARRATOR, model.UNSPECIFIED]),
    ids,
    one_of(model.Stance),
    one_of(model.Factuality),
    one_of(model.Distance),
    some(ids),
    some(spans),
    times,
    shares,
)
documents = st.builds(
    Document, st.text(max_size=90), st.none() | words, st.none() | words, st.none() | words, days
)
articles = st.builds(
    Article,
    documents,
    ids,
    words,
    some(words),
    some(st.builds(Block, spans, one_of(model.BlockRole), words)),
    st.just(()),
    st.just(()),
)
readings = st.builds(
    Reading,
    ids,
    articles,
    some(entities),
    some(attributions),
    some(claims()),
    some(positions),
    some(words),
)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(readings)
def test_a_reading_comes_back_and_is_valid(reading: Reading) -> None:
    written = to_json(reading)
    assert list(VALIDATOR.iter_errors(written)) == []
    assert from_json(json.loads(json.dumps(written, allow_nan=False))) == reading
    assert to_json(from_json(written)) == written


EXAMPLE = Reading(
    "sample-1",
    Article(
        Document("Kyiv says 5 fell.", None, None, None, date(2025, 2, 7)),
        "d1",
        "en",
        ("Reuters",),
        (Block(Span(0, 17), "body", "prose"),),
        (Span(0, 17),),
        (Span(0, 17),),
    ),
    (
        Entity(
            "e1",
            "place",
            "Kyiv",
            (Span(0, 4),),
            place=Place(
                "Kyiv City", 50.45, 30.5, "geonames", "703448", ("Ukraine",), 1, 0.9,
                (PlaceName("Kiev", "Russia", "1918", None),),
            ),
        ),
    ),
    (
        Attribution(
            "a1", (Span(0, 4),), (Span(5, 9),), (Span(10, 16),), "e1", "indirect", "asserts",
            "neutral",
        ),
    ),
    (
        Claim(
            "c1", "casualties", "killed", Span(12, 16), (Role("place", Span(0, 4), "e1"),),
            time=Time(None, None, date(2025, 2, 1), None, "day", False, "published"),
            place="e1",
            place_relation=PlaceRelation(2.5, "north"),
            quantities=(Quantity(10, 11, 5.0, 5.0, None, "at_least", "killed"),),
            attribution="a1",
        ),
    ),
    (
        Position(
            "p1", "e1", "c1", "asserts", "CT+", "neutral", ("a1",), (Span(10, 16),), None, 0.7
        ),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("steps", "keys"),
    [
        ((), "schema reader document entities attributions claims positions"),
        (("document",), "id text title outlet url published language credits blocks"),
        (("document", "blocks", 0), "start end role reason"),
        (("entities", 0), "id kind name mentions affiliation members place"),
        (
            ("entities", 0, "place"),
            "lat lon gazetteer gazetteer_id within precision confidence names candidates",
        ),
        (("entities", 0, "place", "names", 0), "name used_by from to"),
        (("entities", 0, "place", "candidates", 0), "gazetteer_id name confidence"),
        (
            ("attributions", 0),
            "id source cue content holder form stance distance parent said",
        ),
        (
            ("claims", 0),
            """id type subtype trigger roles polarity modality time place place_relation
            quantities attribution""",
        ),
        (("claims", 0, "roles", 0), "role start end entity claim"),
        (
            ("claims", 0, "time"),
            "start end from to granularity approximate anchor relative_to",
        ),
        (("claims", 0, "place_relation"), "distance_km direction"),
        (
            ("claims", 0, "quantities", 0),
            "start end low best high comparator unit of scope",
        ),
        (
            ("positions", 0),
            "id holder claim stance factuality distance chain evidence said confidence",
        ),
    ],
)
def test_keys_stand_in_the_codebooks_order(steps: tuple[Any, ...], keys: str) -> None:
    found: Any = to_json(EXAMPLE)
    for step in steps:
        found = found[step]
    assert list(found) == keys.split()


def test_values_are_written_as_people_and_programs_expect() -> None:
    written = to_json(EXAMPLE)
    assert written["schema"] == "reading/1"
    assert written["document"]["published"] == "2025-02-07"
    assert written["claims"][0]["time"]["from"] == "2025-02-01"
    assert json.dumps(written["claims"][0]["quantities"][0]["low"]) == "5"
    assert written["entities"][0]["place"]["candidates"] == [
        {"gazetteer_id": "703448", "name": "Kyiv City", "confidence": 0.9}
    ]
    assert "notes" not in written


def test_notes_are_written_when_there_are_any() -> None:
    noted = to_json(Reading("sample-1", EXAMPLE.article, notes=("no date given",)))
    assert noted["notes"] == ["no date given"]
    assert list(VALIDATOR.iter_errors(noted)) == []


@pytest.mark.parametrize(
    ("steps", "key", "value"),
    [
        ((), "schema", "reading/2"),
        ((), "extra", 1),
        (("document",), "published", "Friday"),
        (("document", "blocks", 0), "role", "advert"),
        (("entities", 0), "kind", "planet"),
        (("entities", 0, "place"), "lat", 91),
        (("entities", 0, "place"), "precision", 5),
        (("attributions", 0), "stance", "swears"),
        (("attributions", 0), "holder", None),
        (("claims", 0), "type", "gossip"),
        (("claims", 0), "subtype", "gain"),
        (("claims", 0, "trigger"), "start", -1),
        (("claims", 0, "quantities", 0), "comparator", "roughly"),
        (("positions", 0), "factuality", "CT"),
        (("positions", 0), "confidence", 1.1),
    ],
)
def test_the_schema_refuses_what_the_codebook_does_not_know(
    steps: tuple[Any, ...], key: str, value: Any
) -> None:
    written = to_json(EXAMPLE)
    assert list(VALIDATOR.iter_errors(written)) == []
    found: Any = written
    for step in steps:
        found = found[step]
    found[key] = value
    assert list(VALIDATOR.iter_errors(written)) != []


@pytest.mark.parametrize(
    ("definition", "field", "values"),
    [
        ("block", "role", model.BlockRole),
        ("entity", "kind", model.EntityKind),
        ("attribution", "form", model.Form),
        ("claim", "type", model.ClaimType),
        ("claim", "polarity", model.Polarity),
        ("claim", "modality", model.Modality),
        ("role", "role", model.RoleName),
        ("quantity", "comparator", model.Comparator),
        ("quantity", "scope", model.Scope),
        ("time", "granularity", model.Granularity),
        ("time", "anchor", model.Anchor),
        ("position", "factuality", model.Factuality),
    ],
)
def test_the_schema_and_the_model_name_the_same_values(
    definition: str, field: str, values: Any
) -> None:
    assert SCHEMA["$defs"][definition]["properties"][field]["enum"] == list(get_args(values))


@pytest.mark.parametrize(
    ("definition", "values"), [("stance", model.Stance), ("distance", model.Distance)]
)
def test_the_schema_and_the_model_name_the_same_stances(definition: str, values: Any) -> None:
    assert SCHEMA["$defs"][definition]["enum"] == list(get_args(values))


def test_another_schema_is_refused() -> None:
    with pytest.raises(ValueError, match="reading/2"):
        from_json(to_json(EXAMPLE) | {"schema": "reading/2"})
