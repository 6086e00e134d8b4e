"""The stages in order: READ THIS FIRST."""

from __future__ import annotations

from onrecord.ingest.clean import clean
from onrecord.model import Article, Document, Draft, Reading
from onrecord.read.attribute import attribute
from onrecord.read.encoder.grammar import parse
from onrecord.read.encoder.session import Encoder
from onrecord.settings import Settings
from onrecord.syntax import Syntax


class Reader:
    """Reads articles; loads its weights and tables once."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.encoder = Encoder(self.settings.weights)
        self.version = "onrecord-interim"

    def clean(self, document: Document) -> Article:
        """The article of a document."""
        return clean(document)

    def grammar(self, article: Article) -> tuple[Syntax, tuple[Draft, ...]]:
        """Grammar and attribution drafts of an article."""
        text = article.document.text
        encoding = self.encoder.encode(text, article.sentences)
        pairs = self.encoder.pairs
        return parse(text, encoding, pairs), attribute(text, encoding, pairs)

    def read(self, document: Document) -> Reading:
        """The reading of a document."""
        return self.read_article(self.clean(document))

    def read_article(self, article: Article) -> Reading:
        """The reading of an article."""
        return Reading(self.version, article)
