"""The stages in order: READ THIS FIRST.

A document becomes an article (``ingest.clean``); the encoder reads it once; from its one
output come the grammar and the attributions; claims, times, quantities and places are found on
them; the cast of the article is resolved; and who stands where on which claim is told.
Each stage is a pure function, and what it needs of another comes in as an argument, here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from onrecord.errors import DataError
from onrecord.gazetteer import Gazetteer
from onrecord.ingest.clean import clean
from onrecord.model import Article, Claim, Document, Draft, Entity, Reading, Span, Time
from onrecord.read import events, judge
from onrecord.read.attribute import DOUBTED, THRESHOLD, attribute
from onrecord.read.circumstances import Found, attach
from onrecord.read.claims import Told, find_claims
from onrecord.read.coreference import Actors, Mention, Resolution, resolve
from onrecord.read.encoder.features import STANCES
from onrecord.read.encoder.grammar import parse
from onrecord.read.encoder.heads import (
    Linker,
    calibrated,
    stance_scores,
    target_scorer,
)
from onrecord.read.encoder.session import ClaimWeights, Encoder, Encoding
from onrecord.read.places import FoundPlace, find_places
from onrecord.read.positions import Surroundings, Verdict, take_positions
from onrecord.read.quantities import find_quantities
from onrecord.read.times import find_times
from onrecord.resources import load_tables, read_text
from onrecord.settings import Settings, __version__
from onrecord.syntax import Syntax

NO_DATE = "no date of publication is known: times are not resolved (give one with --published)"

_BEHIND_CUE = 2
"""Characters between a cue and the day of saying: a blank, or a comma too."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The lexicons and the gazetteer, ready for use."""

    triggers: events.Lexicon
    stances: judge.Lexicon
    actors: Actors
    gazetteer: Gazetteer


class Reader:
    """Reads articles. Loads its weights and tables once; afterwards every call is pure.

    ``version`` names the code and the weights: a ledger keeps one reading per version.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        chosen = settings or Settings()
        self.version = _version(chosen)
        self.encoder = Encoder(chosen.weights)
        found = load_tables()
        self.tables = Tables(
            triggers=events.parse_lexicon(found.triggers),
            stances=judge.parse_lexicon(found.stances),
            actors=Actors.parse(found.actors, found.metonyms),
            gazetteer=found.gazetteer,
        )

    def clean(self, document: Document) -> Article:
        """The article of a document. Raises ``LanguageError`` for one that is not English."""
        return clean(document)

    def read(self, document: Document) -> Reading:
        """Who says what in a document. Raises ``LanguageError`` for one that is not English."""
        return self.read_article(self.clean(document))

    def words_of(self, article: Article) -> tuple[Encoding, Syntax]:
        """An article as the encoder sees it, and its grammar."""
        encoding = self.encoder.encode(article.document.text, article.sentences)
        return encoding, parse(article.document.text, encoding, self.encoder.pairs)

    def read_article(self, article: Article) -> Reading:
        """Who says what in an article."""
        text = article.document.text
        encoding, syntax = self.words_of(article)
        learned = attribute(text, encoding, self.encoder.pairs, DOUBTED)
        sure = [draft for draft in learned if draft.confidence >= THRESHOLD]
        doubted = [draft for draft in learned if draft.confidence < THRESHOLD]
        drafts = judge.complete(sure, syntax, self.tables.stances, doubted)
        told = self._told(article, encoding, syntax, drafts)
        places = find_places(article, syntax, self.tables.gazetteer)
        cast = resolve(
            syntax,
            list(_mentions(drafts, told.claims, places)),
            self.tables.actors,
            _quotations(drafts),
        )
        times = find_times(text, article.sentences, article.document.published)
        found = _circumstances(article, drafts, times, places, cast)
        settled = _with_entities(attach(told.claims, syntax, found), cast)
        around = Surroundings(
            syntax=syntax,
            lexicon=self.tables.stances,
            holder_of=lambda source: _holder(cast, source),
            said=times,
            certainty=told.certainty,
            same_side=_Sides(cast.entities),
        )
        if (weights := self.encoder.pairs.claims) is not None:
            around = self._learned(around, encoding, weights, drafts)
        stands = take_positions(drafts, settled, around)
        return Reading(
            reader=self.version,
            article=article,
            entities=cast.entities,
            attributions=stands.attributions,
            claims=stands.claims,
            positions=stands.positions,
            notes=() if article.document.published else (NO_DATE,),
        )

    def _told(
        self, article: Article, encoding: Encoding, syntax: Syntax, drafts: Sequence[Draft]
    ) -> Told:
        """The claims by the trained heads with the lexicon's as hints; without heads, the hints."""
        cues = [cue for draft in drafts for cue in draft.cue]
        lexical = events.lexical_claims(syntax, article, self.tables.triggers, cues)
        weights = self.encoder.pairs.claims
        if weights is None:
            return Told(lexical, {})
        return find_claims(encoding, weights, syntax, lexical, events.role_phrase)

    def _learned(
        self,
        around: Surroundings,
        encoding: Encoding,
        weights: ClaimWeights,
        drafts: Sequence[Draft],
    ) -> Surroundings:
        """What the trained heads know of cues, owners and reactions, added."""
        return replace(
            around,
            verdicts=self._verdicts(encoding, around.syntax, weights, drafts),
            links=Linker(encoding, weights, around.syntax.text).links,
            reacting=target_scorer(weights),
            calibrate=lambda product, narrated: calibrated(weights, product, narrated=narrated),
        )

    def _verdicts(
        self, encoding: Encoding, syntax: Syntax, weights: ClaimWeights, drafts: Sequence[Draft]
    ) -> dict[Draft, Verdict]:
        """The stance of each cue, by the trained heads with the lexicon's as a hint."""
        if not drafts:
            return {}
        first = [syntax.tokens_in(draft.cue[0])[0].index for draft in drafts]
        cues = np.array(first, dtype=np.int64)
        known = [judge.judge(draft, syntax, self.tables.stances) for draft in drafts]
        lexical = np.array([1 + STANCES.index(one.stance) for one in known], dtype=np.int64)
        stances = stance_scores(encoding, weights, cues, lexical)
        return {
            draft: Verdict(one, STANCES[int(row.argmax())], float(np.exp(row.max())))
            for draft, one, row in zip(drafts, known, stances, strict=True)
        }


