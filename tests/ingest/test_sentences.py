"""Where sentences end: cases from news prose, worked out by hand."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ingest.sentences import split_sentences
from onrecord.model import Span

# "¦" marks where one sentence ends and the next begins; white space stays outside of both.
CASES = [
    "Rebels took the town. ¦The army denied it.",
    "One sentence without a stop",
    "Lt. Col. Mira Okoye said the line held. ¦It did not.",
    "Gen. Adam Rook and Sgt. Lena Fisk were there.",
    "Mr. Stone met Mrs. Hill. ¦Ms. Lake did not come.",
    "Dr. Orr and Prof. Finch spoke at St. Anne Hospital.",
    "Brig. Gen. Omar Haddad and Maj. Li waited.",
    "Sen. Wells told Rep. Moore and Gov. Park to wait.",
    "The U.S. Army sent aid.",
    "Troops left the U.S. ¦The minister confirmed it.",
    "It was reported in the U.S. ¦He denied it.",
    "The U.N. Security Council met. ¦It agreed nothing.",
    "U.S. President Jane Roe spoke. ¦Nobody answered.",
    "Unit No. 5 was hit. ¦No. 6 was not.",
    "He said no. ¦The talks ended.",
    "The raid began at 5 a.m. Moscow time.",
    "The raid began at 5 a.m. ¦Residents fled.",
    "It ended at 11 p.m. on Friday. ¦Nobody died.",
    "It ended at 11 p.m. ¦He said so.",
    "The attack of Feb. 24 was the first. ¦The one of Aug. 3 followed.",
    "They met in Sept. 2023. ¦They met again in Oct. 2024.",
    "Rook Inc. makes drones. ¦Finch Ltd. does not.",
    "It was built by Rook Inc. ¦The firm denied it.",
    "J. R. Smith wrote it. ¦A. B. Jones did not.",
    "Police spoke to J.R. Smith on Monday. ¦He left.",
    "About 3.5 million fled. ¦Some 1.2 million returned.",
    "The price rose by 2.5 percent. ¦It fell by 1.",
    "We waited... ¦The shelling went on.",
    "We waited... and the shelling went on.",
    "We waited… ¦Nobody came.",
    '"We will stay," he said. ¦"We will not leave."',
    "“We will stay.” ¦The mayor left the room.",
    "“We will stay. ¦We will not leave,” she said.",
    '"Why now?" he asked. ¦"Why us?"',
    "“Who did it?” said the mayor. ¦“Nobody knows!” shouted a guard.",
    "“Where are they?” Okoye asked on Tuesday.",
    "“Get out!” Captain Rook shouted. ¦They ran.",
    "Was it true?! ¦Nobody knew.",
    "Who gains? ¦Who loses? ¦Nobody can say.",
    "The town fell; the army left; nobody stayed.",
    "He gave two reasons: hunger and cold. ¦He gave no third.",
    "GOMA, Feb. 7 (Reuters) - Rebels took the airport. ¦The army denied it.",
    "KYIV, Feb 7 (Reuters) - A drone hit a depot. ¦Nobody was hurt.",
    "MOSCOW. Feb 7 (Interfax) - The ministry said nothing. ¦It will speak today.",
    "WASHINGTON (AP) — The army left. ¦It came back.",
    "WASHINGTON, D.C. — The army left. ¦It came back.",
    "FLINT, Mich., Oct. 4 (UPI) — A man spoke. ¦Others listened.",
    "GOMA — Rebels came. ¦Many fled.",
    "He was born in St. Louis, Mo. and left early.",
    "Rook v. Finch was heard. ¦Finch lost.",
    "The clans, e.g. Hawiye and Darod, agreed. ¦Others, i.e. Isaaq, did not.",
    "They lost guns, trucks, etc. ¦The rest was saved.",
    "(The ministry denied it.) ¦The army did not.",
    "The army [FARDC] left. ¦[It came back.]",
    "Lt. Col. (ret.) Ana Diaz agreed. ¦She left.",
    "1. The army leaves. ¦2. The rebels stay.",
    "In 2022. ¦15 people died there.",
    "He lives at 5 Main St. ¦The house was hit.",
    "Okoye Jr. was hurt. ¦Okoye Sr. was not.",
    "The drone hit a depot. ¦It burned.",
    "The site example.org was blocked. ¦It works again.",
    "Version 2.0 was sent. ¦Nobody read it.",
    "He said: “It is over.” ¦She said: “It is not.”",
    "‘It is over.’ ¦Nobody believed it.",
    "He left. ¦\nShe stayed on\nfor a week.",
    "Nobody knows. ¦– Reuters",
    "Gen. Rook said Lt. Gen. Finch had met Adm. Lake. ¦They agreed.",
    "Some 300 died, the U.N. said. ¦Others say 30.",
    "The Ph.D. student fled. ¦She is safe.",
    "It lies 5 km. from the town.",
    "Art. 5 of the pact and pp. 3 to 9 say so. ¦Nobody reads them.",
    "He spoke of “the enemy.” ¦Then he left.",
    "“Own terms [...] She was a painter,” he said.",
    "Capt. J.-P. Roux left. ¦M. Roux stayed.",
]


@pytest.mark.parametrize("marked", CASES)
def test_sentences_end_where_an_editor_would_end_them(marked: str) -> None:
    text = marked.replace("¦", "")
    found = [span.of(text) for span in split_sentences(text, Span(0, len(text)))]
    assert found == [piece.strip() for piece in marked.split("¦")]


def test_offsets_count_from_the_start_of_the_text() -> None:
    text = "Skipped. One. Two."
    assert list(split_sentences(text, Span(9, 18))) == [Span(9, 13), Span(14, 18)]


PIECES = st.sampled_from(
    [*".!?…\"'”’([)] \n\t-—", "He", "said", "U.S", "Lt", "5", "a.m", "é", "😀", "(Reuters)", "GOMA"]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join)))
def test_sentences_are_ordered_trimmed_and_hold_every_character(text: str) -> None:
    spans = list(split_sentences(text, Span(0, len(text))))
    position = 0
    for span in spans:
        assert span.of(text) == span.of(text).strip() != ""
        assert text[position : span.start].strip() == ""
        position = span.end
    assert text[position:].strip() == ""


@pytest.mark.parametrize(
    "unit", ["a", ".", ".)", "a. ", "U.S. ", "? ", '." ', ". . ", "(", "A b (c) - ", " "]
)
def test_time_is_linear_in_the_length(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    started = time.process_time()
    assert list(split_sentences(text, Span(0, len(text)))) or not text.strip()
    assert time.process_time() - started < 5
