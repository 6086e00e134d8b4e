"""Turn notes into gold readings: ``python -m training.standoff.build [FOLDER]``.

Reads ``FOLDER/notes/*.txt`` (default ``training/dev``) and writes ``FOLDER/gold.jsonl``: the shape
of the codebook's section 4, without any text of the articles. ``--with-text FILE`` also writes the
articles with their texts, paired by line, as input for the reader; keep that file out of the
repository.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from onrecord.read.encoder.features import ENTITY_KINDS, STANCES, SUBTYPES, TYPES
from training.corpus.readings import factuality
from training.standoff.notation import Line, NotationError, Notes, mentions, parse, span, spans
from training.standoff.records import records

DEV = Path(__file__).parents[1] / "dev"
MODALITIES = ("possible", "future", "conditional", "attempted")
ROLES = (
    "actor", "target", "victim", "location", "origin", "destination", "instrument", "counterpart",
    "recipient", "whole", "name", "cause", "purpose", "condition",
)  # fmt: skip
SPEAKERLESS = ("NARRATOR", "UNSPECIFIED")
Json = dict[str, Any]


def at(where: tuple[int, int]) -> Json:
    """A span as the interchange writes it."""
    return {"start": where[0], "end": where[1]}


def time_of(words: str | None, text: str) -> Json | None:
    """``SPAN = FROM/TO [~]``: "?" for an open end, "-" for a span that is only implied."""
    if words is None:
        return None
    shown, _, meant = words.rpartition(" = ")
    interval, *marks = meant.split()
    first, _, last = interval.partition("/")
    last = last or first
    where = None if shown == "-" else span(shown, text)
    return {
        "start": where and where[0],
        "end": where and where[1],
        "from": None if first == "?" else first,
        "to": None if last == "?" else last,
        "granularity": "day" if first == last else "range",
        "approximate": "~" in marks,
        "anchor": "absolute" if "absolute" in marks else "published",
        "relative_to": None,
    }


def quantity_of(words: str, text: str) -> Json:
    """``SPAN = COMPARATOR LOW BEST HIGH UNIT [OF] [cumulative]``, "-" for an unknown bound."""
    shown, _, meant = words.rpartition(" = ")
    comparator, low, best, high, unit, *rest = meant.split()
    bounds = [None if bound == "-" else float(bound) for bound in (low, best, high)]
    return at(span(shown, text)) | {
        "low": bounds[0],
        "best": bounds[1],
        "high": bounds[2],
        "comparator": comparator,
        "unit": unit,
        "of": " ".join(word for word in rest if word != "cumulative") or None,
        "scope": "cumulative" if "cumulative" in rest else "event",
    }


def entity_of(line: Line, text: str) -> Json:
    """``entity ID KIND NAME… | mentions [| affiliation ID] [| members ID ID] [| at LAT LON …]``."""
    place = line.one("at")
    return {
        "id": line.head[0],
        "kind": line.head[1],
        "name": " ".join(line.head[2:]),
        "mentions": [at(where) for where in mentions(line.parts[0], text)],
        "affiliation": line.one("affiliation"),
        "members": (line.one("members") or "").split(),
        "place": place_of(place) if place else None,
    }


def place_of(words: str) -> Json:
    """``LAT LON PRECISION AREA, AREA…``: areas from the smallest to the largest."""
    latitude, longitude, precision, areas = words.split(maxsplit=3)
    return {
        "lat": float(latitude),
        "lon": float(longitude),
        "gazetteer": None,
        "gazetteer_id": None,
        "within": [] if areas == "-" else areas.split(", "),
        "precision": int(precision),
        "confidence": 1.0,
        "names": [],
        "candidates": [],
    }


def attribution_of(line: Line, text: str) -> Json:
    """``say ID HOLDER STANCE | source | cue | content [| form F] [| parent ID] [| said T] …``."""
    source, cue, content = (spans(words, text) for words in line.parts)
    marks = [mark for mark in ("distancing", "endorsing") if line.has(mark)]
    return {
        "id": line.head[0],
        "source": [at(where) for where in source],
        "cue": [at(where) for where in cue],
        "content": [at(where) for where in content],
        "holder": line.head[1],
        "form": line.one("form") or "indirect",
        "stance": line.head[2],
        "distance": next(iter(marks), "neutral"),
        "parent": line.one("parent"),
        "said": time_of(line.one("said"), text),
    }


def claim_of(line: Line, text: str, entities: list[Json]) -> Json:
    """``claim ID TYPE[/SUBTYPE] | trigger [| ROLE SPAN [> ID]] [| by ID] [| negative] …``."""
    kind, _, subtype = line.head[1].partition("/")
    return {
        "id": line.head[0],
        "type": kind,
        "subtype": subtype or None,
        "trigger": at(span(line.parts[0], text)),
        "roles": [
            role_of(role, words, text, entities) for role in ROLES for words in line.all(role)
        ],
        "polarity": "negative" if line.has("negative") else "positive",
        "modality": next((word for word in MODALITIES if line.has(word)), "actual"),
        "time": time_of(line.one("time"), text),
        "place": line.one("place"),
        "place_relation": None,
        "quantities": [quantity_of(words, text) for words in line.all("number")],
        "attribution": line.one("by"),
    }


def role_of(role: str, words: str, text: str, entities: list[Json]) -> Json:
    """``SPAN > ID`` points to an entity, ``SPAN > claim:ID`` to a claim; else by its mention."""
    shown, _, target = words.partition(" > ")
    where = span(shown, text)
    claim = target.removeprefix("claim:") if target.startswith("claim:") else None
    entity = None if claim else target or _mentioned(where, entities)
    name = "place" if role == "location" else role
    return {"role": name, **at(where), "entity": entity, "claim": claim}


def _mentioned(where: tuple[int, int], entities: list[Json]) -> str | None:
    return next((e["id"] for e in entities if at(where) in e["mentions"]), None)


def chain_of(attribution: str | None, attributions: dict[str, Json]) -> list[str]:
    """The attribution and those around it, outermost first."""
    chain: list[str] = []
    while attribution:
        chain.insert(0, attribution)
        attribution = attributions[attribution]["parent"]
    return chain


def position_of(claim: Json, holder: str, stance: str, line: Line, parts: Json) -> Json:
    """One position on a claim, with evidence from its chain (or its trigger without one)."""
    attributions: dict[str, Json] = parts["attributions"]
    chain = chain_of(line.one("by"), attributions)
    last = attributions[chain[-1]] if chain else None
    shown = [*last["source"], *last["cue"], *last["content"]] if last else [claim["trigger"]]
    said = time_of(line.one("said"), parts["text"])
    return {
        "id": f"p{parts['count'] + 1}",
        "holder": holder,
        "claim": claim["id"],
        "stance": stance,
        "factuality": line.one("fact") or factuality(stance, claim["polarity"], claim["modality"]),
        "distance": last["distance"] if last else "neutral",
        "chain": chain,
        "evidence": shown,
        "said": said or (last["said"] if last else None),
        "confidence": 1.0,
    }


def positions_of(notes: Notes, parts: Json, claims: dict[str, Json]) -> list[Json]:
    """One position for each claim that is not ``silent``, and one for each ``hold`` line."""
    found: list[Json] = []
    for line in notes.lines:
        if line.kind == "claim" and not line.has("silent"):
            speaker = parts["attributions"].get(line.one("by"), {})
            holder = speaker.get("holder", "NARRATOR")
            stance = line.one("stance") or speaker.get("stance", "asserts")
            claim = claims[line.head[0]]
        elif line.kind == "hold":
            holder, stance, claim = line.head[0], line.head[1], claims[line.head[2]]
        else:
            continue
        parts["count"] = len(found)
        found.append(position_of(claim, holder, stance, line, parts))
    return found


def blocks_of(notes: Notes, text: str) -> list[Json]:
    """The lines of the text; ``line ROLE | SPAN`` marks those that are not body."""
    marked = {span(line.parts[0], text)[0]: line.head[0] for line in notes.of("line")}
    blocks, start = [], 0
    for raw in text.split("\n"):
        words = raw.strip()
        if words:
            first = start + raw.index(words)
            role = next((r for s, r in marked.items() if first <= s < first + len(words)), "body")
            blocks.append(
                {"start": first, "end": first + len(words), "role": role, "reason": "gold"}
            )
        start += len(raw) + 1
    return blocks


def each(kind: str, notes: Notes, make: Callable[[Line], Json]) -> list[Json]:
    """What ``make`` gives for every line of one kind; an error names the line."""
    made = []
    for line in notes.of(kind):
        try:
            made.append(make(line))
        except (NotationError, IndexError, ValueError) as error:
            raise NotationError(f"line {line.number}: {error}") from error
    return made


def reading_of(notes: Notes, record: Json) -> Json:
    """The gold reading of one article, without its text."""
    text = record["text"]
    entities = each("entity", notes, lambda line: entity_of(line, text))
    said = each("say", notes, lambda line: attribution_of(line, text))
    made = each("claim", notes, lambda line: claim_of(line, text, entities))
    attributions = {attribution["id"]: attribution for attribution in said}
    claims = {claim["id"]: claim for claim in made}
    parts: Json = {"text": text, "attributions": attributions, "count": 0}
    digest = hashlib.sha256(text.encode()).hexdigest()
    return {
        "schema": "reading/1",
        "reader": "gold",
        "document": {
            "id": digest,
            "sha256": digest,
            "title": record["title"],
            "outlet": "Wikinews",
            "url": record["url"],
            "published": record["date"],
            "language": "en",
            "credits": [],
            "blocks": blocks_of(notes, text),
        },
        "entities": entities,
        "attributions": list(attributions.values()),
        "claims": list(claims.values()),
        "positions": positions_of(notes, parts, claims),
    }


def check(reading: Json) -> None:
    """Every label is the codebook's, and every id that is pointed to exists."""
    labels = [(part["type"], TYPES) for part in reading["claims"]]
    labels += [(part["subtype"], SUBTYPES) for part in reading["claims"] if part["subtype"]]
    labels += [(part["stance"], STANCES) for part in reading["attributions"]]
    labels += [(part["kind"], ENTITY_KINDS) for part in reading["entities"]]
    if odd := [label for label, known in labels if label not in known]:
        raise NotationError(f"no such label: {odd}")
    entities = {entity["id"] for entity in reading["entities"]} | set(SPEAKERLESS)
    claims = {claim["id"] for claim in reading["claims"]}
    attributions = {attribution["id"] for attribution in reading["attributions"]}
    wanted: list[tuple[Any, set[str]]] = [(a["holder"], entities) for a in reading["attributions"]]
    wanted += [(a["parent"], attributions) for a in reading["attributions"]]
    wanted += [(p["holder"], entities) for p in reading["positions"]]
    for claim in reading["claims"]:
        wanted += [(claim["place"], entities), (claim["attribution"], attributions)]
        wanted += [(role["entity"], entities) for role in claim["roles"]]
        wanted += [(role["claim"], claims) for role in claim["roles"]]
    missing = [name for name, known in wanted if name is not None and name not in known]
    if missing:
        raise NotationError(f"no such id: {missing}")


