"""Small readings to keep: one claim of control each, built from words and not by a reader."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from onrecord.model import (
    Article,
    Attribution,
    Block,
    Claim,
    Document,
    Entity,
    Place,
    PlaceName,
    Position,
    Quantity,
    Reading,
    Role,
    Span,
    Time,
)

READER = "sample-1"
FIRST = "Officials in Goma said on Friday that rebels had taken Goma, killing about 300 people."
DRONES = "Ōsaka's fire brigade denied that drones hit the port."

GOMA = Place(
    name="Goma",
    lat=-1.6585,
    lon=29.2205,
    gazetteer="geonames",
    gazetteer_id="216281",
    within=("North Kivu", "DR Congo"),
    precision=1,
    confidence=0.9,
    names=(PlaceName("Ngoma-ville", "the old administration", "1950", "1971"),),
)


def span(text: str, words: str) -> Span:
    """Where the words stand first."""
    start = text.index(words)
    return Span(start, start + len(words))


def article(document: Document) -> Article:
    """An article of one paragraph, which is one sentence."""
    whole = Span(0, len(document.text))
    name = sha256(repr(document).encode()).hexdigest()
    blocks = (Block(whole, "body", "prose"),)
    return Article(document, name, "en", (), blocks, (whole,), (whole,))


def empty_reading(document: Document, reader: str = READER) -> Reading:
    """A reading that found nothing."""
    return Reading(reader, article(document))


def capture(
    url: str | None = "https://example.org/goma",
    published: date | None = date(2025, 2, 7),
    reader: str = READER,
    time: Time | None = None,
) -> Reading:
    """Officials of the provincial government assert that rebels took Goma."""
    document = Document(FIRST, "Goma falls", "Example Post", url, published)
    holder = Entity("e1", "person", "Officials", (span(FIRST, "Officials in Goma"),), "e2")
    employer = Entity("e2", "organisation", "Provincial government", ())
    goma = Entity("e3", "place", "the town", (span(FIRST, "Goma"),), place=GOMA)
    said = Attribution(
        "a1",
        (span(FIRST, "Officials in Goma"),),
        (span(FIRST, "said"),),
        (span(FIRST, "rebels had taken Goma"),),
        "e1",
        "indirect",
        "asserts",
        "neutral",
    )
    claim = _capture_claim(time)
    position = Position(
        "p1", "e1", "c1", "asserts", "CT+", "neutral", ("a1",), said.cue + said.content, None, 0.8
    )
    return Reading(
        reader, article(document), (holder, employer, goma), (said,), (claim,), (position,)
    )


def _capture_claim(time: Time | None) -> Claim:
    number = span(FIRST, "about 300")
    killed = Quantity(number.start, number.end, 300, 300, 300, "about", "killed", "people")
    return Claim(
        "c1",
        "control",
        "gain",
        span(FIRST, "taken"),
        (Role("actor", span(FIRST, "rebels")), Role("place", Span(55, 59), entity="e3")),
        time=time,
        place="e3",
        quantities=(killed,),
        attribution="a1",
    )


def denial(published: date | None = date(2025, 3, 1)) -> Reading:
    """A fire brigade denies a strike on a port that no gazetteer knows."""
    document = Document(DRONES, "Port untouched", "Daily", "https://example.org/port", published)
    brigade = Entity("e1", "organisation", "Ōsaka's fire brigade", (span(DRONES, "Ōsaka's"),))
    port = Entity("e2", "facility", "the port", (span(DRONES, "the port"),))
    denied = Attribution(
        "a1",
        (span(DRONES, "Ōsaka's fire brigade"),),
        (span(DRONES, "denied"),),
        (span(DRONES, "drones hit the port"),),
        "e1",
        "indirect",
        "denies",
        "neutral",
    )
    claim = Claim("c1", "strike", None, span(DRONES, "hit"), place="e2", attribution="a1")
    position = Position(
        "p1", "e1", "c1", "denies", "CT-", "neutral", ("a1",), denied.content, None, 0.5
    )
    return Reading(READER, article(document), (brigade, port), (denied,), (claim,), (position,))
