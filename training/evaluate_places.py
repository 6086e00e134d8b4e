"""Scores of the places stage on one half of LGL and GeoVirus, without the parser.

    python -m training.evaluate_places [--half tune|report] [--errors]

Recognition: exact or overlapping spans against the gold toponyms. Resolution: share of the gold
spans found that lie within 161, 25 and 5 km; end to end: that share of all gold toponyms.
"""

from __future__ import annotations

import argparse
import os
import re
import time
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from onrecord.gazetteer import Gazetteer
from onrecord.model import Article, Document, Span
from onrecord.read.places import FoundPlace, find_places
from onrecord.syntax import Syntax, Token

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("ONRECORD_DATA", ROOT.parent / "shared" / "data"))
GAZETTEER = ROOT / "src" / "onrecord" / "data" / "gazetteer.sqlite"


@dataclass(frozen=True)
class Gold:
    """A toponym of a corpus; coordinates None where the annotators gave none."""

    span: Span
    point: tuple[float, float] | None


def plain_syntax(text: str) -> Syntax:
    """Tokens and sentences by regular expression, capitals as proper nouns, no relations."""
    tokens, sentence = [], 0
    last = 0
    for index, found in enumerate(re.finditer(r"[^\W_]+|\S", text)):
        gap = text[last : found.start()]
        if index and (
            "\n" in gap or (gap and re.search(r"[a-z0-9)”\"]{2}[.!?][”\"]?$", text[:last]))
        ):
            sentence += 1
        word = found[0]
        pos = "PROPN" if word[0].isupper() else "X" if word.isalnum() else "PUNCT"
        tokens.append(
            Token(index, found.start(), found.end(), word, sentence, pos, index, "root", "")
        )
        last = found.end()
    return Syntax(text, tuple(tokens))


def plain_article(text: str) -> Article:
    """The text as an article of one paragraph."""
    whole = (Span(0, len(text)),)
    return Article(Document(text), "plain", "en", (), (), whole, whole)


def lgl() -> list[tuple[str, list[Gold]]]:
    """Articles of the Local-Global Lexicon."""
    articles = []
    for item in ET.parse(SHARED / "geo" / "lgl.xml").getroot():  # noqa: S314 - our own file
        text = item.findtext("text") or ""
        gold = []
        for toponym in item.iter("toponym"):
            lat, lon = toponym.findtext("gaztag/lat"), toponym.findtext("gaztag/lon")
            span = Span(int(toponym.findtext("start") or 0), int(toponym.findtext("end") or 0))
            gold.append(Gold(span, (float(lat), float(lon)) if lat and lon else None))
        articles.append((text, gold))
    return articles


def geovirus() -> list[tuple[str, list[Gold]]]:
    """Articles of GeoVirus, whose offsets count from one."""
    articles = []
    for item in ET.parse(SHARED / "geo" / "GeoVirus.xml").getroot():  # noqa: S314 - our own file
        text = item.findtext("text") or ""
        gold = []
        for place in item.iter("location"):
            start = int(place.findtext("start") or 0)
            name = place.findtext("name") or ""
            start = next(
                (s for s in (start, start - 1, start + 1) if text[s : s + len(name)] == name), start
            )
            point = (float(place.findtext("lat") or 0), float(place.findtext("lon") or 0))
            gold.append(Gold(Span(start, start + len(name)), point))
        articles.append((text, gold))
    return articles


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance."""
    lat1, lon1, lat2, lon2 = map(radians, (*one, *other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 12742 * asin(min(1.0, sqrt(half)))


def score(
    name: str, articles: list[tuple[str, list[Gold]]], gazetteer: Gazetteer, *, errors: bool
) -> None:
    """Prints the scores of one corpus."""
    counts, wrong, missed, extra = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    began = time.process_time()
    for text, gold in articles:
        found = find_places(plain_article(text), plain_syntax(text), gazetteer)
        counts.update(gold=len(gold), found=len(found))
        for place in found:
            if not any(place.span.overlaps(g.span) for g in gold):
                extra[place.span.of(text)] += 1
        for toponym in gold:
            hit = next((f for f in found if f.span.overlaps(toponym.span)), None)
            if hit is None:
                missed[toponym.span.of(text)] += 1
                continue
            counts["recognised"] += 1
            count_distance(counts, wrong, text, toponym, hit)
    took = (time.process_time() - began) / len(articles) * 1000
    report(name, counts, took)
    if errors:
        for label, words in (("missed", missed), ("extra", extra), ("wrong", wrong)):
            print(f"  {label}: {words.most_common(70)}")


def count_distance(
    counts: Counter[str], wrong: Counter[str], text: str, toponym: Gold, hit: FoundPlace
) -> None:
    """Counts whether a place found lies where the corpus says."""
    if toponym.point is None:
        return
    distance = kilometres(toponym.point, (hit.place.lat, hit.place.lon))
    counts.update({"placed": 1, "@161": distance < 161, "@25": distance < 25, "@5": distance < 5})
    if distance >= 161:
        wrong[f"{toponym.span.of(text)} -> {hit.place.gazetteer_id} {hit.place.within[-1:]}"] += 1


def report(name: str, counts: Counter[str], took: float) -> None:
    """One line of scores."""
    precision = counts["recognised"] / max(1, counts["found"])
    recall = counts["recognised"] / max(1, counts["gold"])
    f1 = 2 * precision * recall / (precision + recall)
    parts = [f"recognition P {precision:.3f} R {recall:.3f} F {f1:.3f}"]
    parts += [f"{k} km {counts[k] / counts['placed']:.3f}" for k in ("@161", "@25", "@5")]
    print(f"{name}: {'  '.join(parts)}  {took:.1f} ms an article")


def main() -> None:
    """Reads the options and scores both corpora."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=["tune", "report"], default="tune")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    gazetteer = Gazetteer.open(GAZETTEER)
    first = 0 if options.half == "tune" else 1
    for name, articles in (("LGL", lgl()), ("GeoVirus", geovirus())):
        score(name, articles[first::2], gazetteer, errors=options.errors)


if __name__ == "__main__":
    main()
