"""Words that annotated texts use as triggers: ``python -m training.lexicon`` prints rules.

A word of our passages (none held out) and annotated articles that is a trigger by itself in most
of its places, and mostly of one type, gets a rule without conditions: it counts where no rule of
``triggers.toml`` with conditions fits. Articles of PolNeAR are left out, since civil news uses
words of war in other ways. Read the rules over before they go into the table.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

from onrecord import Document, Reader
from onrecord.model import Span
from onrecord.read.events import Lexicon
from onrecord.read.events.lemmas import base_forms
from training.annotated import document_of
from training.corpus.check import files, passages_of
from training.corpus.split import is_held_out
from training.standoff.articles import real_articles

FIELDS: Final = {"VERB": "verbs", "NOUN": "nouns", "ADJ": "adjectives"}
CATEGORIES: Final = {"VERB": "verb", "NOUN": "noun", "ADJ": "adjective"}
Word = tuple[str, str]
"""Part of speech and form."""


class Uses:
    """How often each word is seen, and as a trigger of which types."""

    def __init__(self) -> None:
        self.seen = Counter[Word]()
        self.types: defaultdict[Word, Counter[str]] = defaultdict(Counter)

    def add(self, word: Word, kind: str | None) -> None:
        """One place of a word, None where it is no trigger."""
        self.seen[word] += 1
        if kind is not None:
            self.types[word][kind] += 1

    def by_base(self, lexicon: Lexicon) -> Uses:
        """The same with the forms of a word together, under a base form that is itself seen."""
        found = Uses()
        for (pos, form), count in self.seen.items():
            bases = [b for b in base_forms(form, lexicon.irregular)[1:] if (pos, b) in self.seen]
            word = (pos, bases[0] if bases else form)
            found.seen[word] += count
            found.types[word].update(self.types.get((pos, form), {}))
        return found

    def rules(self, *, least: int, share: float, agreed: float) -> Iterator[tuple[Word, str]]:
        """Words that are triggers ``least`` times, in ``share`` of their places, and their type.

        ``agreed`` is the share of the commonest type among them.
        """
        for word, count in sorted(self.seen.items()):
            used = self.types[word].total()
            if used < least or used < share * count:
                continue
            kind, times = self.types[word].most_common(1)[0]
            if times >= agreed * used:
                yield word, kind


def count(reader: Reader, texts: Iterable[tuple[dict[str, Any], Document]]) -> Uses:
    """The uses of all words in annotated texts; triggers of several words count for none."""
    uses = Uses()
    for gold, document in texts:
        _, syntax = reader.words_of(reader.clean(document))
        single: dict[int, str] = {}
        covered: set[int] = set()
        for claim in gold["claims"]:
            inside = syntax.tokens_in(Span(claim["trigger"]["start"], claim["trigger"]["end"]))
            covered |= {token.index for token in inside}
            if len(inside) == 1:
                single[inside[0].index] = claim["type"]
        for token in syntax.tokens:
            known = token.index in single or token.index not in covered
            if token.pos in FIELDS and token.text[0].isalpha() and known:
                uses.add((token.pos, token.lower), single.get(token.index))
    return uses


def texts() -> Iterator[tuple[dict[str, Any], Document]]:
    """What is annotated to train on, but for PolNeAR."""
    found, _ = passages_of([path for path in files() if not is_held_out(path.stem)])
    yield from ((gold, document_of(passage)) for passage, gold in found)
    for gold, document in real_articles():
        if not (document.url or "").startswith("polnear:"):
            yield gold, document


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--least", type=int, default=6, help="times that a word is a trigger")
    parser.add_argument("--share", type=float, default=0.75, help="of its places")
    parser.add_argument("--agreed", type=float, default=0.6, help="of these, of one type")
    given = parser.parse_args()
    reader = Reader()
    lexicon = reader.tables.triggers
    always = {
        key
        for key, rules in lexicon.rules.items()
        if any(not rule.conditions and len(rule.words) == 1 for rule in rules)
    }
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for (pos, form), kind in count(reader, texts()).by_base(lexicon).rules(**vars(given)):
        known = any(
            (CATEGORIES[pos], base) in always for base in base_forms(form, lexicon.irregular)
        )
        if kind != "other" and not known:
            found[kind, FIELDS[pos]].append(form)
    for (kind, field), words in sorted(found.items()):
        print(f'[[rules]]\ntype = "{kind}"\n{field} = "{" ".join(words)}"')


if __name__ == "__main__":
    main()
