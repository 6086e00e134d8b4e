"""The nouns: frozen values that the stages take and give.

Offsets everywhere are code points into ``Document.text``, end exclusive. Fields and their
values follow the codebook (``docs/reference/codebook.md``); ``None`` means "not known",
never "no". Nouns import no verb.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

BlockRole = Literal["title", "body", "related", "caption", "byline", "credit", "other"]
EntityKind = Literal[
    "person", "organisation", "state", "force", "place", "facility",
    "weapon", "group", "media", "document", "other",
]  # fmt: skip
Form = Literal["direct", "indirect", "mixed", "naming"]
Distance = Literal["neutral", "distancing", "endorsing"]
Stance = Literal[
    "asserts", "confirms", "acknowledges", "accuses", "denies", "doubts", "retracts",
    "cannot_verify", "no_comment", "does_not_acknowledge", "does_not_deny", "assesses",
    "estimates", "suspects", "expects", "intends", "wants", "threatens", "names",
]  # fmt: skip
Factuality = Literal["CT+", "CT-", "PR+", "PR-", "PS+", "PS-", "UU", "-"]
ClaimType = Literal[
    "control", "advance", "clash", "strike", "interception", "attack", "casualties", "damage",
    "deployment", "withdrawal", "displacement", "detention", "transfer", "agreement", "talks",
    "violation", "sanction", "unrest", "status", "naming", "policy", "capability", "hardship",
    "other",
]  # fmt: skip
RoleName = Literal[
    "actor", "target", "victim", "place", "origin", "destination", "instrument", "counterpart",
    "recipient", "whole", "name", "cause", "purpose", "condition",
]  # fmt: skip
Polarity = Literal["positive", "negative"]
Modality = Literal["actual", "possible", "future", "conditional", "attempted"]
Comparator = Literal[
    "exact", "about", "at_least", "more_than", "at_most", "up_to", "between", "vague"
]
Scope = Literal["event", "cumulative"]
Granularity = Literal["day", "week", "month", "season", "year", "hour", "range"]
Anchor = Literal["published", "said", "event", "absolute"]

NARRATOR = "NARRATOR"
"""The holder of what the article states in its own voice."""
UNSPECIFIED = "UNSPECIFIED"
"""The holder of a cue without any source ("is expected to", "raising speculation")."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open character range ``text[start:end]``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of the span."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Document:
    """An article as received: a fact that never changes once it is in the ledger."""

    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the text and its part in the story; lines are marked, never deleted."""

    span: Span
    role: BlockRole
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """A document with its story told apart from what surrounds it.

    ``paragraphs`` and ``sentences`` cover the blocks whose role is ``title`` or ``body``
    only, in order; every sentence lies inside one paragraph.
    """

    document: Document
    id: str
    language: str
    credits: tuple[str, ...]
    blocks: tuple[Block, ...]
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Time:
    """Words of time and the interval of days that they mean, both ends included.

    ``start`` and ``end`` are None when the interval comes from context; ``first`` or ``last``
    is None when that end is open or cannot be known (no publication date, say).
    """

    start: int | None
    end: int | None
    first: date | None
    last: date | None
    granularity: Granularity
    approximate: bool
    anchor: Anchor
    relative_to: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its bounds (codebook section 2, "quantity"). ``low <= best <= high``."""

    start: int
    end: int
    low: float | None
    best: float | None
    high: float | None
    comparator: Comparator
    unit: str | None
    of: str | None = None
    scope: Scope = "event"


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name of a place and who uses it, from when to when (ISO dates or years)."""

    name: str
    used_by: str | None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """A place that the words could mean, with the share of belief it got."""

    gazetteer_id: str
    name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name lies. ``within`` goes from the smallest area to the largest.

    ``precision``: 1 the named place itself, 2 near it or part of it, 3 region, 4 country.
    Degrees are WGS84. ``gazetteer`` names the source of ``gazetteer_id`` ("geonames").
    """

    name: str
    lat: float
    lon: float
    gazetteer: str
    gazetteer_id: str
    within: tuple[str, ...]
    precision: int
    confidence: float
    names: tuple[PlaceName, ...] = ()
    candidates: tuple[PlaceCandidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that the article mentions, under one name."""

    id: str
    kind: EntityKind
    name: str
    mentions: tuple[Span, ...]
    affiliation: str | None = None
    members: tuple[str, ...] = ()
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution as its words were found, before anyone judged its stance or holder.

    ``confidence``: probability that the cue is one.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Attribution:
    """One cue with the source it belongs to and the content it governs (codebook section 1)."""

    id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    holder: str
    form: Form
    stance: Stance
    distance: Distance
    parent: str | None = None
    said: Time | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """A part in a claim, pointing to an entity or to another claim."""

    role: RoleName
    span: Span
    entity: str | None = None
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceRelation:
    """How far and in which direction from the claim's place the event lies."""

    distance_km: float | None
    direction: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """What is said to have happened (codebook section 2)."""

    id: str
    type: ClaimType
    subtype: str | None
    trigger: Span
    roles: tuple[Role, ...] = ()
    polarity: Polarity = "positive"
    modality: Modality = "actual"
    time: Time | None = None
    place: str | None = None
    place_relation: PlaceRelation | None = None
    quantities: tuple[Quantity, ...] = ()
    attribution: str | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """Holder x claim x stance, with the chain that relays it (codebook section 3)."""

    id: str
    holder: str
    claim: str
    stance: Stance
    factuality: Factuality
    distance: Distance
    chain: tuple[str, ...]
    evidence: tuple[Span, ...]
    said: Time | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one reader version found in one article."""

    reader: str
    article: Article
    entities: tuple[Entity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    positions: tuple[Position, ...] = ()
    notes: tuple[str, ...] = field(default=())
    """What a person should know of this reading ("no date given: times unresolved")."""
