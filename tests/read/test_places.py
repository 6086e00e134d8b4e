"""Places found and resolved by the sentence around them; coordinates from maps, by hand."""

from __future__ import annotations

import re
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord.gazetteer
from onrecord.gazetteer import Gazetteer
from onrecord.model import Article, Document, PlaceRelation, Span
from onrecord.read.places import FoundPlace, find_places, find_relation
from onrecord.syntax import Syntax, Token

DATA = Path(onrecord.gazetteer.__file__).parent / "data" / "gazetteer.sqlite"
GAZETTEER = Gazetteer.open(DATA)


def plain_syntax(text: str, kinds: dict[str, str] | None = None) -> Syntax:
    """Tokens by regular expression, capitals as proper nouns; ``kinds`` by token text."""
    tokens, sentence, last = [], 0, 0
    for index, found in enumerate(re.finditer(r"[^\W_]+|[^\s]|_", text)):
        ended = re.search(r"[a-z0-9)]{2}[.!?]$", text[:last])
        if index and ("\n" in text[last : found.start()] or (ended and found.start() > last)):
            sentence += 1
        word = found[0]
        pos = "PROPN" if word[0].isupper() else "X" if word.isalnum() else "PUNCT"
        kind = (kinds or {}).get(word, "")
        tokens.append(
            Token(index, found.start(), found.end(), word, sentence, pos, index, "root", kind)
        )
        last = found.end()
    return Syntax(text, tuple(tokens))


def read(text: str, kinds: dict[str, str] | None = None) -> tuple[FoundPlace, ...]:
    whole = (Span(0, len(text)),)
    article = Article(Document(text), "test", "en", (), (), whole, whole)
    return find_places(article, plain_syntax(text, kinds), GAZETTEER)


def named(text: str, name: str) -> FoundPlace:
    """The last place found under a name."""
    hits = [f for f in read(text) if f.span.of(text) == name]
    assert hits, [f.span.of(text) for f in read(text)]
    return hits[-1]


def kilometres(found: FoundPlace, lat: float, lon: float) -> float:
    lat1, lon1, lat2, lon2 = map(radians, (found.place.lat, found.place.lon, lat, lon))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 12742 * asin(sqrt(half))


