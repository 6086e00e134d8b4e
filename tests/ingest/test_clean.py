"""An article told apart from what surrounds it: blocks, credits, paragraphs, language, id."""

from __future__ import annotations

import hashlib
import os
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import LanguageError
from onrecord.ingest.clean import clean, document_id
from onrecord.model import Article, Document

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ["ONRECORD_DATA"]).parent if "ONRECORD_DATA" in os.environ else None
SEED = (SHARED or ROOT.parent / "shared") / "seed" / "toretsk.txt"

FIRST = "Rebels entered the town of Marun on Monday, residents said, after a week of shelling."
SECOND = "The army denied that it had lost control and said its troops still held the airport."
THIRD = "A spokesman for the mission said that it could not verify the report of either side."


def roles(text: str, title: str | None = None) -> list[str]:
    return [block.role for block in clean(Document(text, title=title)).blocks]


def role_of(line: str, *, before: str = FIRST, after: str = SECOND) -> str:
    """The role of one line between two paragraphs of a story."""
    article = clean(Document(f"{FIRST}\n{before}\n{line}\n{after}\n{THIRD}\n"))
    return next(b.role for b in article.blocks if b.span.of(article.document.text) == line)


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Drone attack on capital kills two, sparks fires, mayor says", "related"),
        ("Island is mired in doubt and debt - but its neighbour can’t gloat", "related"),
        ("Minister prepares to meet envoys and trades barbs with opposition", "related"),
        ("Who Holds The Northern Road After The Long Siege", "related"),
        ("Read more: What we know about the siege", "related"),
        ("RELATED", "related"),
        ("Also read", "related"),
        ("See also: The road to Marun", "related"),
        ("Sign up for our newsletter", "related"),
        ("Advertisement", "related"),
        ("Follow us on Facebook", "related"),
        ("Story continues below", "related"),
        ("Photo: Ana Diaz/Getty", "caption"),
        ("FILE PHOTO: A soldier stands at a gate. REUTERS/Ana Diaz", "caption"),
        ("FILE - A soldier stands at a gate in Marun.", "caption"),
        ("A soldier stands at a gate (AP Photo/Ana Diaz)", "caption"),
        ("A soldier at the gate. Photograph: Ana Diaz/Reuters", "caption"),
        ("Image: Ana Diaz", "caption"),
        ("Credit: Getty", "caption"),
        ("By Ana Diaz", "byline"),
        ("By Ana Diaz and Lena Fisk, Associated Press", "byline"),
        ("Published 7 February 2025", "byline"),
        ("Friday, February 7, 2025", "byline"),
        ("Updated: Feb 7, 2025, 10:33 GMT", "byline"),
        ("10:33 GMT", "other"),
        ("* * *", "other"),
        ("https://example.org/story", "other"),
        ("Share", "other"),
        ("(AFP)", "credit"),
        ("AP/Reuters", "credit"),
        ("© AFP", "credit"),
        ("With Reuters and AFP", "credit"),
        ("What happens next", "title"),
        ("Casualties", "title"),
        ("• Three drones were shot down", "body"),
        ("- Three drones were shot down over the port", "body"),
        ("2. Three drones were shot down", "body"),
        ("“They came at night and took the men.”", "body"),
        ("By winning the town, the rebels opened the road to the coast.", "body"),
        ("Photos from the town showed smoke over the market.", "body"),
        ("Reporting by the rights group showed that the market was hit.", "body"),
        ("Following the raid, the market was closed.", "body"),
        ("The army said that it had shot down a drone over the port", "body"),
        ("((Ana Diaz))  Why did you leave the town?", "body"),
    ],
)
def test_a_line_inside_a_story_gets_its_role(line: str, role: str) -> None:
    assert role_of(line) == role


@pytest.mark.parametrize(
    ("tail", "names"),
    [
        ("– Reuters/Guardian", ("Reuters", "Guardian")),
        ("— AP, AFP", ("AP", "AFP")),
        ("-Agence France-Presse", ("AFP",)),
        ("– Marun Courier", ("Marun Courier",)),
        ("– RFE/RL", ("RFE/RL",)),
        ("(AFP)", ("AFP",)),
        ("With Reuters", ("Reuters",)),
        ("AP, Reuters contributed to this report", ("AP", "Reuters")),
        ("The Associated Press contributed to this report.", ("AP",)),
        ("© 2025 AFP", ("AFP",)),
        ("Source: Xinhua", ("Xinhua",)),
        ("(Reporting by Ana Diaz; Editing by Lena Fisk)", ()),
        ("With inputs from PTI", ("PTI",)),
    ],
)
def test_a_credit_behind_the_story_names_its_agencies(tail: str, names: tuple[str, ...]) -> None:
    article = clean(Document(f"{FIRST}\n{SECOND}\n{THIRD}\n{tail}"))
    assert article.blocks[-1].role == "credit"
    assert article.credits == names
    assert len(article.paragraphs) == 3


