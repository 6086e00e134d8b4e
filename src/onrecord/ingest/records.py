"""One line of JSON Lines, or one given text, to a document: checked field by field."""

from __future__ import annotations

import json
from datetime import date, datetime
from urllib.parse import urlsplit

from onrecord.errors import InputError, SettingsError
from onrecord.model import Document

ARTICLE_LIMIT = 1_000_000
"""Longest article read, in characters: about 150 times a long news feature."""


def parse_date(text: str) -> date:
    """The day that an ISO date, or an ISO date with a time, names.

    A time zone is not applied: the day is the one that the writer put down. Raises
    ``SettingsError`` for anything else, days that no calendar has included.
    """
    cleaned = text.strip()
    try:
        return date.fromisoformat(cleaned)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(cleaned).date()
    except ValueError:
        fact = f"{_shown(text)} is not a date"
        raise SettingsError(fact, "write it as YYYY-MM-DD, for example 2025-02-07") from None


def check_text(text: str, where: str) -> None:
    """Raise ``InputError`` for a text that cannot be an article, naming ``where`` it stands."""
    if not text.strip():
        raise InputError(f"{where} has no text", "give an article with at least one sentence")
    if not any(map(str.isalnum, text)):
        raise InputError(f"{where} has no words", "give an article with at least one sentence")
    if len(text) > ARTICLE_LIMIT:
        fact = f"{where} has {len(text):,} characters, the limit is {ARTICLE_LIMIT:,}"
        raise InputError(fact, "split it into its articles")
    if "\0" in text:
        raise InputError(f"{where} has a NUL character in its text", "remove it")
    _check_encodable(text, where)


def read_record(line: str, where: str) -> Document:
    """The document of one JSON object; raises ``InputError`` that names ``where`` it stands."""
    fields = _parse_object(line, where)
    if "text" not in fields:
        raise InputError(f"{where} has no field 'text'", "put the article into the field 'text'")
    text = _string(fields, "text", where) or ""
    check_text(text, where)
    return Document(
        text=text,
        title=_string(fields, "title", where),
        outlet=_string(fields, "outlet", where),
        url=_web_address(_string(fields, "url", where), where),
        published=_day(fields, where),
    )


def _parse_object(line: str, where: str) -> dict[str, object]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        fact = f"{where} is not valid JSON ({_reason(error)})"
        raise InputError(fact, "write one complete JSON object on the line") from None
    if not isinstance(value, dict):
        fact = f"{where} is a JSON {_kind(value)}, not an object"
        raise InputError(fact, 'write the line as {"text": "...", "published": "YYYY-MM-DD"}')
    return value


def _reason(error: ValueError | RecursionError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return str(error)[:120]
    return "nested too deeply" if isinstance(error, RecursionError) else "a number is too long"


def _kind(value: object) -> str:
    if isinstance(value, list):
        return "array"
    if isinstance(value, str):
        return "string"
    return "value without fields"


def _string(fields: dict[str, object], name: str, where: str) -> str | None:
    value = fields.get(name)
    if value is None and name != "text":
        return None
    if not isinstance(value, str):
        fact = f"{where} has a field '{name}' that is not a string"
        raise InputError(fact, f"write '{name}' as a JSON string")
    _check_encodable(value, where)
    return value if name == "text" else value.strip() or None


def _check_encodable(text: str, where: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        fact = f"{where} has an unpaired surrogate at character {error.start} of a field"
        remedy = "write characters beyond U+FFFF as a pair of \\u escapes or as plain UTF-8"
        raise InputError(fact, remedy) from None


def _day(fields: dict[str, object], where: str) -> date | None:
    name = "published" if fields.get("published") is not None else "date"
    value = _string(fields, name, where)
    if value is None:
        return None
    try:
        return parse_date(value)
    except SettingsError as error:
        raise InputError(f"{where}: field '{name}': {error.fact}", error.remedy) from None


def _web_address(url: str | None, where: str) -> str | None:
    if url is None or is_web_address(url):
        return url
    fact = f"{where} has the address {_shown(url)}, which is not http or https"
    raise InputError(fact, "give the article's web address, or leave 'url' out")


def is_web_address(url: str) -> bool:
    """Whether ``url`` is an absolute http or https address with a host."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _shown(value: str) -> str:
    return repr(value if len(value) <= 60 else value[:57] + "...")