def _version(settings: Settings) -> str:
    try:
        card = json.loads(read_text(settings.weights / "reader.json"))
        return f"onrecord {__version__} weights {card['version']}"
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(
            f"{settings.weights / 'reader.json'} is damaged", "install the package again"
        ) from error


def _mentions(
    drafts: Sequence[Draft], claims: Sequence[Claim], places: Sequence[FoundPlace]
) -> Iterator[Mention]:
    """All words that stand for somebody or something: sources, roles and places."""
    for draft in drafts:
        if draft.source:
            yield Mention(draft.source[0], "source")
    for span in dict.fromkeys(role.span for claim in claims for role in claim.roles):
        yield Mention(span, "argument")
    for found in places:
        yield Mention(
            found.span, "place", "state" if found.kind == "state" else "place", found.place
        )


def _holder(cast: Resolution, source: Sequence[Span]) -> str | None:
    """Who a source is; one that only the grammar of a claim showed is known by its role."""
    if not source:
        return None
    return cast.entity_of(source[0], "source") or cast.entity_of(source[0])


def _quotations(drafts: Sequence[Draft]) -> list[tuple[Span, Span]]:
    """Each content with its speaker, for the "we" inside it."""
    return [
        (content, draft.source[0]) for draft in drafts if draft.source for content in draft.content
    ]


def _circumstances(
    article: Article,
    drafts: Sequence[Draft],
    times: Sequence[Time],
    places: Sequence[FoundPlace],
    cast: Resolution,
) -> Found:
    """Times, numbers and places of the story, with the entity of each place."""
    text = article.document.text
    taken = [Span(t.start, t.end) for t in times if t.start is not None and t.end is not None]
    named = ((p.span, cast.entity_of(p.span, "place")) for p in places)
    return Found(
        times=[time for time in times if not _dates_a_saying(time, drafts)],
        quantities=find_quantities(text, article.sentences, taken),
        places=[(span, entity) for span, entity in named if entity is not None],
        cues=[cue for draft in drafts for cue in draft.cue],
    )


def _dates_a_saying(time: Time, drafts: Sequence[Draft]) -> bool:
    """Whether the words of time stand right behind a cue and outside what is said.

    "... has been taken, the ministry said on Friday" dates the saying, however a parser hangs it.
    """
    if time.start is None or time.end is None:
        return False
    words = Span(time.start, time.end)
    return any(
        0 <= words.start - draft.cue[-1].end <= _BEHIND_CUE
        and not any(content.overlaps(words) for content in draft.content)
        for draft in drafts
    )


def _with_entities(claims: Sequence[Claim], cast: Resolution) -> list[Claim]:
    """The claims with each role pointing to who or what it names."""
    return [
        replace(
            claim,
            roles=tuple(
                role if role.claim else replace(role, entity=cast.entity_of(role.span, "argument"))
                for role in claim.roles
            ),
        )
        for claim in claims
    ]


class _Sides:
    """Tells whether two entities are one party: the same, or of one body or state."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._by_id: Mapping[str, Entity] = {entity.id: entity for entity in entities}

    def __call__(self, one: str, other: str) -> bool:
        """Whether both hang from the same state, body or person at the top."""
        return self._top(one) == self._top(other)

    def _top(self, entity: str) -> str:
        seen = {entity}
        while (
            (above := self._by_id.get(entity))
            and above.affiliation
            and above.affiliation not in seen
        ):
            entity = above.affiliation
            seen.add(entity)
        return entity
