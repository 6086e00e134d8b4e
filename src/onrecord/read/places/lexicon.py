"""The words around a name that speak for a place, or for something else."""

from __future__ import annotations

from typing import Literal

TypeWord = Literal["region", "city", "village", "town", ""]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _typed(kind: TypeWord, text: str) -> dict[str, TypeWord]:
    return dict.fromkeys(text.split(), kind)


TYPES: dict[str, TypeWord] = {
    **_typed(
        "region",
        "region oblast province governorate county parish raion rayon prefecture krai district "
        "state republic emirate wilaya canton",
    ),
    "city": "city",
    "capital": "city",
    "town": "town",
    "village": "village",
    "settlement": "village",
    "hamlet": "village",
}
PLURALS = {"regions", "oblasts", "provinces", "governorates", "counties", "districts", "states"}
LOCATIVE = _words(
    "in at near from to outside around towards toward across into inside within throughout "
    "over through between beyond via off"
)
DIRECTIONS = _words(
    "north south east west northern southern eastern western northeast northwest southeast "
    "southwest northeastern northwestern southeastern southwestern central upper lower"
)
CONNECTORS = _words("of the al el and de del la upon on du da di an")
JOINTS = frozenset("-'’.‐‑`&")
TITLES = _words(
    "mr mrs ms dr sir lord lady president minister general gen col colonel maj major capt captain "
    "sgt lt lieutenant sheriff judge justice senator sen rep gov governor mayor prof professor "
    "king queen prince princess pope saint chancellor secretary detective officer coach rev"
)
BODIES = _words(
    "university college institute bank museum school hospital times post herald news daily "
    "tribune gazette journal airlines airways airport fc united club church party agreement "
    "accord accords treaty conference court council committee company corp inc group press "
    "observer force forces corps brigade battalion army council independent telegraph star high "
    "street road avenue drive park"
)
TAKING = _words(
    "took taken take takes taking captured capture captures capturing seized seize seizes seizing "
    "recaptured retook retaken liberated liberate liberating entered enter entering left leaving "
    "fled flee fleeing bombed bombing shelled shelling struck hit hits hitting attacked attacking "
    "besieged besieging reached reaching defended defend defending holds hold held controls "
    "controlled abandoned lost stormed storming encircled encircling surrounded call calls called "
    "it visited targeted targeting pounded occupied occupy"
)
SPEECH = _words("said says told added asked argued wrote says thinks believes")
