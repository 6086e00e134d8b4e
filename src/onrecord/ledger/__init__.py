"""The ledger: an append-only file of documents, of readings of them, and of an audit chain.

``store.Ledger`` opens, adds, shows and verifies; ``queries.Filter`` says what to show;
``rows`` are the nouns that come back. ``schema`` holds the tables, ``layers`` the form in which
a reading is kept and what is derived from it, ``audit`` the chain of hashes.
"""

from onrecord.ledger.queries import Filter
from onrecord.ledger.rows import DocumentRow, HolderRow, PositionRow, Receipt, Verification
from onrecord.ledger.store import Ledger

__all__ = [
    "DocumentRow",
    "Filter",
    "HolderRow",
    "Ledger",
    "PositionRow",
    "Receipt",
    "Verification",
]
