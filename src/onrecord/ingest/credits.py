"""The agencies behind a text: their names, the lines that credit them, and datelines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model import Span

_AGENCIES: dict[str, tuple[str, ...]] = {
    "Reuters": ("Reuters", "Thomson Reuters"),
    "AP": ("AP", "Associated Press", "A.P."),
    "AFP": ("AFP", "Agence France-Presse", "Agence France Presse"),
    "dpa": ("dpa", "DPA", "Deutsche Presse-Agentur", "dpa-AFX"),
    "TASS": ("TASS", "Tass", "ITAR-TASS"),
    "RIA Novosti": ("RIA Novosti", "RIA", "Ria Novosti"),
    "Interfax": ("Interfax", "Interfax-Ukraine"),
    "Ukrinform": ("Ukrinform",),
    "UNIAN": ("UNIAN",),
    "Xinhua": ("Xinhua", "Xinhua News Agency"),
    "Anadolu": ("Anadolu", "Anadolu Agency", "AA"),
    "EFE": ("EFE", "Agencia EFE"),
    "ANSA": ("ANSA",),
    "PTI": ("PTI", "Press Trust of India"),
    "ANI": ("ANI", "Asian News International"),
    "IANS": ("IANS",),
    "Kyodo": ("Kyodo", "Kyodo News"),
    "Jiji": ("Jiji", "Jiji Press"),
    "Yonhap": ("Yonhap", "Yonhap News Agency"),
    "KCNA": ("KCNA",),
    "IRNA": ("IRNA",),
    "Tasnim": ("Tasnim",),
    "Fars": ("Fars", "Fars News Agency"),
    "SANA": ("SANA",),
    "WAFA": ("WAFA", "Wafa"),
    "MENA": ("MENA", "Middle East News Agency"),
    "SPA": ("SPA", "Saudi Press Agency"),
    "SUNA": ("SUNA", "Sudan News Agency"),
    "UPI": ("UPI", "United Press International"),
    "PA Media": ("PA Media", "PA", "Press Association"),
    "APA": ("APA",),
    "Belga": ("Belga",),
    "BelTA": ("BelTA", "BELTA"),
    "Azertac": ("Azertac", "AZERTAC"),
    "Armenpress": ("Armenpress", "ARMENPRESS"),
    "PAP": ("PAP",),
    "NTB": ("NTB",),
    "AAP": ("AAP", "Australian Associated Press"),
    "Bloomberg": ("Bloomberg", "Bloomberg News"),
    "BBC": ("BBC", "BBC News", "BBC Monitoring"),
    "CNN": ("CNN",),
    "Guardian": ("Guardian",),
    "New York Times": ("New York Times", "NYT"),
    "Washington Post": ("Washington Post",),
    "Financial Times": ("Financial Times",),
    "Al Jazeera": ("Al Jazeera", "Al-Jazeera"),
    "Deutsche Welle": ("Deutsche Welle", "DW"),
    "RFE/RL": ("RFE/RL", "Radio Free Europe/Radio Liberty"),
    "VOA": ("VOA", "Voice of America"),
    "Sputnik": ("Sputnik",),
}
"""The name that we report, and the forms that credits use. Forms are case-sensitive."""
_CANONICAL = {form: name for name, forms in _AGENCIES.items() for form in forms}
_KNOWN = re.compile(
    r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, _CANONICAL), key=len, reverse=True)) + r")(?!\w)"
)
_DATELINE = re.compile(r"[^()\n]{2,70}\(([^()\n]{2,40})\)\s{0,3}[-–—:]")
_NAME = r"(?:(?:the|The)\s)?[A-Z][\w.&’'-]*(?:\s(?:of|and|the|[A-Z])[\w.&’'-]*){0,4}"
_PURE_TAIL = re.compile(
    rf"\s*(?:[-–—]{{1,2}}|[Ss]ources?:)\s*({_NAME}(?:\s?[/,|+&]\s?{_NAME}){{0,4}})\.?"
)
_STORY_END = re.compile(r"[.!?”\"’]\s*(?:([-–—]\s?[^-–—.]{2,50})|([(\[][^()\[\]]{2,40}[)\]]))\.?$")
_BY = re.compile(
    r"[(\[]?(?i:(?:additional |extra |compiled |original )?(?:reporting|writing|editing|compiled|"
    r"edited|written|reported|translation)) (?:for [A-Z]\w+ |in [A-Z]\w+ )?"
    r"by (?:our\b|the [A-Z]|[A-Z])"
)
_OWNED = re.compile(
    r"[(\[]?(?:with (?:additional )?(?:reporting|files|inputs?|material) (?:by|from)\b|with agenc|"
    r"agencies[.)\]]*$|©|\(c\) |copyright (?:©|\(c\)|\d{4})|sources?: |published by arrangement|"
    r"this (?:article|story|report) (?:was|is|has been) (?:first |originally )?"
    r"(?:published|produced|supplied|provided)\b)",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"(?:contributed (?:to this|reporting|research)|contributed\.?$|reported from [A-Z])"
)
_WITH_NAMES = re.compile(rf"[Ww]ith ({_NAME}(?:(?:\s?[/,|]\s?| and ){_NAME}){{0,4}})\.?")
_MOSTLY_NAMES = re.compile(r"[\s/,|&+.()\[\]–—-]|and|The|the|news|agency|agencies")


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place, day and agency that open a story: "GOMA, Feb 7 (Reuters) - "."""

    span: Span
    agencies: tuple[str, ...]


