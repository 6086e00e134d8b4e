"""Units of measure and currencies beside a number."""

from __future__ import annotations

import re

CURRENCY_SIGNS = {
    "$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₴": "UAH", "₽": "RUB",
    "a$": "AUD", "c$": "CAD", "₪": "ILS", "₹": "INR",
}  # fmt: skip
_CURRENCIES = (
    ("USD", r"(?:us\s+|u\.s\.\s+)?dollars?|usd"), ("EUR", "euros?|eur"), ("GBP", "pounds|gbp"),
    ("RUB", "roubles?|rubles?|rub"), ("UAH", "hryvnias?|hryvnia|uah"), ("CNY", "yuan|renminbi"),
    ("JPY", "yen"), ("ILS", "shekels?"), ("INR", "rupees?"),
)  # fmt: skip
_MEASURES = (
    ("%", r"%|per\s?cent\b|percentage\s+points?\b|percent\b"),
    ("km/h", r"km/h\b|kph\b|kilomet(?:re|er)s?\s+(?:an|per)\s+hour\b"),
    ("km2", r"(?:km²|km2|sq\.?\s?km\b|square\s+kilomet(?:re|er)s?\b)"),
    ("square miles", r"(?:square\s+miles?|sq\.?\s?mi)\b"),
    ("m2", r"(?:square\s+met(?:re|er)s?|sq\.?\s?m)\b"),
    ("km", r"(?:km|kms|kilomet(?:re|er)s?)\b"),
    ("miles", r"(?:miles?|mi)\b"),
    ("m", r"(?:met(?:re|er)s?|m)\b"),
    ("feet", r"(?:feet|foot|ft)\b"),
    ("ha", r"(?:hectares?|ha)\b"),
    ("acres", r"acres?\b"),
    ("t", r"(?:metric\s+tons?|tonnes?|tons?)\b"),
    ("kg", r"(?:kg|kilos?|kilograms?|kilogrammes?)\b"),
    ("kt", r"kilotons?\b"),
    ("litres", r"lit(?:re|er)s?\b"),
    ("barrels", r"(?:barrels?|bpd)\b"),
    ("MW", r"(?:mw|megawatts?)\b"),
    ("GW", r"(?:gw|gigawatts?)\b"),
)  # fmt: skip
_MEASURE = tuple((unit, re.compile(rf"[\s-]?(?:{pattern})")) for unit, pattern in _MEASURES)
_MONEY = tuple((unit, re.compile(rf"\s+(?:{pattern})\b")) for unit, pattern in _CURRENCIES)


def measure_after(lower: str, end: int, limit: int) -> tuple[str, int] | None:
    """The unit of measure or currency right after a number and where its word ends."""
    for unit, pattern in _MEASURE + _MONEY:
        match = pattern.match(lower, end, limit)
        if match:
            return unit, match.end()
    return None
