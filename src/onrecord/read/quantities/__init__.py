"""Quantities: numbers with their bounds, what is counted and of whom (codebook sections 2 and 5).

``find`` scans sentences, ``numbers`` reads digits and number words, ``bounds`` the words that
loosen them, ``counted`` what is counted by the tables of ``effects``, ``measures`` and ``nouns``,
``scopes`` event or sum; ``excluded`` knows which numbers count nothing.
"""

from onrecord.read.quantities.find import find_quantities

__all__ = ["find_quantities"]
