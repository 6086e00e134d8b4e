"""From passages of our own corpus to what the network trains on.

The hand-made lexicon's answers (what the rules make of each trigger and cue) are inputs of
the claim heads, so each passage is read by a finished reader first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from onrecord import Document, Reader
from onrecord.model import Article, Draft, Span
from onrecord.read import events, judge
from onrecord.read.attribute import THRESHOLD, tags_of
from onrecord.read.claims import hints_of
from onrecord.read.encoder.features import (
    DISTANCES,
    KINDS,
    LABELS,
    MODALITIES,
    RELS,
    ROLES,
    STANCES,
    SUBTYPES,
    TRIGGERS,
    UPOS,
)
from onrecord.read.encoder.heads import Hints, flags_of
from onrecord.read.encoder.pieces import Pieces
from onrecord.read.encoder.session import Encoding
from onrecord.syntax import Syntax
from training.corpus.markup import Passage
from training.examples import IGNORE, Ints, Prepared, ReadingTargets, tokens_of
from training.labelled import kind_bits

LOOSE: Final = {pos: 1 + UPOS.index(pos) for pos in ("PROPN", "NOUN", "ADJ", "NUM")}
"""Parts of speech of the words that training changes at will, and what they are marked with."""

Json = Mapping[str, Any]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Read:
    """A passage with everything that its targets are made of."""

    gold: Json
    article: Article
    syntax: Syntax
    pieces: Pieces
    reader: Reader

    def tokens(self, span: Json) -> tuple[int, int]:
        """The run of tokens of a gold span; empty outside the story's sentences."""
        first, last = tokens_of(self.pieces, Span(span["start"], span["end"]))
        return first, last

    def head(self, span: Json) -> int | None:
        """The token that governs a gold span."""
        token = self.syntax.head_of(Span(span["start"], span["end"]))
        return token.index if token else None


def document_of(passage: Passage) -> Document:
    """The passage as an article to read."""
    return Document(passage.text, published=passage.published)


def prepare_reading(document: Document, gold: Json, reader: Reader) -> Prepared:
    """An article's pieces and targets, with the lexicon's answers of ``reader``."""
    article = reader.clean(document)
    encoding, syntax = reader.words_of(article)
    read = _Read(gold, article, syntax, encoding.pieces, reader)
    return Prepared(
        encoding.pieces,
        reading=_targets(read),
        grammar=_grammar(syntax),
        attributions=_attributions(encoding, reader),
    )


def _grammar(syntax: Syntax) -> dict[str, Ints]:
    """The grammar that ``reader`` sees, to be kept (Li and Hoiem, ECCV 2016).

    Without it nothing holds the grammar heads on news, since GUM has little: they drifted until
    every word of a news story was a verb.
    """
    tokens = syntax.tokens
    return {
        "pos": _indices(UPOS, [token.pos for token in tokens]),
        "head": np.array([token.head for token in tokens], dtype=np.int64),
        "rel": _indices(RELS, [token.rel for token in tokens]),
        "kind": _indices(KINDS, [token.kind for token in tokens]),
        "cluster": np.full(len(tokens), -1, dtype=np.int64),
    }


def _attributions(encoding: Encoding, reader: Reader) -> tuple[tuple[int, Ints], ...]:
    """What ``reader`` finds by PolNeAR's conventions, to be kept for the same reason."""
    found = []
    for window, marked in tags_of(encoding, reader.encoder.pairs, THRESHOLD, "polnear"):
        labels = np.zeros(len(encoding.pieces), dtype=np.int64)
        labels[window.start : window.end] = marked.labels
        found.append((window.start + marked.cue, labels))
    return tuple(found)


def _targets(read: _Read) -> ReadingTargets:
    said, number = _said(read)
    told = [c for c in read.gold["claims"] if _runs(read, [c["trigger"]])]
    drafts = [_draft(a) for a in said]
    hints = _hints(read, drafts)
    cues = np.array([read.tokens(a["cue"][0])[0] for a in said], dtype=np.int64)
    labels = np.array([_labels(read, a) for a in said]).reshape(len(said), len(read.pieces))
    tags = _tags(read, told)
    triggers = np.array([read.tokens(c["trigger"])[0] for c in told], dtype=np.int64)
    return ReadingTargets(
        cues=cues,
        labels=labels,
        stance=_indices(STANCES, [a["stance"] for a in said]),
        distance=_indices(DISTANCES, [a["distance"] for a in said]),
        lexical_stance=_lexical_stances(read, drafts),
        tags=tags,
        loose=_loose(read.syntax, labels, tags),
        lexical=hints.type,
        triggers=triggers,
        subtype=np.array(
            [SUBTYPES.index(c["subtype"]) if c["subtype"] else IGNORE for c in told], dtype=np.int64
        ),
        negative=np.array([c["polarity"] == "negative" for c in told], dtype=np.int64),
        modality=_indices(MODALITIES, [c["modality"] for c in told]),
        **_lexical_moods(hints, triggers),
        owner=np.array([_owner(c, number) for c in told], dtype=np.int64),
        flags=flags_of(read.pieces, read.syntax.text, triggers, [d.content for d in drafts], cues),
        reacts=_reacts(read.gold, told, number, len(said)),
        roles=_roles(read, told),
        cluster=_clusters(read),
        entity=_kinds(read),
    )