SETTLEMENTS = [
    ("Russian forces have taken control of Toretsk in eastern Ukraine.", "Toretsk", 48.40, 37.85),
    ("Russian forces took Dzerzhinsk, the Soviet-era name of Toretsk.", "Dzerzhinsk", 48.40, 37.85),
    (
        "The ministry said Dzerzhinsk in the Donetsk region had been captured.",
        "Dzerzhinsk",
        48.40,
        37.85,
    ),
    (
        "A drone hit a chemical plant in Dzerzhinsk, near Nizhny Novgorod, Russia.",
        "Dzerzhinsk",
        56.24,
        43.46,
    ),
    ("M23 rebels entered Goma in eastern DR Congo.", "Goma", -1.67, 29.23),
    ("Rebels have taken control of the city of Goma, North Kivu.", "Goma", -1.67, 29.23),
    ("Rebels were 20 km from Bukavu after leaving Goma.", "Bukavu", -2.51, 28.86),
    (
        "Ukrainian forces withdrew from New York, a town south of Toretsk.",
        "New York",
        48.33,
        37.84,
    ),
    (
        "Russian troops entered New York in Donetsk region, the General Staff said.",
        "New York",
        48.33,
        37.84,
    ),
    ("Diplomats met in New York on Monday, the United States said.", "New York", 40.71, -74.00),
    (
        "They advance to the northwest towards the regional hub of Kostiantynivka, near Toretsk.",
        "Kostiantynivka",
        48.53,
        37.71,
    ),
    ("Artyomovsk, as Russia calls Bakhmut, was shelled.", "Artyomovsk", 48.59, 38.00),
    (
        "Moscow said it captured Krasnoarmeysk, or Pokrovsk, in Donetsk region.",
        "Krasnoarmeysk",
        48.28,
        37.18,
    ),
    ("Fighting raged near Pokrovsk and Myrnohrad in eastern Ukraine.", "Pokrovsk", 48.28, 37.18),
    ("Shelling of Avdiivka, in the Donetsk oblast, continued.", "Avdiivka", 48.14, 37.75),
    ("Mala Tokmachka, a village in Zaporizhzhia region, was hit.", "Mala Tokmachka", 47.53, 35.9),
    (
        "Drones struck Belgorod in Russia, across the border from Kharkiv.",
        "Belgorod",
        50.60,
        36.59,
    ),
    ("Troops crossed the border near Sudzha in Russia's Kursk region.", "Sudzha", 51.19, 35.27),
    ("A missile hit a market in Kherson, southern Ukraine.", "Kherson", 46.64, 32.61),
    ("Explosions were heard in Sevastopol, Crimea.", "Sevastopol", 44.60, 33.53),
    ("Israeli tanks moved into Rafah in the Gaza Strip.", "Rafah", 31.29, 34.25),
    ("The army raided Jenin in the occupied West Bank.", "Jenin", 32.46, 35.30),
    ("Settlers attacked the village of Huwara, near Nablus.", "Nablus", 32.22, 35.26),
    ("An air strike hit Tyre in southern Lebanon.", "Tyre", 33.27, 35.20),
    ("A strike near Tripoli, Lebanon, killed two.", "Tripoli", 34.44, 35.85),
    ("Clashes broke out in Tripoli, Libya, on Sunday.", "Tripoli", 32.89, 13.19),
    ("Rebels seized Aleppo and marched on Hama in Syria.", "Hama", 35.13, 36.75),
    ("Houthi media said strikes hit Hodeidah in Yemen.", "Hodeidah", 14.80, 42.95),
    ("The RSF shelled El Fasher in North Darfur.", "El Fasher", 13.63, 25.35),
    ("The army retook Wad Madani in Sudan.", "Wad Madani", 14.40, 33.52),
    ("Fighters attacked Mekelle, the capital of Tigray.", "Mekelle", 13.50, 39.47),
    (
        "Azerbaijan said it had taken Shusha; Armenians call it Shushi.",
        "Shushi",
        39.76,
        46.75,
    ),
    ("Residents fled Stepanakert in Nagorno-Karabakh.", "Stepanakert", 39.82, 46.75),
    ("The junta bombed Lashio in Shan State, Myanmar.", "Lashio", 22.94, 97.75),
    ("A court in Rangoon, Burma, jailed him.", "Rangoon", 16.81, 96.16),
    ("Gunmen killed 40 people in Djibo, Burkina Faso.", "Djibo", 14.10, -1.63),
    ("A suicide bomber struck Maiduguri in Nigeria.", "Maiduguri", 11.85, 13.16),
    ("Al-Shabaab attacked a hotel in Mogadishu.", "Mogadishu", 2.04, 45.34),
    ("Shots were fired across the line near Srinagar in Kashmir.", "Srinagar", 34.09, 74.80),
    ("A blast hit a mosque in Peshawar, Pakistan.", "Peshawar", 34.01, 71.58),
    ("The Taliban entered Kunduz in northern Afghanistan.", "Kunduz", 36.73, 68.86),
    ("Serbs put up barricades in Kosovska Mitrovica.", "Kosovska Mitrovica", 42.88, 20.87),
    ("The two leaders met in Gazimagusa in northern Cyprus.", "Gazimagusa", 35.12, 33.94),
    ("Kurdish fighters hold Kobani in Syria.", "Kobani", 36.89, 38.35),
    ("Villagers in Khan Younis, Gaza, buried the dead.", "Khan Younis", 31.34, 34.31),
    ("Hospitals in Khartoum closed, doctors said.", "Khartoum", 15.55, 32.53),
    ("He was arrested in Moscow, Idaho, police said.", "Moscow", 46.73, -117.00),
]


@pytest.mark.parametrize(("text", "name", "lat", "lon"), SETTLEMENTS)
def test_a_name_is_placed_by_its_sentence(text: str, name: str, lat: float, lon: float) -> None:
    assert kilometres(named(text, name), lat, lon) < 25


AREAS = [
    ("North Korean troops fought in the Kursk region.", "Kursk region", "Kursk", 3),
    ("Russia says the Donetsk region is part of it.", "Donetsk region", "Donetsk", 3),
    ("Battles in Donetsk and Luhansk regions went on.", "Luhansk", "Luhansk", 3),
    ("M23 holds much of North Kivu.", "North Kivu", "North Kivu", 3),
    ("Sanctions on the Donbas were lifted.", "Donbas", "Donbas", 3),
    ("Ships were hit in the Red Sea.", "Red Sea", "Red Sea", 3),
    ("Troops massed in Tigray, officials said.", "Tigray", "Tigray", 3),
    ("Israel annexed the Golan Heights.", "Golan Heights", "Golan Heights", 3),
    ("There was no comment from Ukraine.", "Ukraine", "Ukraine", 4),
    ("Ukraine’s army denied it.", "Ukraine", "Ukraine", 4),
    ("Officials in South Korea agreed.", "South Korea", "South Korea", 4),
    ("The U.S. sent weapons.", "U.S.", "United States", 4),
    ("The UK and the UAE signed.", "UAE", "United Arab Emirates", 4),
    ("The DPRK fired a missile.", "DPRK", "North Korea", 4),
    ("Rebels in DR Congo advanced.", "DR Congo", "Democratic Republic of the Congo", 4),
]


