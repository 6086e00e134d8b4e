"""The streams of windows that a training step draws from, and the sets behind each.

``polnear``: attributions; ``gum``: grammar, kinds, antecedents; ``words``: factuality and entities,
marked word by word; ``events``: the triggers of WikiEvents; ``passages``: what is annotated by the
codebook, our own corpus and the real articles.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Final

from tokenizers import Tokenizer

from onrecord import Reader
from onrecord.read.encoder.features import FACTUALITY
from training import corpora, labelled
from training.annotated import document_of, prepare_reading
from training.corpus.check import files, passages_of
from training.corpus.split import SCORER, is_held_out
from training.examples import Example, Prepared, draw, prepare_attributed, prepare_parsed
from training.standoff.articles import real_articles

OPEN: Final = ("uds_ih2", "meantime")
"""Factuality corpora under an open licence (CC BY-SA 4.0, CC BY 4.0)."""
OPEN_TEXTS: Final = ("https://en.wikinews.org", "re3d:")
"""How the addresses of openly licensed texts begin, among the annotated real articles."""
OFTEN: Final = {"meantime": 3, "commitmentbank": 2, "uw": 4}
"""How many times a round the small sets come."""


STREAMS: Final = {
    "full": ("polnear", "gum", "words", "events", "passages"),
    "open": ("gum", "words", "passages"),
}
"""The streams of each configuration: PolNeAR states no licence."""


class Sets:
    """The prepared texts of each stream, made when first asked for.

    ``sets``: "full", or "open" for openly licensed ones only, in which case our own passages and
    the open ones of the real articles teach attribution alone. ``limit`` takes only the first
    texts.
    """

    def __init__(self, tokenizer: Tokenizer, sets: str = "full", limit: int = 0) -> None:
        self.tokenizer, self.full, self.limit = tokenizer, sets == "full", limit or None

    def texts(self, name: str) -> list[Prepared]:
        """The texts of one stream."""
        makers = {
            "polnear": self._polnear,
            "gum": self._gum,
            "words": self._words,
            "events": self._events,
            "passages": self._passages,
        }
        return makers[name]()

    def _polnear(self) -> list[Prepared]:
        articles = corpora.polnear("train")[: self.limit]
        return [prepare_attributed(article, self.tokenizer) for article in articles]

    def _gum(self) -> list[Prepared]:
        kept = [d for d in corpora.gum() if not corpora.held_out(d.name)][: self.limit]
        return [prepare_parsed(document, self.tokenizer) for document in kept]

    def _words(self) -> list[Prepared]:
        found: list[Prepared] = []
        for corpus in FACTUALITY if self.full else OPEN:
            texts = labelled.factuality(corpus, "train", random.Random(0))[: self.limit]
            made = [labelled.prepare_factuality(text, self.tokenizer) for text in texts]
            found += made * OFTEN.get(corpus, 1)
        return found + labelled.prepare_re3d(self.tokenizer)[: self.limit]

    def _events(self) -> list[Prepared]:
        texts = labelled.wikievents("train")[: self.limit]
        return [labelled.prepare_events(text, self.tokenizer) for text in texts]

    def _passages(self) -> list[Prepared]:
        reader = Reader()
        taught = [p for p in files() if not is_held_out(p.stem) and p.stem not in SCORER]
        found, _ = passages_of(taught)
        made = [
            prepare_reading(document_of(passage), gold, reader)
            for passage, gold in found[: self.limit]
        ]
        real = [
            prepare_reading(document, gold, reader)
            for gold, document in real_articles()
            if self.full or (document.url or "").startswith(OPEN_TEXTS)
        ]
        return made + real[: self.limit]


def stream(sets: Sets, name: str, chance: random.Random) -> Iterator[Example]:
    """Windows without end, in a new order and with new cuts each time round."""
    texts = sets.texts(name)
    while True:
        order = texts[:]
        chance.shuffle(order)
        found = list(draw(order, chance))
        chance.shuffle(found)
        yield from found
