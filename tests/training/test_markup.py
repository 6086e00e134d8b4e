"""The inline markup of the corpus, and the readings that are made of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.corpus.check import passages_of
from training.corpus.markup import MarkupError, Passage, parse
from training.corpus.readings import factuality, reading
from training.corpus.values import Json

PASSAGE = (
    "=== sahel-900 | wire | 2022-08-16\n"
    "@army force Malian armed forces < mali\n"
    "@mali state Mali\n"
    "%title [Army|@army] takes Dioura\n"
    "[Mali's army|s1 @army] [said|q1:asserts] [on Tuesday|d1=2022-08-16] that"
    " [[its soldiers|actor1 @army] had [retaken|c1:control.gain] [Dioura|target1 place1]"
    " [on Sunday|t1=2022-08-14] and [killed|c2:casualties.killed]"
    " [more than 30|n2=>30:killed:fighters] [fighters|victim2]|x1].\n"
    "[A spokesman|s2] [rejected|q2:denies>c1,c2] [the claim|x2]."
    " A raid had [failed|c3:advance,attempted,by1].\n"
)


def one(source: str) -> Passage:
    return next(parse(source))


def made() -> Json:
    return reading(one(PASSAGE))


def words(text: str, span: Json) -> str:
    return text[span["start"] : span["end"]]


def test_the_text_has_no_markup() -> None:
    assert one(PASSAGE).text == (
        "Army takes Dioura\n"
        "Mali's army said on Tuesday that its soldiers had retaken Dioura on Sunday and killed more"
        " than 30 fighters.\n"
        "A spokesman rejected the claim. A raid had failed."
    )


def test_lines_have_their_roles() -> None:
    assert [role for _, role in one(PASSAGE).lines] == ["title", "body", "body"]


def test_positions_are_the_owners_and_the_reactions() -> None:
    found = made()
    names = {e["id"]: e["name"] for e in found["entities"]}
    rows = [
        (names[p["holder"]], p["stance"], p["claim"], p["factuality"]) for p in found["positions"]
    ]
    assert rows == [
        ("Malian armed forces", "asserts", "c1", "CT+"),
        ("Malian armed forces", "asserts", "c2", "CT+"),
        ("Malian armed forces", "asserts", "c3", "CT+"),
        ("A spokesman", "denies", "c1", "CT-"),
        ("A spokesman", "denies", "c2", "CT-"),
    ]


def test_spans_lie_where_the_brackets_were() -> None:
    passage, found = one(PASSAGE), made()
    first = found["attributions"][0]
    assert words(passage.text, first["source"][0]) == "Mali's army"
    assert words(passage.text, first["content"][0]) == (
        "its soldiers had retaken Dioura on Sunday and killed more than 30 fighters"
    )
    assert [words(passage.text, c["trigger"]) for c in found["claims"]] == [
        "retaken", "killed", "failed",
    ]  # fmt: skip


def test_times_and_quantities_have_their_values() -> None:
    found = made()
    assert found["attributions"][0]["said"]["from"] == "2022-08-16"
    assert (found["claims"][0]["time"]["from"], found["claims"][0]["time"]["to"]) == (
        "2022-08-14", "2022-08-14",
    )  # fmt: skip
    quantity = found["claims"][1]["quantities"][0]
    assert (quantity["low"], quantity["best"], quantity["high"]) == (30, 30, None)
    assert (quantity["comparator"], quantity["of"]) == ("more_than", "fighters")


@pytest.mark.parametrize(
    ("value", "bounds", "comparator"),
    [
        ("12", (12, 12, 12), "exact"),
        ("~300", (300, 300, 300), "about"),
        (">=5", (5, 5, None), "at_least"),
        ("<=20", (None, 20, 20), "at_most"),
        ("^40", (None, 40, 40), "up_to"),
        ("10-15", (10, None, 15), "between"),
        ("?24-99", (24, None, 99), "vague"),
    ],
)
def test_quantities(value: str, bounds: tuple[float | None, ...], comparator: str) -> None:
    source = f"=== x-1 | wire | 2020-01-01\n[Some|n1={value}:people:cum] [fled|c1:displacement]."
    found = reading(one(source))["claims"][0]["quantities"][0]
    assert (found["low"], found["best"], found["high"]) == bounds
    assert (found["comparator"], found["scope"]) == (comparator, "cumulative")


@pytest.mark.parametrize(
    ("stance", "polarity", "modality", "expected"),
    [
        ("asserts", "positive", "actual", "CT+"),
        ("asserts", "negative", "actual", "CT-"),
        ("asserts", "positive", "possible", "PS+"),
        ("asserts", "positive", "future", "UU"),
        ("denies", "positive", "actual", "CT-"),
        ("assesses", "positive", "actual", "PR+"),
        ("suspects", "negative", "possible", "PS-"),
        ("doubts", "positive", "actual", "PS-"),
        ("cannot_verify", "positive", "actual", "UU"),
        ("names", "positive", "actual", "-"),
    ],
)
def test_factuality_by_the_codebooks_table(
    stance: str, polarity: str, modality: str, expected: str
) -> None:
    assert factuality(stance, polarity, modality) == expected


def test_an_inner_cue_has_the_outer_one_as_parent() -> None:
    source = (
        "=== x-1 | wire | 2020-01-01\n[Reuters|s1] [reported|q1:asserts] that"
        " [[officials|s2] [feared|q2:expects] [an [attack|c1:attack,future]|x2]|x1]."
    )
    found = reading(one(source))
    assert [a["parent"] for a in found["attributions"]] == [None, "a1"]
    assert found["positions"][0]["chain"] == ["a1", "a2"]
    assert found["positions"][0]["stance"] == "expects"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("[words", "not closed"),
        ("words|x1]", "unclosed labels"),
        ("[words] more", "without labels"),
        ("[went|c1:walk]", "no such type"),
        ("[took|c1:control]", "needs one of"),
        ("[took|c1:control.gain,maybe]", "no such mark"),
        ("[said|q1:says]", "needs a stance"),
        ("[He|s1] left", "no cue q1"),
        ("[denied|q1:denies>c4]", "c4, which is not there"),
        ("[fell|c1:control.loss] [here|place2]", "no claim c2"),
        ("[He|@him]", "not declared"),
        ("%title Town falls\n@army force Army", "below the first line"),
        ("[fled|c1:displacement] [on Monday|t1=Monday]", "not a day"),
        ("[fled|c1:displacement] [ten|n1=ten]", "not a quantity"),
        ("[fled|c1:displacement] [ten|z1]", "no such label"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_passage(body: str, message: str) -> None:
    with pytest.raises(MarkupError, match=message) as caught:
        reading(one(f"=== x-7 | wire | 2020-01-01\n{body}"))
    assert "x-7" in str(caught.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no head of a passage"),
        (b"Some words.\n=== x-1 | wire | 2020-01-01\nText.", "no head of a passage"),
        (b"\xff\xfe\x00\x81", "cannot be read"),
        (None, "cannot be read"),
    ],
)
def test_a_bad_file_is_named_and_the_good_one_goes_on(
    tmp_path: Path, content: bytes | None, message: str
) -> None:
    bad, good = tmp_path / "bad.txt", tmp_path / "good.txt"
    if content is not None:
        bad.write_bytes(content)
    good.write_text("=== x-2 | wire | 2020-01-01\nThe town [fell|c1:control.loss].")
    found, wrong = passages_of([bad, good])
    assert "x-2" in [passage.id for passage, _ in found]
    assert len(wrong) == 1
    assert message in wrong[0]


PLAIN = st.text(
    st.characters(blacklist_characters="[]|%@\n\r=", blacklist_categories=["C", "Z"]), min_size=1
)


@given(PLAIN, PLAIN, PLAIN)
def test_offsets_survive_any_words(before: str, marked: str, after: str) -> None:
    source = f"=== x-1 | wire | 2020-01-01\na{before} [{marked}|c1:strike] {after}z"
    passage = one(source)
    (label,) = passage.of("c")
    assert passage.text == f"a{before} {marked} {after}z"
    assert label.span.of(passage.text) == marked
