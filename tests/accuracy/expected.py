"""The 26 positions of the worked example (codebook section 3), and how a reading meets them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rows import Row, marked, rows_of, same_name

if TYPE_CHECKING:
    from onrecord.model import Reading

MINISTRY = ("Russia's defence ministry",)
UKRAINE = ("Ukraine", "Kyiv")
AGENCY = (
    "National Intelligence Service",
    "South Korea's spy agency",
    "South Korea's intelligence service",
)
NARRATOR = ("NARRATOR",)


@dataclass(frozen=True, slots=True)
class Expected:
    """One position: any of the holder's names, any of the stances, any of the triggers.

    A trigger is a phrase that occurs once in the text, the words that count in brackets.
    """

    number: int
    holders: tuple[str, ...]
    stances: tuple[str, ...]
    triggers: tuple[str, ...]
    types: tuple[str, ...]


TAKEN = ("have [taken control] of the strategic",)
STATUS = ("where it is located, [is now part of Russia]",)
LEFT = ("had been [pulled] from the frontline",)

POSITIONS = (
    Expected(1, MINISTRY, ("asserts",), TAKEN, ("control",)),
    Expected(2, ("Reuters",), ("cannot_verify",), TAKEN, ("control",)),
    Expected(3, UKRAINE, ("no_comment",), TAKEN, ("control",)),
    Expected(
        4,
        ("Russia",),
        ("names",),
        ("Russia [calls] the city", "Soviet-era [name of Dzerzhinsk]"),
        ("naming",),
    ),
    Expected(5, NARRATOR, ("asserts",), ("which [had a pre-war population] of about",), ("other",)),
    Expected(6, ("Russia",), ("asserts",), STATUS, ("status",)),
    Expected(7, UKRAINE, ("denies",), STATUS, ("status",)),
    Expected(
        8,
        ("Ukrainian military analysts",),
        ("assesses",),
        ("further [complicate logistics] for",),
        ("capability",),
    ),
    Expected(
        9,
        ("Ukrainian military analysts",),
        ("assesses",),
        ("and to [advance] to the northwest",),
        ("advance",),
    ),
    Expected(
        10, NARRATOR, ("asserts",), ("long since [fled or been evacuated] and",), ("displacement",)
    ),
    Expected(
        11, NARRATOR, ("asserts",), ("buildings are [pulverised or badly damaged]",), ("damage",)
    ),
    Expected(
        12,
        AGENCY,
        ("asserts",),
        ("have not been [seen in battle] for",),
        ("clash", "deployment", "other"),
    ),
    Expected(
        13, ("UNSPECIFIED",), ("suspects",), ("they have been [withdrawn] after",), ("withdrawal",)
    ),
    Expected(14, ("media reports",), ("asserts",), LEFT, ("withdrawal",)),
    Expected(15, AGENCY, ("confirms",), LEFT, ("withdrawal",)),
    Expected(
        16,
        NARRATOR,
        ("asserts", "estimates"),
        ("North Korea [began sending] an estimated",),
        ("deployment",),
    ),
    Expected(
        17,
        NARRATOR,
        ("asserts",),
        ("Putin, [agreed a mutual defence pact] designed",),
        ("agreement",),
    ),
    Expected(
        18,
        ("Intelligence officials in South Korea",),
        ("asserts",),
        ("North Koreans had been [killed] and",),
        ("casualties",),
    ),
    Expected(
        19,
        ("Intelligence officials in South Korea",),
        ("asserts",),
        ("and about 2,700 [wounded]",),
        ("casualties",),
    ),
    Expected(
        20,
        ("military officials in South Korea",),
        ("asserts",),
        ("was [preparing to send] even more troops",),
        ("deployment",),
    ),
    Expected(
        21,
        ("North Korea",),
        ("wants",),
        ("hoping to [gain access] to", "and [earn foreign currency] to fund"),
        ("transfer", "capability"),
    ),
    Expected(
        22,
        AGENCY,
        ("asserts",),
        ("the large number of [casualties was a factor] in", "decision to [withdraw] North"),
        ("casualties", "withdrawal"),
    ),
    Expected(
        23, NARRATOR, ("asserts",), ("forces [launched a surprise offensive] in",), ("advance",)
    ),
    Expected(
        24,
        ("North Korea",),
        ("does_not_acknowledge",),
        ("acknowledged its [role in the war], but",),
        ("deployment", "other"),
    ),
    Expected(
        25,
        ("Vladimir Putin",),
        ("does_not_deny",),
        ("North Korean forces had [arrived] in",),
        ("deployment",),
    ),
    Expected(
        26,
        ("Kim Jong-gyu",),
        ("asserts",),
        ("any such [deployment would be in line with international law]",),
        ("status", "violation", "deployment"),
    ),
)


def meets(row: Row, expected: Expected, text: str) -> bool:
    """Whether the row has the holder, the stance and a trigger in the right words."""
    return (
        row.stance in expected.stances
        and any(same_name(row.holder, name) for name in expected.holders)
        and any(row.trigger.overlaps(marked(phrase, text)) for phrase in expected.triggers)
    )


def found_in(reading: Reading) -> dict[int, Row]:
    """Expected positions by number, each with a row of its own (largest matching)."""
    text, rows = reading.article.document.text, rows_of(reading)
    choices = {
        expected.number: [i for i, row in enumerate(rows) if meets(row, expected, text)]
        for expected in POSITIONS
    }
    taken: dict[int, int] = {}
    for number in choices:
        _augment(number, choices, taken, set())
    return {number: rows[index] for index, number in taken.items()}


def _augment(
    number: int, choices: dict[int, list[int]], taken: dict[int, int], tried: set[int]
) -> bool:
    for index in choices[number]:
        if index not in tried:
            tried.add(index)
            if index not in taken or _augment(taken[index], choices, taken, tried):
                taken[index] = number
                return True
    return False