@pytest.mark.parametrize(("text", "name", "place", "precision"), AREAS)
def test_regions_and_states_keep_their_precision(
    text: str, name: str, place: str, precision: int
) -> None:
    found = named(text, name)
    assert (found.place.name, found.place.precision) == (place, precision)
    assert (found.kind == "state") == (precision == 4)


NO_PLACES = [
    "He will march in May.",
    "John Paris said nothing.",
    "President Lincoln spoke to Mr Houston.",
    "Police said the Bank was closed.",
    "The Washington Post reported it.",
    "They said so on Sunday.",
    "The Russian army and Ukrainian officials agreed.",
    "",
    "...",
]


@pytest.mark.parametrize("text", NO_PLACES)
def test_words_and_persons_are_no_places(text: str) -> None:
    assert [f.span.of(text) for f in read(text)] == []


def test_the_parser_can_tell_a_person_from_a_place() -> None:
    text = "Officers questioned Hamilton and Jackson."
    assert read(text, {"Hamilton": "person", "Jackson": "person"}) == ()


def test_rival_names_are_kept_with_their_users() -> None:
    names = named("Russian forces have taken Toretsk in Ukraine.", "Toretsk").place.names
    assert ("Dzerzhinsk", "Russia") in [(n.name, n.used_by) for n in names]
    assert ("Toretsk", "Ukraine") in [(n.name, n.used_by) for n in names]


def test_containment_goes_from_small_to_large() -> None:
    found = named("Fighting near Toretsk in Ukraine went on.", "Toretsk")
    assert found.place.within == ("Donetsk", "Ukraine")


def test_near_a_town_is_less_precise_than_in_it() -> None:
    assert named("Fighting near Toretsk in Ukraine.", "Toretsk").place.precision == 2
    assert named("Fighting in Toretsk in Ukraine.", "Toretsk").place.precision == 1


def test_prepositions_hint_at_the_role() -> None:
    text = "Troops moved from Goma to Bukavu and slept in Uvira."
    assert [f.role_hint for f in read(text)] == ["origin", "destination", "place"]


def test_candidates_share_at_most_the_whole_belief() -> None:
    found = named("Shelling hit Kostiantynivka in Ukraine.", "Kostiantynivka")
    assert len(found.place.candidates) > 1
    assert sum(c.confidence for c in found.place.candidates) <= 1


RELATIONS = [
    ("15 km west of Bakhmut", 15, "west"),
    ("about 10 miles (16 km) north-east of Bakhmut", 16, "northeast"),
    ("some five kilometres south of the city of Bakhmut", 5, "south"),
    ("20km (12 miles) from Bakhmut", 20, None),
    ("10 miles outside Bakhmut", 16.093, None),
    ("just southwest of Bakhmut", None, "southwest"),
    ("1,500 kilometers to the east of Bakhmut", 1500, "east"),
    ("500 metres from Bakhmut", 0.5, None),
    ("2.5 km north of Bakhmut", 2.5, "north"),
    ("outside Bakhmut", None, None),
    ("near the town of Bakhmut", None, None),
    ("on the outskirts of Bakhmut", None, None),
]


@pytest.mark.parametrize(("text", "distance", "direction"), RELATIONS)
def test_distance_and_direction_from_a_place(
    text: str, distance: float | None, direction: str | None
) -> None:
    start = text.index("Bakhmut")
    assert find_relation(text, Span(start, start + 7)) == PlaceRelation(distance, direction)


@pytest.mark.parametrize("text", ["in Bakhmut", "Bakhmut", "the mayor of Bakhmut", "to Bakhmut"])
def test_the_place_itself_has_no_relation(text: str) -> None:
    start = text.index("Bakhmut")
    assert find_relation(text, Span(start, start + 7)) is None


WORDS = st.sampled_from(
    [
        *("Toretsk", "New", "York", "Kyiv’s", "in", "of", "the", "Donetsk", "region", ",", "."),
        *("U.S.", "Goma", "North", "Kivu", "said", "and", "Ukraine", "km", "15", "\n", "west", "'"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=25).map(" ".join)))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    found = read(text)
    for place in found:
        assert 0 <= place.span.start < place.span.end <= len(text)
        assert -90 <= place.place.lat <= 90
        assert -180 <= place.place.lon <= 180
        assert sum(c.confidence for c in place.place.candidates) <= 1
        find_relation(text, place.span)
    ordered = [f.span for f in found]
    assert all(a.end <= b.start for a, b in pairwise(ordered))
