"""The gazetteer file answers, and agrees with the hand tables it was built from."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest

import onrecord.gazetteer
from onrecord.errors import DataError
from onrecord.gazetteer import Gazetteer, fold

DATA = Path(onrecord.gazetteer.__file__).parent / "data"
GAZETTEER = Gazetteer.open(DATA / "gazetteer.sqlite")


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Kostiantynivka", "kostiantynivka"),
        ("Niu-York", "niu york"),
        ("Côte d’Ivoire", "cote divoire"),
        ("Sana'a", "sanaa"),
        ("St. Petersburg", "saint petersburg"),
        ("U.S.", "u s"),
        ("Łódź", "lodz"),
    ],
)
def test_spellings_fold_to_one_form(name: str, folded: str) -> None:
    assert fold(name) == folded


@pytest.mark.parametrize(
    ("word", "iso"),
    [
        *(("Russian", "RU"), ("Russians", "RU"), ("Ukrainian", "UA"), ("Ukrainians", "UA")),
        *(("North Korean", "KP"), ("Israeli", "IL"), ("Palestinians", "PS"), ("British", "GB")),
        *(("US", "US"), ("U.S.", "US"), ("Emirati", "AE"), ("Congolese", "CD"), ("Danes", "DK")),
        *(("Poles", "PL"), ("Saudi", "SA"), ("Burmese", "MM"), ("Nigerien", "NE"), ("Turks", "TR")),
    ],
)
def test_adjectives_and_peoples_belong_to_states(word: str, iso: str) -> None:
    country = GAZETTEER.country_of_adjective(word)
    assert country is not None
    assert country.iso == iso


@pytest.mark.parametrize("word", ["Toretsk", "quick", "", "Ukraine"])
def test_other_words_are_no_adjectives_of_states(word: str) -> None:
    assert GAZETTEER.country_of_adjective(word) is None


def test_a_state_knows_its_capital() -> None:
    country = GAZETTEER.country("UA")
    assert country is not None
    assert (country.name, country.capital) == ("Ukraine", "Kyiv")


def test_namesakes_come_largest_first() -> None:
    places = GAZETTEER.places_named("Dzerzhinsk")
    assert "709354" in [place.id for place in places]
    assert [p.population for p in places] == sorted((p.population for p in places), reverse=True)


def test_unknown_names_have_no_places() -> None:
    assert GAZETTEER.places_named("Xyzzyqwert") == ()
    assert GAZETTEER.places_named("") == ()


def test_every_contested_name_finds_its_place() -> None:
    with (DATA / "contested_names.tsv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    assert len(rows) >= 40
    for row in rows:
        assert row["place"] in [p.id for p in GAZETTEER.places_named(row["name"])], row
        assert row["name"] in [n.name for n in GAZETTEER.rival_names(row["place"])], row


def test_every_area_is_found_by_each_of_its_names() -> None:
    with (DATA / "areas.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            for name in [row["name"], *filter(None, row["other_names"].split("|"))]:
                assert row["id"] in [p.id for p in GAZETTEER.places_named(name)], (row, name)


def test_every_oblast_of_ukraine_is_a_region() -> None:
    names = (
        "Cherkasy Chernihiv Chernivtsi Dnipropetrovsk Donetsk Ivano-Frankivsk Kharkiv Kherson "
        "Khmelnytskyi Kirovohrad Crimea Kyiv Luhansk Lviv Mykolaiv Odesa Poltava Rivne Sumy "
        "Ternopil Vinnytsia Volyn Zakarpattia Zaporizhzhia Zhytomyr"
    )
    for name in names.split():
        regions = [p for p in GAZETTEER.places_named(name) if p.kind == "region"]
        assert ("UA",) in [p.countries for p in regions], name


def test_the_data_carry_their_credit() -> None:
    assert "GeoNames" in GAZETTEER.metadata["credit"]
    assert "CC BY 4.0" in GAZETTEER.metadata["credit"]


def test_the_file_is_small_and_opens_fast() -> None:
    began = time.process_time()
    Gazetteer.open(DATA / "gazetteer.sqlite").close()
    assert time.process_time() - began < 0.3
    assert (DATA / "gazetteer.sqlite").stat().st_size <= 8_000_000


def test_a_missing_or_damaged_file_is_told_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="install the package again"):
        Gazetteer.open(tmp_path / "none.sqlite")
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"no database " * 100)
    with pytest.raises(DataError, match="cannot be read"):
        Gazetteer.open(broken)
