"""An HTML page to a document: the story's text, and what the page says of itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from onrecord.errors import InputError, SettingsError
from onrecord.ingest.lines import has_final_mark
from onrecord.ingest.records import check_text, is_web_address, parse_date
from onrecord.model import Document

_T = TypeVar("_T")
_DATE_NAMES = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dcterms.created", "pubdate", "publishdate",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Declared:
    """What the publisher states in the page's head."""

    published: date | None
    outlet: str | None
    url: str | None


def read_page(html: str, where: str) -> Document:
    """The story of a page, one paragraph a line; raises ``InputError`` where there is none.

    The day of publication is the one that the publisher declares (JSON-LD, then meta
    elements); only without these is it the one that trafilatura infers.
    """
    declared, found = _extract(html, where)
    text = (found.text or "") if found is not None else ""
    if not any(has_final_mark(line.strip()) for line in text.splitlines()):
        fact = f"{where} has no story that can be told apart from the page around it"
        raise InputError(fact, "save the article's own page, or give its text as plain text")
    check_text(text, where)
    return Document(
        text=text,
        title=_line(found.title),
        outlet=_line(found.sitename) or declared.outlet,
        url=_address(found.url) or declared.url,
        published=declared.published or _day(found.date),
    )


def _extract(html: str, where: str) -> tuple[_Declared, Any]:
    # Imported here: it takes a third of a second, which plain text need not pay.
    try:
        from trafilatura import bare_extraction, load_html

        found = bare_extraction(
            html, favor_precision=True, include_comments=False, with_metadata=True
        )
        return _declared(load_html(html)), found
    except Exception as error:  # noqa: BLE001 - a hostile page may break the parser anywhere
        fact = f"{where} cannot be read as HTML ({type(error).__name__}: {str(error)[:120]})"
        raise InputError(fact, "give the article's text as plain text") from None


def _declared(tree: Any) -> _Declared:
    linked = list(_linked_data(tree)) if tree is not None else []
    metas = list(_meta(tree)) if tree is not None else []
    dates = [_day(item.get("datePublished")) for item in linked]
    dates += [_day(content) for name, content in metas if name in _DATE_NAMES]
    publishers = [item.get("publisher") for item in linked]
    outlets = [_line(p.get("name")) for p in publishers if isinstance(p, dict)]
    addresses = [_address(item.get("url")) for item in linked if "datePublished" in item]
    return _Declared(_first(dates), _first(outlets), _first(addresses))


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            yield from _objects(json.loads(script))
        except (ValueError, RecursionError):
            continue


def _objects(value: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    # A page's article lies at most a few levels down ("@graph", "mainEntity").
    if depth > 6:
        return
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)


def _meta(tree: Any) -> Iterator[tuple[str, str]]:
    for element in tree.xpath("//meta[@content]"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        yield name.lower(), element.get("content")


def _first(values: list[_T | None]) -> _T | None:
    return next((value for value in values if value is not None), None)


def _day(value: object) -> date | None:
    try:
        return parse_date(value) if isinstance(value, str) else None
    except SettingsError:
        return None


def _address(value: object) -> str | None:
    return value if isinstance(value, str) and is_web_address(value) else None


def _line(value: object) -> str | None:
    return (" ".join(value.split()) or None) if isinstance(value, str) else None
