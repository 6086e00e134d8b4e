"""Rewritings of the worked example, each with the one thing that it must change.

Phrases are cut from the seed at test time; only the edited words stand here. Every value is
worked out by hand from the new words and the publication date, Friday 7 February 2025.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

MINISTRY = "Russia’s defence ministry"
CAPTURE = "Russian forces have taken control of the strategic coal-mining city of Toretsk"
TAKEN = "have [taken control] of the strategic"
DENIAL = {"stance": "denies", "factuality": "CT-"}


@dataclass(frozen=True, slots=True)
class Rewriting:
    """Edits of the text, and the rows that must then hold the values.

    ``edits`` replace every occurrence of the first phrase. ``at`` is a phrase of the new text
    with the trigger in brackets. Of the rows there, those with the fields of ``select`` must
    exist and all have the fields of ``value``; a set of values means any of them.
    """

    name: str
    edits: tuple[tuple[str, str], ...]
    at: str
    value: Mapping[str, Any]
    select: Mapping[str, Any] = field(default_factory=dict)

    def apply(self, text: str) -> str:
        """The text with the edits made; each must find its phrase."""
        for old, new in self.edits:
            if old not in text:
                raise ValueError(f"{old!r} is not in the text")
            text = text.replace(old, new)
        return text


def days(first: date, last: date | None = None) -> tuple[date, date]:
    """An interval of days; one day without ``last``."""
    return (first, last or first)


REWRITINGS = (
    Rewriting(
        "said becomes denied",
        (
            (CAPTURE, f"{MINISTRY} denied on Friday that {CAPTURE}"),
            (f"eastern Ukraine, {MINISTRY} said on Friday.", "eastern Ukraine."),
        ),
        TAKEN,
        DENIAL,
        {"holder": MINISTRY},
    ),
    Rewriting(
        "taken becomes lost",
        (("have taken control of the strategic", "have lost control of the strategic"),),
        "have [lost control] of the strategic",
        {"type": "control", "subtype": "loss", "factuality": "CT+"},
        {"holder": MINISTRY, "stance": "asserts"},
    ),
    Rewriting(
        "Friday becomes Tuesday",
        (("said on Friday", "said on Tuesday"),),
        TAKEN,
        {"said": days(date(2025, 2, 4))},
        {"holder": MINISTRY, "stance": "asserts"},
    ),
    Rewriting(
        "a ministry becomes a mayor",
        ((f"{MINISTRY} said", "the city’s mayor said"),),
        TAKEN,
        {"holder": "the city’s mayor"},
        {"stance": "asserts"},
    ),
    Rewriting(
        "Toretsk becomes Goma",
        (("Toretsk in eastern Ukraine", "Goma in eastern Congo"), ("Toretsk", "Goma")),
        TAKEN,
        {"near": (-1.68, 29.22)},
        {"holder": MINISTRY, "stance": "asserts"},
    ),
    Rewriting(
        "active becomes passive",
        (
            (
                f"{CAPTURE} in eastern Ukraine",
                (
                    "The strategic coal-mining city of Toretsk in eastern Ukraine"
                    " has been taken by Russian forces"
                ),
            ),
        ),
        "has been [taken] by Russian forces",
        {"type": "control", "subtype": "gain", "factuality": "CT+", "actor": "Russian forces"},
        {"holder": MINISTRY, "stance": "asserts"},
    ),
    Rewriting(
        "could not confirm becomes confirmed",
        (("it could not independently confirm", "it had independently confirmed"),),
        TAKEN,
        {"stance": "confirms", "factuality": "CT+"},
        {"holder": "Reuters"},
    ),
    Rewriting(
        "no comment becomes a rejection",
        (("there was no immediate comment from Ukraine", "Ukraine rejected it"),),
        TAKEN,
        DENIAL,
        {"holder": "Ukraine"},
    ),
    Rewriting(
        "the agency that could not confirm is another",
        (("Reuters news agency said", "AFP news agency said"),),
        TAKEN,
        {"holder": "AFP"},
        {"stance": "cannot_verify"},
    ),
    Rewriting(
        "a name becomes another name",
        (("Soviet-era name of Dzerzhinsk", "Soviet-era name of Novograd"),),
        "[calls the city, which had a pre-war population of about 30,000 people, by its"
        " Soviet-era name of Novograd]",
        {"name": "Novograd"},
        {"holder": "Russia", "stance": "names"},
    ),
    Rewriting(
        "about 30,000 becomes between two numbers",
        (("population of about 30,000", "population of between 20,000 and 25,000"),),
        "which [had a pre-war population] of",
        {"bounds": ("between", 20_000, 25_000)},
        {"holder": "NARRATOR"},
    ),
    Rewriting(
        "rejects becomes accepts",
        (("a claim Kyiv rejects", "a claim Kyiv accepts"),),
        "where it is located, [is now part of Russia]",
        {"stance": {"confirms", "acknowledges", "asserts"}, "factuality": "CT+"},
        {"holder": {"Kyiv", "Ukraine"}},
    ),
    Rewriting(
        "analysts become diplomats",
        (("Ukrainian military analysts say", "Turkish diplomats say"),),
        "and to [advance] to the northwest",
        {"holder": "Turkish diplomats"},
        {"stance": "assesses"},
    ),
    Rewriting(
        "could becomes will",
        (("could allow Russian forces", "will allow Russian forces"),),
        "and to [advance] to the northwest",
        {"modality": "future"},
        {"holder": "Ukrainian military analysts"},
    ),
    Rewriting(
        "most becomes none",
        (
            (
                "Most of Toretsk’s civilian population has long since",
                "None of Toretsk’s civilian population has",
            ),
        ),
        "population has [fled or been evacuated]",
        {"polarity": "negative", "type": "displacement"},
        {"holder": "NARRATOR"},
    ),
    Rewriting(
        "not seen becomes seen",
        (("have not been seen in battle", "have been seen in battle"),),
        "have been [seen in battle] for",
        {"polarity": "positive", "factuality": "CT+"},
        {"holder": {"South Korea’s spy agency", "National Intelligence Service"}},
    ),
    Rewriting(
        "several weeks become two days",
        (("in battle for several weeks", "in battle for two days"),),
        "have not been [seen in battle] for",
        {"time": {days(date(2025, 2, day), date(2025, 2, 7)) for day in (5, 6)}},
        {"holder": {"South Korea’s spy agency", "National Intelligence Service"}},
    ),
    Rewriting(
        "confirmed becomes denied",
        (("this week confirmed media reports", "this week denied media reports"),),
        "had been [pulled] from the frontline",
        DENIAL,
        {"holder": {"South Korea’s spy agency", "National Intelligence Service"}},
    ),
    Rewriting(
        "the middle of January becomes that of December",
        (("the middle of January", "the middle of December"),),
        "had been [pulled] from the frontline",
        {"time": days(date(2024, 12, 11), date(2024, 12, 20))},
        {"holder": {"South Korea’s spy agency", "National Intelligence Service"}},
    ),
    Rewriting(
        "late 2024 becomes early 2023",
        (("in late 2024, soon", "in early 2023, soon"),),
        "North Korea [began sending] an estimated",
        {"time": days(date(2023, 1, 1), date(2023, 4, 30))},
        {"holder": "NARRATOR"},
    ),
    Rewriting(
        "an estimated 11,000 becomes up to 500",
        (("an estimated 11,000 troops", "up to 500 troops"),),
        "North Korea [began sending] up",
        {"bounds": ("up_to", None, 500)},
        {"holder": "NARRATOR"},
    ),
    Rewriting(
        "about 300 becomes at least 30",
        (("about 300 North Koreans", "at least 30 North Koreans"),),
        "North Koreans had been [killed] and",
        {"bounds": ("at_least", 30, None)},
        {"holder": "Intelligence officials in South Korea"},
    ),
    Rewriting(
        "about 2,700 becomes more than 2,700",
        (("about 2,700 wounded", "more than 2,700 wounded"),),
        "and more than 2,700 [wounded]",
        {"bounds": ("more_than", 2_700, None)},
        {"holder": "Intelligence officials in South Korea"},
    ),
    Rewriting(
        "killed becomes captured",
        (("North Koreans had been killed", "North Koreans had been captured"),),
        "North Koreans had been [captured] and",
        {"subtype": {"captured", "detain"}, "type": {"casualties", "detention"}},
        {"holder": "Intelligence officials in South Korea"},
    ),
    Rewriting(
        "officials become rebels who claim",
        (("Intelligence officials in South Korea said", "Rebels in Yemen claimed"),),
        "North Koreans had been [killed] and",
        {"holder": "Rebels in Yemen", "distance": "distancing"},
        {"stance": "asserts"},
    ),
    Rewriting(
        "preparing to send becomes had sent",
        (("was preparing to send even more troops", "had sent even more troops"),),
        "had [sent] even more troops",
        {"modality": "actual", "factuality": "CT+"},
        {"holder": "military officials in South Korea"},
    ),
    Rewriting(
        "a hope becomes a fact",
        (
            ("North Korea is hoping to gain access", "North Korea has gained access"),
            ("and earn foreign currency", "and earned foreign currency"),
        ),
        "North Korea has [gained access] to",
        {"holder": "NARRATOR", "stance": "asserts", "factuality": "CT+"},
    ),
    Rewriting(
        "Kursk becomes Belgorod",
        (("soldiers from Kursk", "soldiers from Belgorod"),),
        "forces [launched a surprise offensive] in",
        {"near": (50.6, 36.59)},
        {"holder": "NARRATOR"},
    ),
    Rewriting(
        "August 2024 becomes March 2021",
        (("in August 2024", "in March 2021"),),
        "forces [launched a surprise offensive] in",
        {"time": days(date(2021, 3, 1), date(2021, 3, 31))},
        {"holder": "NARRATOR"},
    ),
    Rewriting(
        "has not acknowledged becomes has acknowledged",
        (("has not publicly acknowledged", "has publicly acknowledged"),),
        "publicly acknowledged its [role in the war], but",
        {"stance": "acknowledges", "factuality": "CT+"},
        {"holder": "North Korea"},
    ),
    Rewriting(
        "did not deny becomes denied",
        (("Mr Putin did not deny that", "Mr Putin denied that"),),
        "North Korean forces had [arrived] in",
        DENIAL,
        {"holder": "Putin"},
    ),
    Rewriting(
        "would be becomes would not be",
        (("would be in line with", "would not be in line with"),),
        "any such [deployment would not be in line with international law]",
        {"polarity": "negative", "factuality": "CT-"},
        {"holder": "Kim Jong-gyu"},
    ),
)