def _said(read: _Read) -> tuple[list[Json], dict[str, int]]:
    """The attributions, one for each cue, and the place of each by its id.

    Two on one cue ("told Reuters") are the speaker's, which comes first, and the medium's.
    """
    kept: dict[int, tuple[int, Json]] = {}
    number: dict[str, int] = {}
    for attribution in read.gold["attributions"]:
        if _runs(read, attribution["cue"]):
            at = read.tokens(attribution["cue"][0])[0]
            place, _ = kept.setdefault(at, (len(kept), attribution))
            number[attribution["id"]] = place
    return [attribution for _, attribution in kept.values()], number


def _hints(read: _Read, drafts: Sequence[Draft]) -> Hints:
    cues = [cue for draft in drafts for cue in draft.cue]
    lexicon = read.reader.tables.triggers
    return hints_of(read.syntax, events.lexical_claims(read.syntax, read.article, lexicon, cues))


def _runs(read: _Read, spans: Sequence[Json]) -> bool:
    first, last = read.tokens(spans[0]) if spans else (0, 0)
    return first < last


def _indices(names: Sequence[str], values: Sequence[str]) -> Ints:
    return np.array([names.index(value) for value in values], dtype=np.int64)


def _draft(attribution: Json) -> Draft:
    source, cue, content = (
        tuple(Span(s["start"], s["end"]) for s in attribution[part])
        for part in ("source", "cue", "content")
    )
    return Draft(source, cue, content, confidence=1.0)


def _lexical_stances(read: _Read, drafts: Sequence[Draft]) -> Ints:
    lexicon = read.reader.tables.stances
    found = [judge.judge(draft, read.syntax, lexicon).stance for draft in drafts]
    return _indices(STANCES, found) + 1


def _lexical_moods(hints: Hints, triggers: Ints) -> dict[str, Ints]:
    return {
        "lexical_negative": hints.negative[triggers],
        "lexical_modality": hints.modality[triggers],
    }


def _labels(read: _Read, attribution: Json) -> Ints:
    labels = np.zeros(len(read.pieces), dtype=np.int64)
    for part in ("content", "source", "cue"):
        spans = attribution[part][:1] if part == "cue" else attribution[part]
        for span in spans:
            first, last = read.tokens(span)
            if first < last:
                labels[first:last] = LABELS.index(f"I-{part}")
                labels[first] = LABELS.index(f"B-{part}")
    return labels


def _tags(read: _Read, told: Sequence[Json]) -> Ints:
    tags = np.zeros(len(read.pieces), dtype=np.int64)
    for claim in told:
        first, last = read.tokens(claim["trigger"])
        tags[first + 1 : last] = TRIGGERS.index("I")
        tags[first] = TRIGGERS.index(claim["type"])
    return tags


def _loose(syntax: Syntax, labels: Ints, tags: Ints) -> Ints:
    """1 + part of speech of the words that could be others without another reading, else 0."""
    said = np.isin(labels, (LABELS.index("B-cue"), LABELS.index("I-cue"))).any(0)
    pos = np.array([LOOSE.get(token.pos, 0) for token in syntax.tokens], dtype=np.int64)
    found: Ints = np.where(said | (tags > 0), 0, pos)
    return found


def _owner(claim: Json, number: Mapping[str, int]) -> int:
    if claim["attribution"] is None:
        return -1
    return number.get(claim["attribution"], IGNORE)


def _reacts(gold: Json, told: Sequence[Json], number: Mapping[str, int], cues: int) -> Ints:
    """Triggers x cues: whether the attribution gives a position on a claim it does not own."""
    row = {c["id"]: n for n, c in enumerate(told)}
    owner = {c["id"]: number.get(c["attribution"], -1) for c in told}
    found = np.zeros((len(told), cues), dtype=np.int64)
    for position in gold["positions"]:
        column = number.get(position["chain"][-1]) if position["chain"] else None
        claim = position["claim"]
        if column is not None and claim in row and owner[claim] != column:
            found[row[claim], column] = 1
    return found


def _roles(read: _Read, told: Sequence[Json]) -> Ints:
    found = []
    for n, claim in enumerate(told):
        for role in claim["roles"]:
            head = read.head(role)
            if head is not None:
                found.append((n, head, ROLES.index(role["role"]) + 1))
    return np.array(found, dtype=np.int64).reshape(-1, 3)


def _clusters(read: _Read) -> Ints:
    clusters = np.full(len(read.pieces), -1, dtype=np.int64)
    for number, entity in enumerate(read.gold["entities"]):
        for mention in entity["mentions"]:
            head = read.head(mention)
            if head is not None and clusters[head] < 0:
                clusters[head] = number
    return clusters


def _kinds(read: _Read) -> Ints:
    kinds = np.zeros(len(read.pieces), dtype=np.int64)
    for entity in read.gold["entities"]:
        if entity["kind"] == "other":
            continue
        for mention in entity["mentions"]:
            head = read.head(mention)
            if head is not None:
                kinds[head] = kind_bits([entity["kind"]])
    return kinds
