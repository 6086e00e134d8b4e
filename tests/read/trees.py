"""Hand-made grammar for tests: "word/POS/head/relation" with heads counted from 1, 0 the root."""

from __future__ import annotations

from onrecord.model import Article, Document, Span
from onrecord.syntax import Syntax, Token

_NO_SPACE_BEFORE = frozenset(".,;:!?’'”-")


def syntax_of(*sentences: str) -> Syntax:
    """The grammar of sentences in the notation, each on a line of its own."""
    text = ""
    tokens: list[Token] = []
    for number, sentence in enumerate(sentences):
        first = len(tokens)
        for notation in sentence.split():
            word, pos, head, rel = notation.rsplit("/", 3)
            joined = text.endswith("-") or word in _NO_SPACE_BEFORE or len(tokens) == first
            text += word if joined else f" {word}"
            index = len(tokens)
            governor = index if head == "0" else first + int(head) - 1
            start = len(text) - len(word)
            tokens.append(Token(index, start, len(text), word, number, pos, governor, rel, kind=""))
        text += "\n"
    return Syntax(text, tuple(tokens))


def article_of(syntax: Syntax) -> Article:
    """An article of those sentences."""
    count = syntax.tokens[-1].sentence + 1
    groups = [[t for t in syntax.tokens if t.sentence == number] for number in range(count)]
    sentences = tuple(Span(group[0].start, group[-1].end) for group in groups)
    return Article(Document(syntax.text), "article", "en", (), (), sentences, sentences)
