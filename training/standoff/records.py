"""The texts that notes are about, by their addresses, read from the corpora folder.

Wikinews by its own addresses; "re3d:", "wikievents:", "polnear:" and "muc4:" with the document's
name in that set.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from training.corpora import data_folder

Json = dict[str, Any]


@cache
def records() -> dict[str, Json]:
    """The Wikinews articles by address, texts of other sets by "SET:" and id."""
    found = {}
    for file in sorted((data_folder() / "wikinews").glob("*.jsonl")):
        found |= {record["url"]: record for record in _lines(file)}
    for file in sorted((data_folder() / "re3d").glob("*/documents.json")):
        for record in _lines(file):
            address = f"re3d:{record['_id']}"
            found[address] = {
                "url": address, "title": record.get("title"), "date": None, "text": record["text"]
            }  # fmt: skip
    return found | _event_articles() | _attributed_articles() | _cabled_articles()


@cache
def _attributed_articles() -> dict[str, Json]:
    """The training articles of PolNeAR by "polnear:" and the name of their file."""
    found = {}
    for file in sorted((data_folder() / "polnear" / "train" / "text").glob("*.txt")):
        address = f"polnear:{file.stem}"
        text = file.read_bytes().decode("utf-8")
        found[address] = {"url": address, "title": None, "date": None, "text": text}
    return found


@cache
def _event_articles() -> dict[str, Json]:
    """The training documents of WikiEvents by "wikievents:" and their id, with spaces mended."""
    found = {}
    for record in _lines(data_folder() / "wikievents" / "train.jsonl"):
        address = f"wikievents:{record['docid']}"
        text = "\n".join(_spaced(sentence) for sentence in record["sentences"])
        found[address] = {"url": address, "title": None, "date": None, "text": text}
    return found


def _spaced(sentence: str) -> str:
    """The sentence without the blanks that tokenising put around marks."""
    sentence = re.sub(r" (?=[,.;:!?)\]”%])", "", " ".join(sentence.split()))
    sentence = re.sub(r"(?<=[(\[“$]) ", "", sentence)
    sentence = re.sub(r" ([’']) ?(s|t|re|ve|ll|d|m)\b", r"\1\2", sentence)
    sentence = re.sub(r'" (.+?) "', r'"\1"', sentence)
    sentence = re.sub(r"(?<=\w) - (?=\w)", "-", sentence)
    return sentence + "." if sentence[-1:].isalnum() else sentence


def _lines(file: Path) -> list[Json]:
    text = file.read_text(encoding="utf-8-sig")
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def _cabled_articles() -> dict[str, Json]:
    """The development stories of MUC-4 by "muc4:" and their number, in upper and lower case.

    They were sent in capitals: each word gets the form that is commonest for it in the other
    sets (a name's, where they do not have it), and broken lines are joined to paragraphs.
    """
    found = {}
    forms = _forms()
    for file in sorted((data_folder() / "muc4" / "dev").glob("dev-muc3-*")):
        text = file.read_text(encoding="utf-8", errors="replace")
        for story in re.split(r"^(?=DEV-MUC3-\d+)", text, flags=re.MULTILINE)[1:]:
            head, _, body = story.partition("\n")
            address = f"muc4:{head.split()[0]}"
            body = re.sub(r"\[(?:TEXT|REPORT|EXCERPTS?|PASSAGE OMITTED)\] *", "", body)
            lines = [" ".join(part.split()) for part in re.split(r"\n\s*\n", body)]
            shown = "\n".join(in_mixed_case(line, forms) for line in lines if line)
            found[address] = {"url": address, "title": None, "date": None, "text": shown}
    return found


_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_INNER: Final = re.compile(
    r"(?s)(?<=.)(?<![ (\"“‘]{2})(?<![^\W\d_])(?<![^\W\d_][-'’])[^\W\d_]+(?:[-'’][^\W\d_]+)*"
)
"""A word within a line, so that its capital is mostly its own."""


def in_mixed_case(line: str, forms: dict[str, str]) -> str:
    """A line of capitals with the usual form of each word, a capital at each sentence's head."""

    def form(found: re.Match[str]) -> str:
        word = found[0].lower()
        if word in forms:
            return forms[word]
        short = len(word) <= 5 and line[found.start() - 1 : found.start()] in ("[", "(")
        if short:
            return found[0]
        return "-".join(forms.get(part, part.capitalize()) for part in word.split("-"))

    mixed = _WORD.sub(form, line)
    return re.sub(
        r"(^\W*|[.?!][\"”]? +[\"“]?|-- +\"?)([a-z])", lambda m: m[1] + m[2].upper(), mixed
    )


def _forms() -> dict[str, str]:
    """The commonest form of each word inside the sentences of the sets in mixed case."""
    seen: dict[str, Counter[str]] = {}
    for text in _mixed_texts():
        for word, count in Counter(_INNER.findall(text)).items():
            seen.setdefault(word.lower(), Counter())[word] += count
    return {word: counted.most_common(1)[0][0] for word, counted in seen.items()}


def _mixed_texts() -> Iterator[str]:
    for file in sorted((data_folder() / "wikinews").glob("*.jsonl")):
        yield from (record["text"] for record in _lines(file))
    yield from (record["text"] for record in _event_articles().values())
    yield from (record["text"] for record in _attributed_articles().values())
