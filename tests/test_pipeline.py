"""The whole way of an article through the stages."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from onrecord import Document, Reader
from onrecord.errors import DataError, LanguageError
from onrecord.model import NARRATOR, Reading
from onrecord.pipeline import NO_DATE
from onrecord.settings import Settings

TEXT = (
    "The army said on Sunday that it had seized the town of Marit. The rebels denied it, and "
    "the agency could not verify the claim.\n\nAt least 30 people were wounded on Friday."
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def told(reading: Reading) -> list[tuple[str, str, str, str]]:
    names = {e.id: e.name for e in reading.entities} | {NARRATOR: NARRATOR}
    claims = {c.id: c for c in reading.claims}
    text = reading.article.document.text
    return [
        (names[p.holder], p.stance, p.factuality, claims[p.claim].trigger.of(text))
        for p in reading.positions
    ]


def test_importing_the_package_loads_no_model() -> None:
    code = "import onrecord, sys; print({'onnxruntime', 'tokenizers'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"


def test_claim_denial_and_check_are_three_positions_on_one_claim(reader: Reader) -> None:
    reading = reader.read(Document(TEXT, published=date(2024, 5, 12)))
    assert told(reading) == [
        ("army", "asserts", "CT+", "seized"),
        ("rebels", "denies", "CT-", "seized"),
        ("agency", "cannot_verify", "UU", "seized"),
        (NARRATOR, "asserts", "CT+", "wounded"),
    ]
    assert len({position.claim for position in reading.positions[:3]}) == 1


def test_who_claims_responsibility_asserts_the_deed(reader: Reader) -> None:
    text = (
        "A car bomb killed nine people in Mogadishu on Monday, police said. "
        "Al-Shabab claimed responsibility for the attack."
    )
    reading = reader.read(Document(text, published=date(2024, 5, 14)))
    assert ("al-Shabaab", "asserts", "CT+", "killed") in told(reading)


def test_a_rejected_accusation_is_a_denial_and_no_event(reader: Reader) -> None:
    text = (
        "Azerbaijan accused Armenia of shelling its positions near Kalbajar on Tuesday. "
        "Armenia's defence ministry rejected the accusation as false."
    )
    reading = reader.read(Document(text, published=date(2024, 5, 14)))
    assert told(reading) == [
        ("Azerbaijan", "accuses", "CT+", "shelling"),
        ("Armenia's defence ministry", "denies", "CT-", "shelling"),
    ]


def test_numbers_keep_their_bound_and_days_their_date(reader: Reader) -> None:
    reading = reader.read(Document(TEXT, published=date(2024, 5, 12)))
    wounded = reading.claims[-1]
    (number,) = wounded.quantities
    assert (number.comparator, number.low, number.high) == ("at_least", 30, None)
    assert wounded.time is not None
    assert (wounded.time.first, wounded.time.last) == (date(2024, 5, 10), date(2024, 5, 10))


def test_without_a_date_words_of_time_stay_unresolved_and_it_says_so(reader: Reader) -> None:
    reading = reader.read(Document(TEXT))
    assert reading.notes == (NO_DATE,)
    assert all(c.time is None or c.time.first is None for c in reading.claims)


def test_reading_again_gives_the_same(reader: Reader) -> None:
    document = Document(TEXT, published=date(2024, 5, 12))
    assert reader.read(document) == reader.read(document) == Reader().read(document)


def test_another_language_is_refused_by_name(reader: Reader) -> None:
    text = "Die Armee erklärte am Sonntag, dass ihre Truppen die Stadt eingenommen haben. " * 3
    with pytest.raises(LanguageError, match="German"):
        reader.read(Document(text))


def test_a_reading_names_the_version_of_code_and_weights(reader: Reader) -> None:
    assert reader.version.startswith("onrecord 0.")
    assert " weights " in reader.version


def test_missing_weights_are_told_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="install the package again"):
        Reader(Settings(weights=tmp_path))