@pytest.mark.parametrize(
    ("first", "last", "names"),
    [
        (f"MARUN, Feb 7 (Reuters) - {FIRST}", THIRD, ("Reuters",)),
        (f"Marun (AFP) – {FIRST}", THIRD, ("AFP",)),
        (FIRST, f"{THIRD} (AFP)", ("AFP",)),
        (FIRST, f"{THIRD} – Reuters", ("Reuters",)),
        (FIRST, f"{THIRD} The paper quoted Reuters.", ()),
        (f"The army (FARDC) - said so. {FIRST}", THIRD, ()),
    ],
)
def test_an_agency_within_the_story_is_credited_in_dateline_and_tail_only(
    first: str, last: str, names: tuple[str, ...]
) -> None:
    assert clean(Document(f"{first}\n{SECOND}\n{last}")).credits == names


def test_a_run_of_teasers_is_no_story_and_says_why() -> None:
    teasers = ["Storm hits northern coast", "Mayor resigns over flooded tunnel", "Team wins cup"]
    article = clean(Document("\n".join([FIRST, *teasers, SECOND, THIRD])))
    assert [b.role for b in article.blocks] == ["body", *["related"] * 3, "body", "body"]
    assert "no final punctuation" in article.blocks[1].reason
    assert "3 such lines together" in article.blocks[1].reason


def test_lines_behind_a_label_are_related() -> None:
    text = f"{FIRST}\nRELATED\nThe siege of Marun\nA town in ruins\n{SECOND}\n{THIRD}"
    assert roles(text) == ["body", "related", "related", "related", "body", "body"]


def test_lines_behind_a_colon_are_a_list() -> None:
    text = f"{FIRST}\nThe dead are:\nAna Diaz, 34\nLena Fisk, 45\n{SECOND}\n{THIRD}"
    assert roles(text) == ["body"] * 6


def test_the_head_of_a_story_is_title_and_byline() -> None:
    text = f"Rebels enter Marun\nBy Ana Diaz\n7 February 2025\n\n{FIRST}\n\n{SECOND}"
    assert roles(text) == ["title", "byline", "byline", "body", "body"]


def test_the_documents_title_is_found_in_the_text() -> None:
    text = f"REBELS ENTER MARUN!\n{FIRST}\n{SECOND}"
    assert roles(text, title="Rebels enter Marun") == ["title", "body", "body"]


@pytest.mark.parametrize(
    "text", ["Rebels took Marun", "Rebels took Marun\nThe army denied it\nNobody could check it"]
)
def test_a_text_that_uses_no_stops_is_body_all_the_same(text: str) -> None:
    assert set(roles(text)) == {"body"}


WRAPPED = """\
Rebels enter Marun

Rebels entered the town of Marun on Monday, residents
said, after a week of shelling that destroyed the market
and Saint Anne hospital.

The army denied that it had lost control of the town and
Colonel Rook said its troops still held the airport.
"""


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    article = clean(Document(WRAPPED))
    assert [b.role for b in article.blocks] == ["title", *["body"] * 5]
    assert [p.of(WRAPPED)[:18] for p in article.paragraphs] == [
        "Rebels enter Marun", "Rebels entered the", "The army denied th",
    ]  # fmt: skip
    assert len(article.sentences) == 3


def test_a_dash_at_the_start_of_a_wrapped_line_is_no_list() -> None:
    text = (
        "Rebels entered the town of Marun on Monday, after a week\n"
        "- some said a month - of shelling that had destroyed the\n"
        "market, the school by the river and the road to the sea.\n"
        "The army has denied that it lost control of the airport\n"
        "and said so.\n"
    )
    assert len(clean(Document(text)).sentences) == 2
    items = "They lost three things:\n- guns\n- trucks\n- fuel\n"
    assert len(clean(Document(items)).paragraphs) == 4


