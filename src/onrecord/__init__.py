"""War reporting on the record: who said what happened, who denies it, who could not verify it.

The flow, from the words of an article to an answer::

    from onrecord import Document, Ledger, Reader

    reading = Reader().read(Document(text, published=date(2025, 2, 7)))
    for position in reading.positions:       # who stands where, with the words that prove it
        ...
    with Ledger.open(Path("onrecord.db")) as ledger:
        ledger.ingest(reading)               # kept for good, verifiable
        ledger.claims(Filter(holder="ministry"))

Importing the package loads no model and no database; ``Reader`` and ``Ledger`` load them when
first named.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

from onrecord.settings import __version__ as __version__

if TYPE_CHECKING:
    from onrecord.errors import OnrecordError
    from onrecord.interchange import from_json, to_json
    from onrecord.ledger import Filter, Ledger
    from onrecord.model import Document, Reading
    from onrecord.pipeline import Reader

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

_HOMES: Final = {
    "Document": "model",
    "Filter": "ledger",
    "Ledger": "ledger",
    "OnrecordError": "errors",
    "Reader": "pipeline",
    "Reading": "model",
    "from_json": "interchange",
    "to_json": "interchange",
}


def __getattr__(name: str) -> object:
    """A public name, imported when first asked for (PEP 562): the command starts at once."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
