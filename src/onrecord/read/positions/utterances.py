"""Attributions in their places: who holds them, which one relays which, when each was said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.model import UNSPECIFIED, Attribution, Claim, Draft, Span, Stance, Time
from onrecord.read.judge import Judgement, Lexicon, Voice, judge
from onrecord.syntax import Syntax, Token

HolderOf = Callable[[tuple[Span, ...]], str | None]
"""The entity id that a source was resolved to, None when it names nobody known."""

ANSWERS: frozenset[Stance] = frozenset({
    "confirms", "denies", "doubts", "retracts", "cannot_verify", "no_comment",
    "does_not_acknowledge", "does_not_deny", "acknowledges",
})  # fmt: skip
"""Stances that answer what somebody else said."""


@dataclass(frozen=True)
class Surroundings:
    """What the article offers beside the attributions and the claims themselves.

    ``said`` are the times found in the text; ``certainty`` gives a claim's own confidence by
    its id, where the finder of claims states one.
    """

    syntax: Syntax
    lexicon: Lexicon
    holder_of: HolderOf
    said: Sequence[Time] = ()
    certainty: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Utterance:
    """A judged attribution with its holder, its place in the chain and its time."""

    id: str
    draft: Draft
    judgement: Judgement
    holder: str
    parent: str | None = None
    said: Time | None = None

    @property
    def size(self) -> int:
        """How many characters the content has."""
        return sum(span.end - span.start for span in self.draft.content)

    @property
    def start(self) -> int:
        """Where its first word stands."""
        spans = (*self.draft.source, *self.draft.cue, *self.draft.content)
        return min(span.start for span in spans)

    @property
    def voice(self) -> Voice:
        """Who speaks, for the judge."""
        return Voice(self.draft.source, self.holder)

    @property
    def answers(self) -> bool:
        """Whether it reacts to what somebody else said."""
        return self.judgement.base in ANSWERS

    def covers(self, span: Span) -> bool:
        """Whether a span starts inside its content."""
        return any(c.start <= span.start < c.end for c in self.draft.content)

    def attribution(self) -> Attribution:
        """The noun that the reading keeps."""
        return Attribution(
            id=self.id,
            source=self.draft.source,
            cue=self.draft.cue,
            content=self.draft.content,
            holder=self.holder,
            form=self.judgement.form,
            stance=self.judgement.stance,
            distance=self.judgement.distance,
            parent=self.parent,
            said=self.said,
        )


def utterances_of(drafts: Iterable[Draft], around: Surroundings) -> tuple[Utterance, ...]:
    """The drafts judged, named a1, a2 ... in the order of their cues, and chained."""
    ordered = sorted((d for d in drafts if d.cue), key=lambda draft: draft.cue)
    found = [
        Utterance(
            id=f"a{number}",
            draft=draft,
            judgement=judge(draft, around.syntax, around.lexicon),
            holder=_holder(draft, around),
            said=said_at(draft, around),
        )
        for number, draft in enumerate(ordered, 1)
    ]
    chained = [replace(u, parent=_parent(u, found, around.syntax)) for u in found]
    by_id = {u.id: u for u in chained}
    return tuple(_inherit(u, by_id, around) for u in chained)


def chain_of(utterance: Utterance, by_id: Mapping[str, Utterance]) -> tuple[Utterance, ...]:
    """The utterances that relay it, outermost first, itself last.

    A speaker does not relay itself ("officials said they expect"): parents of the same
    holder are left out.
    """
    chain, seen = [utterance], {utterance.id}
    parent = utterance.parent
    while parent is not None and parent not in seen:
        above = by_id[parent]
        seen.add(parent)
        if above.holder != chain[0].holder or above.holder == UNSPECIFIED:
            chain.insert(0, above)
        parent = above.parent
    return tuple(chain)


def innermost(claim: Claim, utterances: Sequence[Utterance]) -> Utterance | None:
    """The utterance with the smallest content around the claim's trigger.

    A naming claim may stand in the cue itself ("calls the city ...").
    """
    by_id = {u.id: u for u in utterances}
    covering = [u for u in utterances if u.covers(claim.trigger)]
    if claim.type == "naming":
        named = [
            u for u in utterances
            if u.judgement.stance == "names"
            and any(c.overlaps(claim.trigger) for c in (*u.draft.cue, *u.draft.content))
        ]  # fmt: skip
        covering = named or covering
    return min(covering, key=lambda u: (u.size, -len(chain_of(u, by_id))), default=None)


def said_at(draft: Draft, around: Surroundings) -> Time | None:
    """The time that hangs from the cue ("said on Friday"), not one inside the content."""
    syntax = around.syntax
    cue = {t.index for span in draft.cue for t in syntax.tokens_in(span)}
    for time in around.said:
        if time.start is None or time.end is None:
            continue
        span = Span(time.start, time.end)
        head = syntax.head_of(span)
        if head is None or any(c.overlaps(span) for c in (*draft.content, *draft.source)):
            continue
        if _hangs(head, cue, syntax) or _adjoins(span, cue, syntax):
            return time
    return None


def _hangs(head: Token, cue: set[int], syntax: Syntax) -> bool:
    governor = syntax.governor(head)
    if governor is None:
        return False
    if governor.index in cue:
        return True
    above = syntax.governor(governor)
    return above is not None and above.index in cue and governor.pos != "VERB"


def _adjoins(span: Span, cue: set[int], syntax: Syntax) -> bool:
    tokens = syntax.tokens_in(span)
    return bool(tokens and cue) and (
        tokens[0].index == max(cue) + 1 or tokens[-1].index == min(cue) - 1
    )


def _holder(draft: Draft, around: Surroundings) -> str:
    found = around.holder_of(draft.source) if draft.source else None
    return found or UNSPECIFIED


def _parent(inner: Utterance, utterances: Sequence[Utterance], syntax: Syntax) -> str | None:
    if inner.judgement.ruling == "citing":
        return _relayer(inner, utterances, syntax)
    outer = [
        u for u in utterances
        if u.id != inner.id and u.covers(inner.draft.cue[0])
        and (u.size, inner.id) > (inner.size, u.id)
    ]  # fmt: skip
    return min(outer, key=lambda u: u.size).id if outer else None


def _relayer(citing: Utterance, utterances: Sequence[Utterance], syntax: Syntax) -> str | None:
    """In "X said, citing Y" the parent of the citation is the saying that it hangs from."""
    head = syntax.head_of(citing.draft.cue[0])
    above = syntax.governor(head) if head else None
    if above is None:
        return None
    return next((u.id for u in utterances if any(c.contains(above.span) for c in u.draft.cue)), None)


def _inherit(inner: Utterance, by_id: Mapping[str, Utterance], around: Surroundings) -> Utterance:
    """An inner pronoun that means the outer speaker takes over its words and its holder."""
    if inner.parent is None:
        return inner
    outer = by_id[inner.parent]
    if inner.judgement.ruling == "citing":
        return replace(inner, draft=replace(inner.draft, content=outer.draft.content))
    if inner.holder in {UNSPECIFIED, outer.holder} and _is_pronoun(inner.draft.source, around):
        draft = replace(inner.draft, source=outer.draft.source)
        return replace(inner, draft=draft, holder=outer.holder)
    return inner


def _is_pronoun(source: tuple[Span, ...], around: Surroundings) -> bool:
    tokens = [t for span in source for t in around.syntax.tokens_in(span)]
    pronouns = around.lexicon.lists["third_person"] | around.lexicon.lists["first_person"]
    return len(tokens) == 1 and tokens[0].lower in pronouns
