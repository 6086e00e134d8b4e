"""Claims, times, numbers and places in few words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from onrecord.model import (
    Article,
    Attribution,
    Block,
    Claim,
    Document,
    Entity,
    Modality,
    Place,
    Polarity,
    Quantity,
    Reading,
    Role,
    Span,
    Time,
)
from onrecord.publish.wording import (
    claim_words,
    interval_words,
    place_label,
    place_words,
    quantity_words,
    shortened,
    time_words,
)

TEXT = (
    "State media said the old  mill had burned near Goma. Villagers fled on Friday.\n"
    "The mayor, Example Radio said, left town."
)
SENTENCES = (Span(0, 52), Span(53, 78), Span(79, 120))


def at(words: str) -> Span:
    """Where the words stand first."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


def reading(*attributions: Attribution) -> Reading:
    document = Document(TEXT)
    blocks = (Block(Span(0, 78), "body", "prose"), Block(Span(79, 120), "body", "prose"))
    paragraphs = tuple(block.span for block in blocks)
    article = Article(document, "1", "en", (), blocks, paragraphs, SENTENCES)
    return Reading("sample", article, attributions=attributions)


def attribution(*content: str) -> Attribution:
    spans = tuple(map(at, content))
    source, cue = (at("State media"),), (at("said"),)
    return Attribution("a1", source, cue, spans, "e1", "indirect", "asserts", "neutral")


def burned(*roles: Role, said: bool = False) -> Claim:
    return Claim("c1", "damage", None, at("burned"), roles, attribution="a1" if said else None)


MILL = Role("target", at("the old  mill"))
GOMA = Role("place", at("Goma"))
MEDIA = Role("actor", at("State media"))
NEXT = Role("actor", at("Villagers"))
CAUSE = Role("cause", at("near"))


@pytest.mark.parametrize(
    ("roles", "words"),
    [
        ([], "burned"),
        ([MILL], "the old mill had burned"),
        ([MILL, GOMA], "the old mill had burned near Goma"),
        ([NEXT], "burned"),
        ([CAUSE], "burned"),
        ([MEDIA], "State media said the old mill had burned"),
    ],
    ids=["trigger alone", "blanks", "place", "another sentence", "no core part", "no attribution"],
)
def test_a_claim_runs_from_its_first_core_part_to_its_last(roles: list[Role], words: str) -> None:
    assert claim_words(reading(), burned(*roles)) == words


def test_a_source_outside_of_the_content_is_no_part_of_the_claim() -> None:
    found = reading(attribution("the old  mill had burned near Goma"))
    claim = burned(MEDIA, MILL, said=True)
    assert claim_words(found, claim) == "the old mill had burned"


@pytest.mark.parametrize(
    ("modality", "polarity", "words"),
    [
        ("actual", "positive", "burned"),
        ("actual", "negative", "not: burned"),
        ("future", "positive", "future: burned"),
        ("possible", "negative", "possible, not: burned"),
    ],
)
def test_what_is_denied_or_not_yet_so_is_said_before_the_claim(
    modality: Modality, polarity: Polarity, words: str
) -> None:
    claim = replace(burned(), modality=modality, polarity=polarity)
    assert claim_words(reading(), claim) == words


def test_long_words_are_cut_in_the_middle_at_blanks() -> None:
    assert shortened("one two three", 13) == "one two three"
    assert shortened("one two three four", 13) == "one … four"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (None, None, ""),
        (date(2025, 2, 7), date(2025, 2, 7), "2025-02-07"),
        (date(2025, 1, 11), date(2025, 1, 20), "2025-01-11 to 2025-01-20"),
        (None, date(2025, 1, 20), "… to 2025-01-20"),
        (date(2025, 1, 11), None, "2025-01-11 to …"),
    ],
)
def test_an_interval_shows_its_open_ends(first: date | None, last: date | None, words: str) -> None:
    assert interval_words(first, last) == words


def test_an_approximate_time_is_marked_and_no_time_is_no_words() -> None:
    day = date(2025, 1, 15)
    about = Time(None, None, day, day, "day", approximate=True, anchor="absolute")
    assert time_words(about) == "~2025-01-15"
    assert time_words(replace(about, first=None, last=None)) == ""
    assert time_words(None) == ""


def number(
    low: float | None, best: float | None, high: float | None, comparator: str, unit: str | None
) -> Quantity:
    return Quantity(0, 1, low, best, high, comparator, unit)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (number(300, 300, 300, "about", "killed"), "~300 killed"),
        (number(30, 30, None, "at_least", "killed"), "≥ 30 killed"),
        (number(100, 100, None, "more_than", "wounded"), "> 100 wounded"),
        (number(None, 40, 40, "up_to", "km"), "≤ 40 km"),
        (number(200, None, 999, "vague", "people"), "200 to 999 people"),
        (number(5, None, None, "vague", None), "≥ 5"),
        (number(None, None, 5, "vague", None), "≤ 5"),
        (number(None, None, None, "vague", "people"), ""),
        (number(33.333333, 33.333333, 33.333333, "exact", "%"), "33.333%"),
        (number(3e11, 3.5e11, 4e11, "exact", "USD"), "350,000,000,000 USD"),
        (number(0, 0, 0, "exact", "killed"), "0 killed"),
        (number(2e18, 2e18, 2e18, "exact", None), "2e+18"),
    ],
)
def test_a_number_shows_its_bounds_and_unit(quantity: Quantity, words: str) -> None:
    assert quantity_words(quantity) == words


def place(name: str, within: tuple[str, ...], source: str = "geonames") -> Entity:
    found = Place(name, 0.0, 0.0, source, "1", within, 1, 0.9)
    return Entity("e1", "place", name, (), place=found)


@pytest.mark.parametrize(
    ("entity", "words"),
    [
        (None, ""),
        (place("Aden", ("Aden", "Yemen")), "Aden, Yemen"),
        (place("Iraq", ()), "Iraq"),
        (place("Singapore", ("Singapore",)), "Singapore"),
        (place("Gulf of Aden", ("Yemen", "Somalia"), "onrecord"), "Gulf of Aden"),
        (Entity("e1", "place", "the port", ()), "the port"),
    ],
)
def test_a_place_has_its_country_and_no_name_twice(entity: Entity | None, words: str) -> None:
    assert place_words(entity) == words


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("", ""),
        ("Goma", "Goma"),
        ("Aden, Aden", "Aden"),
        ("Aden, Aden, Yemen", "Aden, Yemen"),
        ("Tal Tamr, Hasakah", "Tal Tamr, Hasakah"),
    ],
)
def test_the_parts_of_a_name_of_a_place_stand_once(words: str, label: str) -> None:
    assert place_label(words) == label
