"""War reporting on the record: who said what happened, who denies it, who could not verify it.

The flow, from the words of an article to an answer::

    from onrecord import Document, Ledger, Reader

    reading = Reader().read(Document(text, published=date(2025, 2, 7)))
    for position in reading.positions:       # who stands where, with the words that prove it
        ...
    with Ledger.open(Path("onrecord.db")) as ledger:
        ledger.ingest(reading)               # kept for good, verifiable
        ledger.claims(Filter(holder="ministry"))

Importing the package loads no model; the first ``Reader()`` does.
"""

from onrecord.errors import OnrecordError
from onrecord.interchange import from_json, to_json
from onrecord.ledger import Filter, Ledger
from onrecord.model import Document, Reading
from onrecord.pipeline import Reader
from onrecord.settings import __version__ as __version__

__all__ = [
    "Document",
    "Filter",
    "Ledger",
    "OnrecordError",
    "Reader",
    "Reading",
    "from_json",
    "to_json",
]
