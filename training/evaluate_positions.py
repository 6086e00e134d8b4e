"""Scores positions by codebook section 7: ``python -m training.evaluate_positions``.

Reads the articles of ``training/dev/gold.jsonl`` (texts from the corpora folder, found by their
SHA-256) with the shipped reader and compares the positions with the gold ones. ``--errors`` lists
what was missed and what was added, article by article.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from onrecord import Document, Reader, to_json
from training.corpora import data_folder

GOLD: Final = Path(__file__).parent / "dev" / "gold.jsonl"
STOP: Final = frozenset("the of a an and mr mrs s in its".split())
LEVELS: Final = ("claim", "claim+type", "holder", "holder+stance", "strict")
Json = Mapping[str, Any]
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """What section 7 compares of one position."""

    holder: str
    source: Range | None
    stance: str
    factuality: str
    type: str
    trigger: Range
    polarity: str
    modality: str
    place: Range | None
    time: tuple[str | None, str | None]
    numbers: tuple[float | None, ...]


def rows(reading: Json) -> list[Row]:
    """The positions of a reading (``reading/1``)."""
    entities = {e["id"]: e for e in reading["entities"]}
    attributions = {a["id"]: a for a in reading["attributions"]}
    claims = {c["id"]: c for c in reading["claims"]}
    found = []
    for position in reading["positions"]:
        claim = claims[position["claim"]]
        chain = position.get("chain")
        source = attributions[chain[-1]]["source"] if chain else []
        time = claim.get("time") or {}
        holder = entities.get(position["holder"], {"name": position["holder"]})["name"]
        found.append(
            Row(
                holder=holder,
                source=_range(source[0]) if source else None,
                stance=position["stance"],
                factuality=position["factuality"],
                type=claim["type"],
                trigger=_range(claim["trigger"]),
                polarity=claim["polarity"],
                modality=claim["modality"],
                place=_place(claim, entities),
                time=(time.get("from"), time.get("to")),
                numbers=tuple(q["best"] for q in claim["quantities"]),
            )
        )
    return found


def _range(span: Json) -> Range:
    return span["start"], span["end"]


def _place(claim: Json, entities: Mapping[str, Json]) -> Range | None:
    entity = entities.get(claim.get("place") or "")
    if entity is None:
        return None
    spans = [r for r in claim["roles"] if r.get("entity") == claim["place"]] or entity["mentions"]
    trigger = claim["trigger"]["start"]
    return min((_range(s) for s in spans), key=lambda s: abs(s[0] - trigger), default=None)


def overlap(a: Range | None, b: Range | None) -> bool:
    """Whether two ranges share a character."""
    return bool(a and b and a[0] < b[1] and b[0] < a[1])


def same_name(a: str, b: str) -> bool:
    """Both the narrator, or at least half of the shorter name's words."""
    if (a == "NARRATOR") != (b == "NARRATOR"):
        return False
    x, y = (set(re.sub(r"[^\w ]", " ", n.lower()).split()) - STOP for n in (a, b))
    return a == b or (bool(x & y) and len(x & y) / min(len(x), len(y)) >= 0.5)


def agrees(level: str, gold: Row, found: Row) -> bool:
    """Whether a pair matches at a level."""
    if not overlap(gold.trigger, found.trigger):
        return False
    holder = same_name(gold.holder, found.holder) or overlap(gold.source, found.source)
    stance, kind = gold.stance == found.stance, gold.type == found.type
    return {
        "claim": True,
        "claim+type": kind,
        "holder": holder,
        "holder+stance": holder and stance,
        "strict": holder and stance and kind,
    }[level]


def matching(gold: Sequence[Row], found: Sequence[Row], level: str) -> dict[int, int]:
    """Gold index to found index: a largest one-to-one matching (augmenting paths)."""
    owner: dict[int, int] = {}

    def augment(i: int, seen: set[int]) -> bool:
        for j, row in enumerate(found):
            if j not in seen and agrees(level, gold[i], row):
                seen.add(j)
                if j not in owner or augment(owner[j], seen):
                    owner[j] = i
                    return True
        return False

    for i in range(len(gold)):
        augment(i, set())
    return {i: j for j, i in owner.items()}


