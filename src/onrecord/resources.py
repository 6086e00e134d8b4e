"""The one loader of package data: tables are read once, at the first reader, and passed down."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import DataError
from onrecord.gazetteer import Gazetteer
from onrecord.settings import PACKAGE_DATA


@dataclass(frozen=True, slots=True)
class Tables:
    """The texts of the lexicons, as the stages' parsers take them, and the open gazetteer."""

    triggers: str
    stances: str
    actors: str
    metonyms: str
    gazetteer: Gazetteer


def load_tables(folder: Path = PACKAGE_DATA) -> Tables:
    """Reads all tables of a folder. Raises ``DataError``."""
    return Tables(
        triggers=read_text(folder / "triggers.toml"),
        stances=read_text(folder / "stances.toml"),
        actors=read_text(folder / "actors.tsv"),
        metonyms=read_text(folder / "metonyms.tsv"),
        gazetteer=Gazetteer.open(folder / "gazetteer.sqlite"),
    )


def read_text(path: Path) -> str:
    """The text of a data file. Raises ``DataError``."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(
            f"package data {path.name} cannot be read ({error})", "install the package again"
        ) from error
