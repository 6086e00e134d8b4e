"""Public corpora that label single words: events (WikiEvents), factuality, entities (re3d)."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
from tokenizers import Tokenizer

from onrecord.model import EntityKind, Span
from onrecord.read.encoder.features import DEEDS, ENTITY_KINDS, FACTUALITY
from onrecord.read.encoder.pieces import split
from training.corpora import data_folder
from training.examples import Marks, Prepared, sentences, tokens_of

SENTENCES_A_TEXT: Final = 10
"""How many unrelated sentences of a factuality corpus make one text to read."""

DEED_OF: Final = {
    "Conflict.Attack": "attack",
    "Conflict.Demonstrate": "unrest",
    "Conflict.Defeat": "control",
    "Life.Die": "casualties",
    "Life.Injure": "casualties",
    "Contact.Contact": "talks",
    "Movement.Transportation": "deployment",
    "Justice.ArrestJailDetain": "detention",
    "Justice.ReleaseParole": "detention",
    "ArtifactExistence.DamageDestroyDisableDismantle": "damage",
    "ArtifactExistence.ManufactureAssemble": "capability",
    "Transaction.ExchangeBuySell": "transfer",
    "Transaction.Donation": "transfer",
    "Personnel.StartPosition": "policy",
    "Personnel.EndPosition": "policy",
    "Disaster.DiseaseOutbreak": "hardship",
    "Life.Infect": "hardship",
}
"""WikiEvents' types in our terms; other ``Justice`` and crimes are violations, the rest other."""

KINDS_OF: Final[dict[str, tuple[EntityKind, ...]]] = {
    "Person": ("person",),
    "Organisation": ("organisation", "state", "force", "group", "media"),
    "Location": ("place", "facility", "state"),
    "Weapon": ("weapon",),
    "MilitaryPlatform": ("weapon",),
    "Vehicle": ("weapon", "other"),
    "DocumentReference": ("document",),
}
"""re3d's types and the kinds that an entity of that type may be with us."""


@dataclass(frozen=True, slots=True)
class EventText:
    """A document of WikiEvents: its tokens joined by blanks, and each trigger with its type."""

    name: str
    text: str
    sentences: tuple[Span, ...]
    triggers: tuple[tuple[Span, str], ...]


@dataclass(frozen=True, slots=True)
class FactualityText:
    """Sentences of one factuality corpus as one text, with a value in [-3, 3] for some words."""

    corpus: str
    text: str
    sentences: tuple[Span, ...]
    values: tuple[tuple[Span, float], ...]


def wikievents(part: str) -> list[EventText]:
    """WikiEvents (Li, Ji and Han, NAACL 2021): "train" or "dev"."""
    path = data_folder() / "wikievents" / f"{part}.jsonl"
    return [_event_text(record) for record in _records(path)]


def deed_of(kind: str) -> str:
    """Our word for an event type of WikiEvents."""
    if kind in DEED_OF:
        return DEED_OF[kind]
    return "violation" if kind.startswith(("Justice.", "GenericCrime.")) else "other"


def factuality(corpus: str, part: str, chance: random.Random | None = None) -> list[FactualityText]:
    """One of ``FACTUALITY``, several sentences a text; shuffled with ``chance``."""
    records = list(_records(data_folder() / "factuality" / corpus / f"{part}.jsonl"))
    if chance:
        chance.shuffle(records)
    size = SENTENCES_A_TEXT if corpus != "commitmentbank" else 3
    groups = [records[i : i + size] for i in range(0, len(records), size)]
    return [_factuality_text(corpus, group) for group in groups]


def prepare_events(text: EventText, tokenizer: Tokenizer) -> Prepared:
    """Pieces, and for each token the type of the trigger that begins there."""
    pieces = split(text.text, text.sentences, tokenizer)
    deed = np.zeros(len(pieces), dtype=np.int64)
    for span, kind in text.triggers:
        first, last = tokens_of(pieces, span)
        if first < last:
            deed[first] = DEEDS.index(kind)
    return Prepared(pieces, marks=Marks(deed=deed))


def prepare_factuality(text: FactualityText, tokenizer: Tokenizer) -> Prepared:
    """Pieces, and the value of each annotated word at its last token."""
    pieces = split(text.text, text.sentences, tokenizer)
    values = np.full((len(pieces), len(FACTUALITY)), np.nan, dtype=np.float32)
    for span, value in text.values:
        _, last = tokens_of(pieces, span)
        values[last - 1, FACTUALITY.index(text.corpus)] = value
    return Prepared(pieces, marks=Marks(factuality=values))


def prepare_re3d(tokenizer: Tokenizer) -> list[Prepared]:
    """re3d: for the last token of each entity the kinds that it may have."""
    found = []
    for folder in sorted((data_folder() / "re3d").iterdir()):
        if folder.is_dir():
            found += list(_re3d(folder, tokenizer))
    return found


def _re3d(folder: Path, tokenizer: Tokenizer) -> Iterator[Prepared]:
    spans: dict[str, list[tuple[Span, str]]] = {}
    for record in _records(folder / "entities.json"):
        span = Span(record["begin"], record["end"])
        spans.setdefault(record["documentId"], []).append((span, record["type"]))
    for record in _records(folder / "documents.json"):
        pieces = split(record["text"], sentences(record["text"]), tokenizer)
        entity = np.zeros(len(pieces), dtype=np.int64)
        for span, kind in spans.get(record["_id"], []):
            first, last = tokens_of(pieces, span)
            if kind in KINDS_OF and first < last:
                entity[last - 1] = kind_bits(KINDS_OF[kind])
        yield Prepared(pieces, marks=Marks(entity=entity))


def kind_bits(kinds: Sequence[EntityKind]) -> int:
    """A bit set over ``ENTITY_KINDS``."""
    return sum(1 << ENTITY_KINDS.index(kind) for kind in kinds)


def _event_text(record: Any) -> EventText:
    text, spans = _joined(record["tokens"])
    triggers = [
        (
            Span(spans[t["start_idx"]].start, spans[t["end_idx"] - 1].end),
            deed_of(event["event_type"]),
        )
        for event in record["event_mentions"]
        if (t := event["trigger"])
    ]
    ends = [i + 1 for i, token in enumerate(record["tokens"]) if token in (".", "?", "!")]
    edges = [0, *ends, len(spans)]
    cut = [Span(spans[a].start, spans[b - 1].end) for a, b in pairwise(edges) if a < b]
    return EventText(record["docid"], text, tuple(cut), tuple(triggers))


def _factuality_text(corpus: str, records: list[Any]) -> FactualityText:
    text, cut, values = "", list[Span](), list[tuple[Span, float]]()
    for record in records:
        words = record["text"].split()
        own, spans = _joined(words)
        for target in record["targets"]:
            at = spans[target["span1"][0]]
            values.append((Span(len(text) + at.start, len(text) + at.end), target["label"]))
        cut.append(Span(len(text), len(text) + len(own)))
        text += own + "\n"
    return FactualityText(corpus, text, tuple(cut), tuple(values))


def _joined(tokens: Sequence[str]) -> tuple[str, list[Span]]:
    spans, at = list[Span](), 0
    for token in tokens:
        spans.append(Span(at, at + len(token)))
        at += len(token) + 1
    return " ".join(tokens), spans


def _records(path: Path) -> Iterator[Any]:
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        if line.strip():
            yield json.loads(line)
