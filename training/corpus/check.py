"""Checks the corpus and counts what it holds: ``python -m training.corpus.check [FILES]``.

``--show ID`` prints a passage with its positions in words, to review it.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from training.corpus.markup import MarkupError, Passage, parse
from training.corpus.readings import STANCES, TYPES, reading
from training.corpus.values import Json

HERE = Path(__file__).parent


def files() -> list[Path]:
    """All files of the corpus."""
    return sorted((*HERE.glob("passages/*.txt"), *HERE.glob("articles/*.txt")))


def passages_of(paths: list[Path]) -> tuple[list[tuple[Passage, Json]], list[str]]:
    """Every good passage with its reading, and what is wrong with the others."""
    found, wrong = list[tuple[Passage, Json]](), list[str]()
    for path in paths:
        try:
            first, *parts = ("\n" + path.read_text(encoding="utf-8").strip()).split("\n=== ")
        except (OSError, UnicodeDecodeError) as error:
            wrong.append(f"{path} cannot be read as UTF-8 text ({error})")
            continue
        if first.strip() or not parts:
            wrong.append(f"{path.name}: begins with no head of a passage (=== id | manner | day)")
        for part in parts:
            try:
                passage = next(parse("=== " + part))
                found.append((passage, reading(passage)))
            except MarkupError as error:
                wrong.append(f"{path.name}: {error}")
    names = Counter(passage.id for passage, _ in found)
    wrong += [f"the id {name} occurs {times} times" for name, times in names.items() if times > 1]
    return found, wrong


def shown(passage: Passage, made: Json) -> str:
    """A passage and its positions in words."""
    names = {e["id"]: e["name"] for e in made["entities"]}
    claims = {c["id"]: c for c in made["claims"]}
    lines = [passage.text]
    for position in made["positions"]:
        claim = claims[position["claim"]]
        trigger = passage.text[claim["trigger"]["start"] : claim["trigger"]["end"]]
        roles = ", ".join(
            f"{r['role']} {passage.text[r['start'] : r['end']]}" for r in claim["roles"]
        )
        holder = names.get(position["holder"], position["holder"])
        kind = "/".join(filter(None, (claim["type"], claim["subtype"])))
        chain = f" via {'>'.join(position['chain'])}" if len(position["chain"]) > 1 else ""
        lines.append(
            f"  {holder} · {position['stance']} · {kind} «{trigger}» {position['factuality']}"
            f"{chain} ({roles})"
        )
    return "\n".join(lines)


def counts(found: list[tuple[Passage, Json]]) -> str:
    """How often each type and stance occurs, as two lines with the rarest first."""
    types = Counter(dict.fromkeys(TYPES, 0))
    stances = Counter(dict.fromkeys(STANCES, 0))
    for _, made in found:
        types.update(claim["type"] for claim in made["claims"])
        stances.update(position["stance"] for position in made["positions"])
    lines = [f"{len(found)} passages, {types.total()} claims, {stances.total()} positions"]
    for name, table in (("types", types), ("stances", stances)):
        listed = " ".join(f"{word} {times}" for word, times in reversed(table.most_common()))
        lines.append(f"{name}: {listed}")
    return "\n".join(lines)


def main() -> None:
    """The command line; the exit status is 1 when something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--show", metavar="ID", help="print this passage (or 'all')")
    given = parser.parse_args()
    found, wrong = passages_of(given.files or files())
    for passage, made in found:
        if given.show in (passage.id, "all"):
            print(f"== {passage.id}\n{shown(passage, made)}")
    print(counts(found))
    print("\n".join(wrong) or "nothing wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