def test_a_line_that_goes_on_in_lower_case_continues_the_one_before() -> None:
    text = f"{FIRST}\nThe army denied that it had lost the town and\nsaid its men held it.\n{THIRD}"
    article = clean(Document(text))
    assert set(roles(text)) == {"body"}
    assert len(article.paragraphs) == 3


def test_windows_line_ends_leave_offsets_exact() -> None:
    article = clean(Document(f"{FIRST}\r\n\r\n{SECOND}\r\n"))
    assert [p.of(article.document.text) for p in article.paragraphs] == [FIRST, SECOND]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Die Armee bestritt am Montag, dass sie die Kontrolle verloren habe.", "German"),
        ("Российские войска взяли под контроль город, сообщило министерство.", "Russian"),
        ("Los rebeldes tomaron la ciudad el lunes, dijo el ejército.", "Spanish"),
        ("Українські військові заперечують", "Ukrainian"),
        ("L'armée a démenti lundi avoir perdu le contrôle de la ville.", "French"),
    ],
)
def test_another_language_is_refused_by_its_name(text: str, language: str) -> None:
    with pytest.raises(LanguageError) as caught:
        clean(Document(text))
    assert language in caught.value.fact
    assert "English" in caught.value.remedy


def test_a_foreign_article_that_quotes_english_is_refused() -> None:
    german = "Die Armee bestritt am Montag, dass sie die Kontrolle über die Stadt verloren habe. "
    with pytest.raises(LanguageError):
        clean(Document(german * 8 + FIRST))


@pytest.mark.parametrize("text", ["Toretsk", "M23 took Bukavu.", "12345", "Kyiv hit.", "?"])
def test_a_text_too_short_to_tell_is_taken_as_english(text: str) -> None:
    assert clean(Document(text)).language == "en"


def test_the_id_is_the_digest_of_canonical_json() -> None:
    document = Document("Fé.", title=None, outlet="Courier", published=date(2025, 2, 7))
    canonical = '{"outlet":"Courier","published":"2025-02-07","text":"Fé.","title":null,"url":null}'
    assert document_id(document) == hashlib.sha256(canonical.encode()).hexdigest()


@pytest.mark.skipif(not SEED.exists(), reason="needs the shared worked example")
def test_the_worked_example_has_four_teasers_and_two_agencies() -> None:
    article = clean(Document(SEED.read_text(encoding="utf-8")))
    assert [b.role for b in article.blocks] == [
        *["body"] * 4, *["related"] * 4, *["body"] * 9, "credit",
    ]  # fmt: skip
    assert article.credits == ("Reuters", "Guardian")
    assert len(article.sentences) == 15


LINES = st.sampled_from(
    [FIRST, SECOND, "", " ", "RELATED", "By Ana Diaz", "– AP", "(AFP)", "Storm hits coast",
     "and so", "• item", "Photo: x", "10:30", "The dead:", "Why?", "MARUN (Reuters) - It fell."]
)  # fmt: skip


def check_shape(article: Article) -> None:
    text = article.document.text
    for spans in ([b.span for b in article.blocks], article.paragraphs, article.sentences):
        position = 0
        for span in spans:
            assert position <= span.start < span.end <= len(text)
            assert span.of(text) == span.of(text).strip()
            position = span.end
    covered = "".join(b.span.of(text) for b in article.blocks)
    assert "".join(covered.split()) == "".join(text.split())
    paragraphs = iter(article.paragraphs)
    paragraph = next(paragraphs, None)
    for sentence in article.sentences:
        while paragraph is not None and paragraph.end < sentence.end:
            paragraph = next(paragraphs, None)
        assert paragraph is not None
        assert paragraph.contains(sentence)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(LINES, max_size=14).map("\n".join)))
def test_spans_are_exact_and_blocks_cover_every_character(text: str) -> None:
    try:
        article = clean(Document(text))
    except LanguageError:
        return
    check_shape(article)


@pytest.mark.parametrize(
    "unit",
    ["x", f"{FIRST} ", f"{FIRST}\n", "Ana Diaz\n", "\n", "a\n", "A b, ", "(AFP) ", "-- ", "By A"],
)
def test_time_grows_with_the_length_only(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    started = time.process_time()
    check_shape(clean(Document(text)))
    assert time.process_time() - started < 6
