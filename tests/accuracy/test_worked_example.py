"""The worked example of the codebook, read through the public interface and the command."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from expected import POSITIONS, found_in
from rows import offsets_in

from onrecord.model import Reading, Span

REQUIRED = 24
"""Of the 26 positions; the floor that the first main path has to hold."""

HEADLINES = slice(4, 8)
"""The four teaser lines in the middle of the text."""


@pytest.fixture(scope="session")
def headlines(worked_example: str) -> list[Span]:
    lines = worked_example.splitlines()[HEADLINES]
    return [
        Span(worked_example.index(line), worked_example.index(line) + len(line)) for line in lines
    ]


@pytest.fixture(scope="session")
def printed(worked_example_path: Path) -> Any:
    """What the command prints for the file, parsed."""
    command = [
        str(Path(sys.executable).with_name("onrecord")),
        "read",
        str(worked_example_path),
        "--published",
        "2025-02-07",
        "--format",
        "json",
    ]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    (line,) = done.stdout.splitlines()
    return json.loads(line)


def test_the_positions_of_the_codebook_are_found(reading: Reading) -> None:
    found = found_in(reading)
    for expected in POSITIONS:
        row = found.get(expected.number)
        right = "type " + ("right" if row and row.type in expected.types else "wrong")
        print(
            expected.number, expected.holders[0], expected.stances[0], right if row else "MISSING"
        )
    assert len(found) >= REQUIRED


def test_related_headlines_give_no_claim(reading: Reading, headlines: list[Span]) -> None:
    triggers = [claim.trigger for claim in reading.claims]
    evidence = [span for position in reading.positions for span in position.evidence]
    inside = [s for s in triggers + evidence if any(s.overlaps(line) for line in headlines)]
    assert inside == []


def test_related_headlines_are_marked(reading: Reading, headlines: list[Span]) -> None:
    related = [block.span for block in reading.article.blocks if block.role == "related"]
    assert related == headlines


def test_the_credit_names_two_agencies(reading: Reading) -> None:
    assert set(reading.article.credits) == {"Reuters", "Guardian"}


def test_the_printed_text_is_the_text_given(printed: Any, worked_example: str) -> None:
    assert printed["document"]["text"] == worked_example
    assert set(printed["document"]["credits"]) == {"Reuters", "Guardian"}


def test_every_printed_offset_cuts_words(printed: Any, worked_example: str) -> None:
    offsets = offsets_in(printed)
    cut = [worked_example[start:end] for start, end in offsets]
    assert offsets
    assert all(0 <= start < end <= len(worked_example) for start, end in offsets)
    assert [words for words in cut if words != words.strip()] == []
