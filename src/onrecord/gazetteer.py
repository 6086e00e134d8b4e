"""The gazetteer: which places bear a name, where they lie, who calls them what.

The data are one SQLite file that ``training/gazetteer.py`` builds (GeoNames, CC BY 4.0, with
hand-reviewed tables of areas and of contested names); it is opened read-only and only the
pages that a question needs are read.
"""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, cast

from onrecord.errors import DataError
from onrecord.model import PlaceName

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PlaceKind = Literal["settlement", "region", "district", "state", "area", "site"]
WordUse = Literal["ordinary", "given", "family"]

KINDS: tuple[PlaceKind, ...] = ("settlement", "region", "district", "state", "area", "site")
"""The kinds in the order of their codes in the file."""

_LETTERS = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "ə": "a"})
_APOSTROPHES = re.compile(r"['\u2018\u2019\u02bc\u02bb\u02b9`\u00b4]")
_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015.]+")
_SAINT = re.compile(r"^st ")


@lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """The form under which a name is looked up: no case, accents, apostrophes or hyphens."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = _SEPARATORS.sub(" ", _APOSTROPHES.sub("", plain)).strip()
    return _SAINT.sub("saint ", plain)


@dataclass(frozen=True, slots=True)
class Country:
    """A state by its ISO 3166-1 code, with its capital where it has one."""

    iso: str
    name: str
    capital: str | None


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """One place of the gazetteer.

    Degrees are WGS84. ``id`` is the GeoNames number, or ``admin1/…``, ``admin2/…``, ``area/…`` for
    rows of our own. ``countries`` are ISO codes (several for seas and disputed areas), ``region``
    the first-order region. ``population`` stands in for renown where it is no settlement.
    ``primary``: whether it was found by its main name, not by an alternate one.
    """

    id: str
    name: str
    kind: PlaceKind
    lat: float
    lon: float
    countries: tuple[str, ...]
    region: str | None
    population: int
    primary: bool = True

    @property
    def source(self) -> str:
        """Who numbers the place: "geonames" or "onrecord"."""
        return "geonames" if self.id.isdigit() else "onrecord"


_LOOKUP = """
SELECT n.value, p.id, p.name, p.kind, p.lat, p.lon, p.country, p.region, p.population, 1, p.folded
  FROM json_each(?1) n JOIN place p ON p.folded = n.value
UNION ALL
SELECT n.value, p.id, p.name, p.kind, p.lat, p.lon, p.country, p.region, p.population, 0, p.folded
  FROM json_each(?1) n JOIN alias a ON a.folded = n.value
  JOIN place p ON p.folded = a.main AND p.id = a.id
"""


class Gazetteer:
    """Questions to the gazetteer file. Make one with ``Gazetteer.open``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.metadata: dict[str, str] = dict(connection.execute("SELECT key, value FROM metadata"))
        rows = connection.execute("SELECT number, country, code, name FROM region").fetchall()
        self._regions = {number: (country, code, name) for number, country, code, name in rows}
        rows = connection.execute("SELECT iso, name, capital FROM country").fetchall()
        self._countries = {iso: Country(iso, name, capital) for iso, name, capital in rows}
        self._peoples: dict[str, str] = dict(connection.execute("SELECT word, iso FROM people"))
        self._areas: dict[str, str] = dict(connection.execute("SELECT id, countries FROM area"))
        self._words: dict[str, WordUse] = dict(connection.execute("SELECT word, use FROM word"))
        self._rivals = _rival_names(connection)
        self._known: dict[str, tuple[GazetteerPlace, ...]] = {}

    @classmethod
    def open(cls, path: Path) -> Gazetteer:
        """The gazetteer of a file; raises ``DataError`` where there is none or it is damaged."""
        if not path.is_file():
            raise DataError(f"no gazetteer at {path}", "install the package again")
        try:
            uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
            return cls(sqlite3.connect(uri, uri=True, check_same_thread=False))
        except sqlite3.DatabaseError as error:
            raise DataError(f"the gazetteer {path} cannot be read", "install it again") from error

    def close(self) -> None:
        """Gives the file back."""
        self._connection.close()

    def places_named(self, name: str) -> tuple[GazetteerPlace, ...]:
        """All places that bear the name, as main or alternate name, the largest first."""
        return self.places_named_any([name])[fold(name)]

    def places_named_any(self, names: Iterable[str]) -> dict[str, tuple[GazetteerPlace, ...]]:
        """Folded name to its places, for many names with one question to the file."""
        wanted = {fold(name) for name in names}
        unknown = wanted - self._known.keys()
        if unknown:
            self._fetch(unknown)
        return {name: self._known[name] for name in wanted}

    def country(self, iso: str) -> Country | None:
        """The state of an ISO 3166-1 code."""
        return self._countries.get(iso)

    def country_of_adjective(self, word: str) -> Country | None:
        """The state that an adjective or a people's name belongs to ("Russian", "Ukrainians")."""
        iso = self._peoples.get(fold(word))
        return self._countries[iso] if iso else None

    def rival_names(self, place_id: str) -> tuple[PlaceName, ...]:
        """The contested names of a place with who uses each and since when; () where none."""
        return self._rivals.get(place_id, ())

    def use_of(self, word: str) -> WordUse | None:
        """What else a one-word place name is: an ordinary word, a given or a family name."""
        return self._words.get(fold(word))

    def country_name(self, iso: str) -> str:
        """The English short name of a state, its code where unknown."""
        known = self._countries.get(iso)
        return known.name if known else iso

    def _fetch(self, names: set[str]) -> None:
        if len(self._known) > 200_000:  # about 60 MB; a batch of many articles must not grow
            self._known.clear()
        found: dict[str, dict[str, GazetteerPlace]] = defaultdict(dict)
        for row in self._connection.execute(_LOOKUP, [json.dumps(sorted(names))]):
            place = self._place(row)
            found[row[0]].setdefault(place.id, place)
        for name in names:
            places = sorted(found[name].values(), key=lambda p: (-p.population, p.id))
            self._known[name] = tuple(places)

    def _place(self, row: tuple[object, ...]) -> GazetteerPlace:
        _, number, name, kind, lat, lon, country, region, population, primary, folded = row
        place_id = str(number)
        countries = str(self._areas[place_id]).split("|") if place_id in self._areas else [country]
        _, _, region_name = self._regions.get(region, (None, None, None))
        return GazetteerPlace(
            id=place_id,
            name=str(name) if name else str(folded).title(),
            kind=KINDS[cast("int", kind)],
            lat=cast("int", lat) / 1e4,
            lon=cast("int", lon) / 1e4,
            countries=tuple(str(iso) for iso in countries if iso),
            region=region_name,
            population=cast("int", population),
            primary=bool(primary),
        )


def _rival_names(connection: sqlite3.Connection) -> dict[str, tuple[PlaceName, ...]]:
    rivals: dict[str, list[PlaceName]] = defaultdict(list)
    rows = connection.execute(
        "SELECT place, name, used_by, since, until FROM contested ORDER BY rowid"
    )
    for place, name, used_by, since, until in rows:
        rivals[place].append(PlaceName(name, used_by or None, since or None, until or None))
    return {place: tuple(names) for place, names in rivals.items()}
