"""Days with names: holidays and dated events of wars.

Dates are those commonly given (UN and encyclopaedic chronologies); an event is listed only
where its usual name means one event.
"""

from __future__ import annotations

from datetime import date

Day = tuple[int, int]

HOLIDAYS: dict[str, Day | int] = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24),
    "boxing day": (12, 26), "new year's day": (1, 1), "new year's eve": (12, 31),
    "new year": (1, 1), "orthodox christmas": (1, 7), "victory day": (5, 9), "may day": (5, 1),
    "valentine's day": (2, 14), "armistice day": (11, 11), "halloween": (10, 31),
    "good friday": -2, "easter sunday": 0, "easter monday": 1, "easter": 0, "palm sunday": -7,
}  # fmt: skip
"""(month, day), or days after (western) Easter Sunday."""


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (anonymous computus)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (
        19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    ) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, before = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(year, month, before + 1)


def _on(pattern: str, year: int, month: int, day: int) -> tuple[str, date, date]:
    return pattern, date(year, month, day), date(year, month, day)


_RUSSIA = r"(?:russia[’']?s|russian|moscow[’']s|putin[’']s)\s+"
_INVASION = r"(?:full[\s-]scale\s+|2022\s+|all[\s-]out\s+)"
_HAMAS = r"(?:hamas|hamas[’'](?:s)?|hamas-led)\s+"
_DAY_7 = r"(?:october|oct\.?)\s+7(?:th)?|7(?:th)?\s+october"

NAMED_EVENTS: tuple[tuple[str, date, date], ...] = (
    _on(rf"(?:{_RUSSIA})?{_INVASION}(?:invasion|war|russian\s+invasion)(?:\s+of\s+ukraine)?",
        2022, 2, 24),
    _on(rf"{_RUSSIA}(?:\w+\s+)?invasion(?:\s+of\s+ukraine)?", 2022, 2, 24),
    _on(r"invasion\s+of\s+ukraine", 2022, 2, 24),
    _on(rf"(?:{_RUSSIA}|illegal\s+)?annexation\s+of\s+crimea", 2014, 3, 18),
    _on(r"(?:destruction|collapse|breach|breaching)\s+of\s+the\s+(?:nova\s+)?kakhovka\s+dam",
        2023, 6, 6),
    _on(r"(?:wagner|prigozhin)(?:[’']s)?(?:\s+group)?(?:[’']s)?\s+(?:mutiny|rebellion|revolt)",
        2023, 6, 23),
    _on(r"downing\s+of\s+(?:malaysia\s+airlines\s+flight\s+)?mh[\s-]?17", 2014, 7, 17),
    _on(rf"(?:{_HAMAS})?(?:{_DAY_7})(?:,?\s+2023,?)?\s+(?:hamas\s+|hamas-led\s+)?"
        r"(?:attacks?|massacre|assault)", 2023, 10, 7),
    _on(rf"{_HAMAS}(?:attacks?|assault)\s+(?:on|against|in)\s+(?:southern\s+)?israel", 2023, 10, 7),
    _on(r"fall\s+of\s+kabul|taliban\s+takeover|taliban[’']s\s+(?:takeover|return\s+to\s+power)",
        2021, 8, 15),
    _on(r"(?:fall|overthrow|ouster|toppling)\s+of\s+(?:president\s+)?"
        r"(?:bashar\s+al[\s-]|the\s+)?assad(?:\s+regime)?", 2024, 12, 8),
    _on(r"(?:us|u\.s\.|us-led|american)?\s*invasion\s+of\s+iraq", 2003, 3, 20),
    _on(r"(?:iraqi\s+|iraq[’']s\s+)?invasion\s+of\s+kuwait", 1990, 8, 2),
    _on(r"(?:september|sept\.?)\s+11(?:th)?(?:,?\s+2001,?)?\s+(?:terrorist\s+|terror\s+)?attacks?|"
        r"9/11(?:\s+attacks?)?", 2001, 9, 11),
    _on(r"myanmar[’']?s?\s+(?:military\s+)?coup|coup\s+in\s+myanmar", 2021, 2, 1),
    _on(r"fall\s+of\s+(?:the\s+)?berlin\s+wall", 1989, 11, 9),
    (r"second\s+nagorno-karabakh\s+war|2020\s+nagorno-karabakh\s+war",
     date(2020, 9, 27), date(2020, 11, 10)),
    (r"second\s+world\s+war|world\s+war\s+(?:two|ii)|wwii", date(1939, 9, 1), date(1945, 9, 2)),
    (r"first\s+world\s+war|world\s+war\s+(?:one|i)|wwi", date(1914, 7, 28), date(1918, 11, 11)),
    (r"korean\s+war", date(1950, 6, 25), date(1953, 7, 27)),
    (r"six[\s-]day\s+war", date(1967, 6, 5), date(1967, 6, 10)),
    (r"yom\s+kippur\s+war", date(1973, 10, 6), date(1973, 10, 25)),
    (r"falklands\s+war", date(1982, 4, 2), date(1982, 6, 14)),
    (r"rwandan\s+genocide", date(1994, 4, 7), date(1994, 7, 15)),
    (r"srebrenica\s+massacre", date(1995, 7, 11), date(1995, 7, 22)),
)  # fmt: skip
"""Pattern over lower-cased text, first day, last day."""
