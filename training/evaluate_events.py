"""Score triggers and types of claims on WikiEvents.

Its ontology is mapped to the claim types that an event of it can be; a claim is right when its
trigger overlaps a gold trigger and its type is one of that event's. Gold counts every mention,
also those that only refer back, which are no claims by the codebook: recall has a ceiling well
below one. Claims of types that the corpus does not annotate are not counted.
Run: ``python training/evaluate_events.py [train|dev] [EVERY_NTH] [--wrong]``.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.model import Claim, Document, Span
from onrecord.pipeline import Reader
from onrecord.read.events import find_claims

DATA = Path(os.environ.get("ONRECORD_DATA", Path(__file__).parents[2] / "shared" / "data"))
TYPES = {
    "Conflict.Attack": "strike attack clash advance interception violation",
    "Conflict.Defeat": "clash control",
    "Conflict.Demonstrate": "unrest",
    "Life.Die": "casualties attack",
    "Life.Injure": "casualties attack",
    "Life.Infect": "hardship",
    "Movement.Transportation": "deployment withdrawal displacement transfer",
    "Justice.ArrestJailDetain": "detention casualties",
    "Justice.ReleaseParole": "detention",
    "Justice.ChargeIndict": "violation",
    "Justice.Convict": "violation",
    "Justice.Sentence": "violation",
    "Justice.TrialHearing": "violation",
    "Justice.Acquit": "violation",
    "ArtifactExistence.DamageDestroyDisableDismantle": "damage strike",
    "Transaction.ExchangeBuySell": "transfer",
    "Transaction.Donation": "transfer",
    "Personnel.StartPosition": "policy",
    "Personnel.EndPosition": "policy",
    "Disaster.DiseaseOutbreak": "hardship",
}
SCORED = frozenset(
    "strike attack clash advance interception casualties unrest detention damage violation".split()
)


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold event: its trigger in the joined text and the claim types that it can be."""

    trigger: Span
    event: str
    types: frozenset[str]


def documents(path: Path) -> Iterator[tuple[str, list[Gold]]]:
    """Text (tokens joined by spaces) and gold events of each document, once per document."""
    seen: set[str] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["docid"].rsplit("-", 1)[0] in seen:
            continue
        seen.add(record["docid"].rsplit("-", 1)[0])
        yield _document(record["tokens"], record["event_mentions"])


def _document(tokens: list[str], events: list[dict[str, object]]) -> tuple[str, list[Gold]]:
    starts, text = [], ""
    for token in tokens:
        starts.append(len(text))
        text += token + " "
    found = {}
    for event in events:
        kind, trigger = str(event["event_type"]), event["trigger"]
        first, last = trigger["start_idx"], trigger["end_idx"]  # type: ignore[index]
        if last > first and kind in TYPES:
            span = Span(starts[first], starts[last - 1] + len(tokens[last - 1]))
            found[span] = Gold(span, kind, frozenset(TYPES[kind].split()))
    return text, list(found.values())


def main() -> None:
    """Print precision on scored types, recall by event type, and the commonest errors."""
    part = sys.argv[1] if len(sys.argv) > 1 else "dev"
    step = int(sys.argv[2]) if len(sys.argv) > 2 and sys.argv[2].isdigit() else 1
    reader = Reader()
    recall: Counter[tuple[str, bool]] = Counter()
    precise: Counter[tuple[str, bool]] = Counter()
    wrong: Counter[str] = Counter()
    pairs = list(documents(DATA / "wikievents" / f"{part}.jsonl"))[::step]
    for text, gold in pairs:
        claims = _claims(reader, text)
        for event in gold:
            hits = [c for c in claims if c.trigger.overlaps(event.trigger)]
            right = any(c.type in event.types for c in hits)
            recall[event.event, right] += 1
            if not right:
                got = hits[0].type if hits else "nothing"
                wrong[f"- {event.event} {event.trigger.of(text)!r}: {got}"] += 1
        for claim in claims:
            if claim.type in SCORED:
                right = any(
                    claim.trigger.overlaps(g.trigger) and claim.type in g.types for g in gold
                )
                precise[claim.type, right] += 1
                if not right:
                    wrong[f"+ {claim.type} {_context(text, claim)}"] += 1
    _report("recall", recall)
    _report("precision", precise)
    if "--wrong" in sys.argv:
        for line, count in wrong.most_common():
            print(count, line)


def _claims(reader: Reader, text: str) -> tuple[Claim, ...]:
    article = reader.clean(Document(text))
    syntax, _ = reader.words_of(article)
    return find_claims(syntax, article, reader.tables.triggers)


def _context(text: str, claim: Claim) -> str:
    first, last = claim.trigger.start, claim.trigger.end
    return f"{text[max(0, first - 45) : first]}[{text[first:last]}]{text[last : last + 45]}"


def _report(title: str, counts: Counter[tuple[str, bool]]) -> None:
    names = sorted({name for name, _ in counts})
    total = sum(counts.values())
    right = sum(counts[name, True] for name in names)
    print(f"{title} {right}/{total} = {right / max(1, total):.3f}")
    for name in names:
        good, bad = counts[name, True], counts[name, False]
        print(f"  {name:50s} {good}/{good + bad} = {good / (good + bad):.3f}")


if __name__ == "__main__":
    main()