def build(known: dict[str, Json], files: Iterable[Path]) -> tuple[list[Json], list[Json]]:
    """Gold readings and their articles, in the order of the file names of the notes."""
    readings, articles = [], []
    for file in sorted(files):
        try:
            notes = parse(file.read_text(encoding="utf-8"))
            readings.append(reading_of(notes, known[notes.url]))
            check(readings[-1])
        except (NotationError, KeyError, IndexError, ValueError) as error:
            sys.exit(f"{file.name}: {type(error).__name__}: {error}")
        articles.append(known[notes.url])
    return readings, articles


def write(path: Path, values: list[Json]) -> None:
    """JSON Lines."""
    lines = [json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Build the gold file from the notes and the shared corpora."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=DEV)
    parser.add_argument("--with-text", type=Path, help="also write the articles, for the reader")
    options = parser.parse_args()
    readings, articles = build(records(), (options.folder / "notes").glob("*.txt"))
    write(options.folder / "gold.jsonl", readings)
    if options.with_text:
        keys = ("text", "title", "url")
        texts = [{k: a[k] for k in keys} | {"published": a["date"]} for a in articles]
        write(options.with_text, texts)
    print(f"{len(readings)} articles, {sum(len(r['positions']) for r in readings)} positions")


if __name__ == "__main__":
    main()
