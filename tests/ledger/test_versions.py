"""Versions of texts that have neither address nor title."""

from __future__ import annotations

from pathlib import Path

import pytest
from ledger_samples import empty_reading

from onrecord.ledger import Ledger
from onrecord.ledger.versions import overlap, shingles
from onrecord.model import Document

STORY = (
    "Rebels said that they had taken the town after three days of fighting near the airport.\n"
    "The mayor said that at least 30 people had been killed and that thousands were on the roads.\n"
    "The army denied that it had left, and the mission could not verify either account."
)
OTHER = (
    "Officials in the capital said that the talks on a truce would go on next week.\n"
    "Neither side has published the draft, and diplomats expect no agreement before the spring."
)
CHANGED = {
    "a number": STORY.replace("30", "45"),
    "a paragraph": STORY.rsplit("\n", 1)[0] + "\nNobody at the ministry answered the telephone.",
    "more paragraphs": f"{STORY}\n{OTHER}",
}


@pytest.mark.parametrize("changed", CHANGED.values(), ids=CHANGED)
def test_a_changed_text_is_a_version_of_the_old_one(changed: str, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "a.db") as ledger:
        ledger.ingest(empty_reading(Document(STORY)))
        receipt = ledger.ingest(empty_reading(Document(changed)))
    assert (receipt.outcome, receipt.version) == ("new_version", 2)


@pytest.mark.parametrize(
    "document",
    [
        Document(OTHER),
        Document(STORY.replace("30", "45"), outlet="Daily"),
        Document(STORY.replace("30", "45"), title="Town falls"),
    ],
    ids=["another story", "another outlet", "with a title"],
)
def test_what_is_no_version_stands_alone(document: Document, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "a.db") as ledger:
        ledger.ingest(empty_reading(Document(STORY)))
        assert ledger.ingest(empty_reading(document)).outcome == "added"


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("a b c d e f", "a b c d e f", 1.0),
        ("a b c d e f", "A, b: c d e x", 0.5),
        ("a b c d e", "x y z a b c d e u v", 1.0),
        ("a b c d e", "e d c b a", 0.0),
        ("a b", "a b", 1.0),
        ("", "a b c d e", 0.0),
        ("...", "...", 0.0),
    ],
)
def test_overlap_is_the_share_of_the_smaller_text(one: str, other: str, share: float) -> None:
    assert overlap(shingles(one), shingles(other)) == share
    assert overlap(shingles(other), shingles(one)) == share
