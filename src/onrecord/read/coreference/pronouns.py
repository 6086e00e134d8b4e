"""Whom a pronoun means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from onrecord.read.coreference import words as lexicon

if TYPE_CHECKING:
    from onrecord.model import EntityKind
    from onrecord.read.coreference.cast import Cast, Draft, Seen
    from onrecord.read.coreference.phrase import Phrase
    from onrecord.syntax import Syntax, Token

_SPEAKING: Final[frozenset[EntityKind]] = frozenset(
    {"organisation", "state", "media", "force", "document"}
)
_LEARNED: Final = 0.25
_SUBJECT: Final = 0.5
_SOURCE: Final = 0.4
_OFTEN: Final = 0.03
_SINGULAR_THEY: Final = 0.3
_DECAY: Final = 0.7
"""Weights set by eye on 53 pronouns of Wikinews articles outside the tests."""
_FAR: Final = 4
"""Sentences after which a mention is no longer taken up by a pronoun."""


def antecedent(syntax: Syntax, cast: Cast, phrase: Phrase) -> Draft | None:
    """The draft that a third-person or relative pronoun takes up, None if none fits."""
    if phrase.head.lower in lexicon.RELATIVE:
        return _governor(syntax, cast, phrase.head)
    learned = _learned(syntax, cast, phrase.head)
    best: tuple[float, Draft | None] = (0.0, None)
    for draft in cast.drafts:
        seen = draft.last_before(phrase.head.index)
        if seen is None or not _fits(draft, phrase) or _bound(syntax, seen, phrase.head):
            continue
        score = _salience(draft, seen, phrase) + (_LEARNED if draft is learned else 0.0)
        best = max(best, (score, draft), key=lambda pair: pair[0])
    return best[1]


def _governor(syntax: Syntax, cast: Cast, token: Token) -> Draft | None:
    """The noun that a relative clause hangs from."""
    below = token
    for above in syntax.ancestors(token):
        if below.rel.startswith("acl"):
            return cast.by_head(above.index)
        below = above
    return None


def _learned(syntax: Syntax, cast: Cast, token: Token) -> Draft | None:
    """The draft at the end of the chain of learned antecedents."""
    index, steps = token.antecedent, 0
    while index is not None and steps < 20:
        draft = cast.by_head(index)
        if draft:
            return draft
        index, steps = syntax.tokens[index].antecedent, steps + 1
    return None


def _fits(draft: Draft, phrase: Phrase) -> bool:
    word = phrase.head.lower
    if phrase.gender:
        same = draft.gender in {None, phrase.gender}
        return draft.kind == "person" and not draft.plural and same
    if word in lexicon.IT:
        if draft.plural or draft.kind == "person":
            return False
        return draft.kind in _SPEAKING or phrase.mention.role != "source"
    mute = phrase.mention.role == "source" and draft.kind == "other"
    return (
        word in lexicon.THEY
        and draft.kind not in {"place", "document"}
        and not (mute and not any(seen.source for seen in draft.seen))
        and (draft.plural or draft.kind in _SPEAKING)
    )


def _bound(syntax: Syntax, seen: Seen, pronoun: Token) -> bool:
    """Whether grammar forbids that both are the same.

    Two arguments of one verb differ, and so do a subject and what is told before it without a
    subject of its own ("Speaking to Ms Lund, she said").
    """
    verb = syntax.governor(pronoun)
    if verb is None or pronoun.rel.startswith("nmod:poss"):
        return False
    if seen.head.head == verb.index:
        return True
    below = pronoun.rel.startswith("nsubj") and not seen.head.rel.startswith("nsubj")
    return below and any(above.index == verb.index for above in syntax.ancestors(seen.head))


def _salience(draft: Draft, seen: Seen, phrase: Phrase) -> float:
    """How near the mind a draft is: recent sentences, subjects, speakers, often named."""
    distance = phrase.head.sentence - seen.head.sentence
    if distance > _FAR:
        return 0.0
    subject = _SUBJECT if seen.head.rel.startswith("nsubj") else 0.0
    source = _SOURCE if seen.source else 0.0
    score = _DECAY**distance * (seen.weight * (1.0 + subject) + source)
    score += _OFTEN * min(len(draft.seen), 5)
    singular = not draft.plural and draft.body != "police"
    if phrase.head.lower in lexicon.THEY and singular:
        score -= _SINGULAR_THEY * (2 if draft.kind == "state" else 1)
    return max(score - 0.0005 * (phrase.head.index - seen.head.index), 0.0)
