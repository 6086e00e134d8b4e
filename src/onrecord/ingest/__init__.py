"""From what a user names (files, pages, JSON Lines, standard input) to cleaned articles."""

from onrecord.ingest.clean import clean
from onrecord.ingest.sources import Given, load, parse_date

__all__ = ["Given", "clean", "load", "parse_date"]