def find_dateline(text: str, paragraph: Span) -> Dateline | None:
    """The dateline that opens a paragraph, where its brackets name a known agency."""
    found = _DATELINE.match(text, paragraph.start, min(paragraph.end, paragraph.start + 120))
    if found is None:
        return None
    names = known_agencies(found.group(1))
    return Dateline(Span(found.start(), found.end()), names) if names else None


def known_agencies(text: str) -> tuple[str, ...]:
    """The agencies and outlets of our table that ``text`` names, in order, each once."""
    return _distinct(_CANONICAL[found] for found in _KNOWN.findall(text))


def credit_reason(line: str, *, at_end: bool) -> str | None:
    """Why a line credits agencies or staff and tells no story; None where it does not.

    ``at_end``: whether the line stands behind the story's last paragraph, where a bare
    dash with names is a credit even when no agency of our table is among them.
    """
    if _only_agencies(line):
        return "names agencies only"
    if _PURE_TAIL.fullmatch(line) and (at_end or known_agencies(line)):
        return "a dash and names only, as agencies are credited"
    if (
        _OWNED.match(line)
        or (at_end and _BY.match(line))
        or (_WITH_NAMES.fullmatch(line) and known_agencies(line))
    ):
        return "tells who reported, edited or owns the text"
    if at_end and _CONTRIBUTED.search(line):
        return "tells who contributed"
    return None


def _only_agencies(line: str) -> bool:
    if not known_agencies(line):
        return False
    return not _MOSTLY_NAMES.sub("", _KNOWN.sub("", line))


def credit_names(line: str) -> tuple[str, ...]:
    """Whom a credit line names: known agencies, and in a bare "– A/B" every name."""
    tail = _PURE_TAIL.fullmatch(line)
    if tail is None or _only_agencies(line):
        return known_agencies(line)
    parts = re.split(r"\s?[/,|+]\s?|\sand\s|\s?&\s?", tail.group(1))
    return _distinct(_canonical(part) for part in parts)


def end_credit(paragraph: str) -> tuple[str, ...]:
    """Agencies credited behind the last stop of a story paragraph: "... law. (AFP)"."""
    found = _STORY_END.search(paragraph[-80:])
    line = (found.group(1) or found.group(2)) if found else ""
    return known_agencies(line) if line and _only_agencies(line) else ()


def _canonical(name: str) -> str:
    bare = re.sub(r"^(?:the|The)\s", "", name.strip().rstrip("."))
    return _CANONICAL.get(bare, bare)


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
