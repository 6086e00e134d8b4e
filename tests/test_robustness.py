"""Whatever the text, a reading is whole: its offsets, its ids and its form hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from onrecord import Document, OnrecordError, Reader, from_json, to_json

SCHEMA = json.loads((files("onrecord") / "data" / "reading.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
NOBODY = {"NARRATOR", "UNSPECIFIED"}
SENTENCES = (
    "Rebels said on Friday that they had taken Goma.",
    "The army denied the claim, which Reuters could not verify.",
    "At least 30 people were killed in Toretsk, according to the mayor, who blamed Russia.",
    "“We shot down 12 drones last night,” said Colonel Osei.",
    "North Korea sent about 11,000 troops to Kursk in late 2024, South Korea's spy agency said.",
)
PHRASES = (
    "The army said", "the ministry denied", "rebels claimed that", "could not verify",
    "according to", "a spokesman for the governor told Reuters", "reportedly", "it", "they",
    "which", "who", "had taken", "Goma", "Toretsk", "Russia's defence ministry", "Kyiv",
    "the U.N.", "North Korea", "Mr. Osei", "at least 30 people", "about 300", "hundreds of",
    "2,700", "1e9", "0", "-5", "99%", "12-year-old", "between 10 and 3", "half of",
    "$61 billion", "T-72", "were killed", "was shot down", "withdrew from", "on Friday",
    "in August 2024", "last night", "since 2014", "on 31 February", "in the year 0",
    "9999 years ago", "10000 km north-west of", "if", "not", "never", "will", "might", "to",
    "and", "or", "“", "”", '"', "'", "‘", "’", "«", "»", "(", ")", "[", "…", "—", ",", ".",
    "!", "?", ";", ":", "\n", "\n\n", "\r\n", "\t", "\f", "\u2028", "\u00a0", "\u200b",
    "\u202e", "\ufeff", "e\u0301", "İ", "ß", "ﬁ", "💥", "👩‍👩‍👧", "Київ", "北京", "غزة",
    "\U0001f1fa\U0001f1e6", "(Reuters) -", "By Jo Doe", "Related:", "x" * 300,
)  # fmt: skip
words = st.one_of(st.sampled_from(PHRASES), st.sampled_from(SENTENCES), st.text(max_size=6))
texts = st.lists(words, min_size=1, max_size=60).map(" ".join) | st.text(max_size=80)


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


@settings(max_examples=60, suppress_health_check=list(HealthCheck), derandomize=True)
@given(text=texts, published=st.none() | st.dates())
def test_any_text_gives_a_whole_reading_or_a_clear_error(
    text: str, published: date | None, reader: Reader
) -> None:
    try:
        reading = reader.read(Document(text, published=published))
    except OnrecordError:
        return
    written = to_json(reading)
    assert [error.message for error in VALIDATOR.iter_errors(written)] == []
    assert written["document"]["text"] == text
    for start, end in offsets(written):
        assert 0 <= start < end <= len(text)
    assert dangling(written) == set()
    assert to_json(from_json(json.loads(json.dumps(written)))) == written


def offsets(written: Any) -> Iterator[tuple[int, int]]:
    """Every pair of offsets in an object, at any depth."""
    if isinstance(written, dict):
        if written.get("start") is not None:
            yield written["start"], written["end"]
        written = list(written.values())
    if isinstance(written, list):
        for part in written:
            yield from offsets(part)


def dangling(written: dict[str, Any]) -> set[str]:
    """The ids that are referred to and that nothing bears."""
    entities, attributions, claims = (
        {each["id"] for each in written[kind]} for kind in ("entities", "attributions", "claims")
    )
    return (
        (_entities_named(written) - entities - NOBODY)
        | (_attributions_named(written) - attributions)
        | (_claims_named(written) - claims)
    )


def _entities_named(written: dict[str, Any]) -> set[str]:
    named = {each["holder"] for each in written["attributions"] + written["positions"]}
    for entity in written["entities"]:
        named |= {entity["affiliation"], *entity["members"]}
    for claim in written["claims"]:
        named |= {claim["place"], *(role["entity"] for role in claim["roles"])}
    return named - {None}


def _attributions_named(written: dict[str, Any]) -> set[str]:
    named = {each["parent"] for each in written["attributions"]}
    named |= {each["attribution"] for each in written["claims"]}
    return named.union(*(each["chain"] for each in written["positions"])) - {None}


def _claims_named(written: dict[str, Any]) -> set[str]:
    named = {position["claim"] for position in written["positions"]}
    for claim in written["claims"]:
        named |= {role["claim"] for role in claim["roles"]}
    times = [each["said"] for each in written["attributions"] + written["positions"]]
    times += [claim["time"] for claim in written["claims"]]
    return (named | {time["relative_to"] for time in times if time}) - {None}
