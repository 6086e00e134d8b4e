"""The annotated sets as they are: complete, in range, apart from each other."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest
from training.corpora import data_folder
from training.corpus.check import files, passages_of
from training.corpus.markup import Passage
from training.corpus.readings import STANCES, TYPES
from training.corpus.split import HELD_OUT, is_held_out
from training.corpus.values import Json
from training.standoff.articles import REAL
from training.standoff.build import DEV, build
from training.standoff.notation import parse
from training.standoff.records import records

OFTEN = ("asserts", "denies", "cannot_verify", "no_comment")
FORBIDDEN = re.compile(
    r"Toretsk|Dzerzhinsk|North Korean (?:troops|soldiers)|National Intelligence Service|Kim Jong"
)
needs_data = pytest.mark.skipif(
    not (data_folder() / "wikinews").exists(), reason="no ../shared/data (set ONRECORD_DATA)"
)


@pytest.fixture(scope="module")
def corpus() -> list[tuple[Passage, Json]]:
    found, wrong = passages_of(files())
    assert wrong == []
    return found


def test_there_are_a_thousand_passages_and_forty_articles() -> None:
    counts = Counter(path.parent.name for path in files() for _ in passages_of([path])[0])
    assert counts["passages"] >= 1000
    assert counts["articles"] >= 40


def test_each_type_and_stance_has_its_examples(corpus: list[tuple[Passage, Json]]) -> None:
    types = Counter(c["type"] for _, made in corpus for c in made["claims"])
    stances = Counter(p["stance"] for _, made in corpus for p in made["positions"])
    assert [name for name in TYPES if types[name] < 50] == []
    assert [name for name in STANCES if stances[name] < (100 if name in OFTEN else 50)] == []


def test_fifteen_in_a_hundred_are_held_out_by_conflict() -> None:
    conflicts = {path.stem for path in files()}
    assert len(conflicts) >= 25
    assert conflicts >= HELD_OUT
    sizes = Counter(is_held_out(path.stem) for path in files() for _ in passages_of([path])[0])
    assert 0.1 <= sizes[True] / sizes.total() <= 0.2


def test_nothing_of_the_worked_example_is_in_the_training_data(
    corpus: list[tuple[Passage, Json]],
) -> None:
    assert [p.id for p, _ in corpus if FORBIDDEN.search(p.text)] == []
    assert [f.name for f in REAL.rglob("*.txt") if FORBIDDEN.search(f.read_text("utf-8"))] == []


def test_no_article_is_both_measured_on_and_trained_on() -> None:
    measured, trained = (
        {parse(f.read_text(encoding="utf-8")).url for f in (folder / "notes").glob("*.txt")}
        for folder in (DEV, REAL)
    )
    assert len(measured) == 25
    assert trained
    assert measured & trained == set()


@needs_data
def test_the_gold_readings_are_those_of_the_notes() -> None:
    readings, _ = build(records(), (DEV / "notes").glob("*.txt"))
    lines = (DEV / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == readings


@needs_data
def test_the_real_training_articles_fit_their_texts() -> None:
    readings, _ = build(records(), (REAL / "notes").glob("*.txt"))
    assert all(reading["positions"] for reading in readings)
