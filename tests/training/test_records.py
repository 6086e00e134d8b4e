"""Stories sent in capitals, as they are shown to annotators and to the reader."""

from __future__ import annotations

from training.standoff.records import in_mixed_case

WORDS = "the rebels said a bomb in San Miguel was from El Salvador not their own it is"
FORMS = {word.lower(): word for word in WORDS.split()}


def test_words_get_their_usual_form_and_unknown_ones_that_of_names() -> None:
    line = "THE REBELS SAID A BOMB IN SAN MIGUEL WAS NOT THEIR OWN. IT IS FROM USULUTAN."
    assert in_mixed_case(line, FORMS) == (
        "The rebels said a bomb in San Miguel was not their own. It is from Usulutan."
    )


def test_short_unknown_words_in_brackets_are_initials() -> None:
    assert in_mixed_case("THE REBELS [FMLN] SAID IT", FORMS) == "The rebels [FMLN] said it"


def test_nothing_moves() -> None:
    line = 'SAN SALVADOR, 3 JAN 90 (ACAN-EFE) -- "IT IS THEIR BOMB," THE 3D BRIGADE SAID.'
    mixed = in_mixed_case(line, FORMS)
    assert mixed.lower() == line.lower()
    assert mixed.startswith("San Salvador, 3 Jan 90")