FIELDS: Final[Mapping[str, Callable[[Row, Row], bool | None]]] = {
    "stance": lambda g, f: g.stance == f.stance,
    "type": lambda g, f: g.type == f.type,
    "factuality": lambda g, f: g.factuality == f.factuality,
    "polarity": lambda g, f: g.polarity == f.polarity,
    "modality": lambda g, f: g.modality == f.modality,
    "place": lambda g, f: overlap(g.place, f.place) if g.place else None,
    "time overlap": lambda g, f: _times_overlap(g, f) if all(g.time) else None,
    "time exact": lambda g, f: g.time == f.time if all(g.time) else None,
    "number": lambda g, f: all(n in f.numbers for n in g.numbers) if g.numbers else None,
}
"""Fields counted on pairs matched at ``holder``; None where gold has no value."""


def _times_overlap(g: Row, f: Row) -> bool:
    (a, b), (c, d) = g.time, f.time
    return bool(a and b and c and d and c <= b and a <= d)


def score(
    pairs: Sequence[tuple[list[Row], list[Row]]],
) -> tuple[dict[str, tuple[float, float, float]], dict[str, tuple[int, int]]]:
    """Precision, recall and F1 of each level, micro over articles; right and all of each field."""
    gold = max(1, sum(len(g) for g, _ in pairs))
    found = max(1, sum(len(f) for _, f in pairs))
    levels: dict[str, tuple[float, float, float]] = {}
    fields: Counter[tuple[str, bool]] = Counter()
    for level in LEVELS:
        matches = [matching(g, f, level) for g, f in pairs]
        hits = sum(len(m) for m in matches)
        p, r = hits / found, hits / gold
        levels[level] = (p, r, 2 * p * r / max(1e-9, p + r))
        if level == "holder":
            for (g, f), match in zip(pairs, matches, strict=True):
                for i, j in match.items():
                    for name, right in FIELDS.items():
                        if (answer := right(g[i], f[j])) is not None:
                            fields[name, answer] += 1
    return levels, {n: (fields[n, True], fields[n, True] + fields[n, False]) for n in FIELDS}


def gold_with_texts() -> Iterator[tuple[Json, Document]]:
    """The gold readings with their articles."""
    texts: dict[str, Json] = {}
    for path in sorted((data_folder() / "wikinews").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            texts[hashlib.sha256(record["text"].encode("utf-8")).hexdigest()] = record
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        record = texts[gold["document"]["sha256"]]
        day = date.fromisoformat(record["date"])
        yield gold, Document(record["text"], record["title"], "Wikinews", record["url"], day)


def read_all() -> list[tuple[str, str, list[Row], list[Row]]]:
    """Title, text, gold rows and found rows of each dev article."""
    reader = Reader()
    return [
        (document.title or "", document.text, rows(gold), rows(to_json(reader.read(document))))
        for gold, document in gold_with_texts()
    ]


def show_errors(title: str, text: str, gold: list[Row], found: list[Row]) -> None:
    """Prints missed and added positions, with what agrees at lower levels."""
    print(f"\n=== {title}")
    match = matching(gold, found, "strict")
    near = matching(gold, found, "claim")

    def words(row: Row) -> str:
        a, b = row.trigger
        context = " ".join(text[max(0, a - 50) : b + 40].split())
        return f"{row.holder} · {row.stance} · {row.type} · {text[a:b]!r}  «{context}»"

    for i, row in enumerate(gold):
        if i not in match:
            close = near.get(i)
            but = (
                f"  BUT {found[close].holder} · {found[close].stance} · {found[close].type}"
                if close is not None
                else ""
            )
            print(f"  missed {words(row)}{but}")
    for j, row in enumerate(found):
        if j not in set(match.values()) | set(near.values()):
            print(f"  added  {words(row)}")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="list what was missed and added")
    given = parser.parse_args()
    articles = read_all()
    if given.errors:
        for article in articles:
            show_errors(*article)
    levels, fields = score([(gold, found) for _, _, gold, found in articles])
    total, found = (sum(len(article[k]) for article in articles) for k in (2, 3))
    print(f"{len(articles)} articles, {total} gold positions, {found} found")
    for level, (p, r, f) in levels.items():
        print(f"  {level:14s} P {p:.3f} R {r:.3f} F {f:.3f}")
    for field, (right, total) in fields.items():
        print(f"  {field:14s} {right}/{total} = {right / max(1, total):.3f}")


if __name__ == "__main__":
    main()
