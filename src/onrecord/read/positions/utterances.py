"""Attributions in their places: who holds them, which one relays which, when each was said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import eq
from typing import TYPE_CHECKING

from onrecord.model import UNSPECIFIED, Attribution, Claim, Draft, Span, Stance, Time
from onrecord.read.judge import Judgement, Lexicon, Voice, judge, quotations

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from onrecord.syntax import Syntax, Token

HolderOf = Callable[[tuple[Span, ...]], str | None]
"""The entity id that a source was resolved to, None when it names nobody known."""

ANSWERS: frozenset[Stance] = frozenset({
    "confirms", "denies", "doubts", "retracts", "cannot_verify", "no_comment",
    "does_not_acknowledge", "does_not_deny", "acknowledges",
})  # fmt: skip
"""Stances that answer what somebody else said."""


Links = Callable[
    [Sequence[Span], Sequence[Span], Sequence[Sequence[Span]]],
    tuple["npt.NDArray[np.float32]", "npt.NDArray[np.float32]"],
]
"""Triggers, first words and contents of utterances to log-probabilities of owning, and to
probabilities of reacting (see ``encoder.heads.Linker``)."""


Reacting = Callable[["npt.NDArray[np.float32]"], "npt.NDArray[np.float32]"]
"""Features of claims as targets of a reaction (``targets.WIDTH``) to probabilities."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the trained heads make of an attribution; ``known`` is what the lexicon makes of it."""

    known: Judgement
    stance: Stance
    certainty: float


@dataclass(frozen=True)
class Surroundings:
    """What the article offers beside the attributions and the claims themselves.

    ``said`` are the times found in the text; ``certainty`` gives a claim's own confidence by
    its id, where the finder of claims states one; ``same_side`` tells whether two entities are
    one party ("North Korean troops" and "North Korea").
    """

    syntax: Syntax
    lexicon: Lexicon
    holder_of: HolderOf
    said: Sequence[Time] = ()
    certainty: Mapping[str, float] = field(default_factory=dict)
    same_side: Callable[[str, str], bool] = eq
    verdicts: Mapping[Draft, Verdict] = field(default_factory=dict)
    links: Links | None = None
    reacting: Reacting | None = None
    calibrate: Callable[[float, bool], float] = lambda product, narrated: product  # noqa: ARG005


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
        return Voice(self.draft.source, self.holder, self.draft.content)

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
            judgement=_judged(draft, around),
            holder=_holder(draft, around),
            said=said_at(draft, around),
        )
        for number, draft in enumerate(ordered, 1)
    ]
    found = [_citation(u, found, around.syntax) for u in found]
    chained = [replace(u, parent=u.parent or _parent(u, found)) for u in found]
    by_id = {u.id: u for u in chained}
    return tuple(_inherit(u, by_id, around) for u in chained)


def _judged(draft: Draft, around: Surroundings) -> Judgement:
    """The lexicon's judgement with the stance of the trained heads.

    The distance is a matter of the word alone: the lexicon's is right in .97 of the cues of the
    real dev articles, that of a trained head was in .91, since it called nearly all neutral.
    """
    verdict = around.verdicts.get(draft)
    known = verdict.known if verdict else judge(draft, around.syntax, around.lexicon)
    if verdict is None or (known.ruling == "hedge" and not draft.source):
        return known
    return replace(
        known,
        stance=verdict.stance,
        base=verdict.stance,
        ruling="",
        certainty=verdict.certainty,
    )


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


def innermost(claim: Claim, utterances: Sequence[Utterance], syntax: Syntax) -> Utterance | None:
    """The utterance with the smallest content around the claim's trigger.

    A naming claim may stand in the cue itself ("calls the city ..."); a claim right behind a
    content belongs to it when it hangs from it ("could capture the town | and advance"); an aside
    in indirect speech ("from Kursk, where forces attacked in August") is the writer's own.
    """
    by_id = {u.id: u for u in utterances}
    aside = _aside(claim, syntax)
    fitting = [
        u
        for u in utterances
        if (u.judgement.stance != "names" or claim.type in _NAMED)
        and not (aside is not None and u.judgement.form == "indirect" and u.covers(aside))
    ]
    covering = [u for u in fitting if u.covers(claim.trigger)]
    covering = covering or _quoting(claim, fitting, syntax)
    covering = covering or [u for u in fitting if _carries_on(u, claim, fitting, syntax)]
    covering = covering or _reported_on(claim, fitting, syntax)
    if claim.type == "naming":
        named = [
            u for u in utterances
            if u.judgement.stance == "names"
            and any(c.overlaps(claim.trigger) for c in (*u.draft.cue, *u.draft.content))
        ]  # fmt: skip
        covering = named or covering
    return min(covering, key=lambda u: (u.size, -len(chain_of(u, by_id))), default=None)


def _aside(claim: Claim, syntax: Syntax) -> Span | None:
    """The relative word after a comma that opens the claim's clause, None without one."""
    trigger = syntax.head_of(claim.trigger)
    if trigger is None:
        return None
    for token in reversed(syntax.tokens[1 : trigger.index]):
        if token.sentence != trigger.sentence or token.text in ",;:—–":
            return None
        if token.lower in _RELATIVES:
            before = syntax.tokens[token.index - 1]
            return token.span if before.text == "," else None
    return None


_RELATIVES = frozenset({"which", "where", "who", "whose", "whom"})


def _quoting(claim: Claim, utterances: Sequence[Utterance], syntax: Syntax) -> list[Utterance]:
    """Whoever speaks in the quotation around a claim, or in the one before it in the paragraph."""
    quoted = [q for q in quotations(syntax.text) if q.end - q.start >= _SHORTEST_QUOTATION]
    inside = next((n for n, q in enumerate(quoted) if q.contains(claim.trigger)), None)
    if inside is None:
        return []
    speaking = _speakers(quoted[inside], utterances)
    if (
        not speaking
        and inside
        and "\n" not in syntax.text[quoted[inside - 1].end : quoted[inside].start]
    ):
        between = Span(quoted[inside - 1].end, quoted[inside].start)
        others = [u for u in utterances if any(cue.overlaps(between) for cue in u.draft.cue)]
        speaking = _speakers(quoted[inside - 1], others or utterances)
    return speaking[:1]


def _speakers(quotation: Span, utterances: Sequence[Utterance]) -> list[Utterance]:
    spoken = [u for u in utterances if any(quotation.overlaps(c) for c in u.draft.content)]
    outside = [u for u in spoken if not any(quotation.contains(cue) for cue in u.draft.cue)]
    return sorted(outside, key=lambda u: u.size)


_SHORTEST_QUOTATION = 20
"""Characters; what is shorter is a name or a phrase in the writer's own sentence."""


def _reported_on(claim: Claim, utterances: Sequence[Utterance], syntax: Syntax) -> list[Utterance]:
    """Whoever spoke in the sentence before, where a "would" carries that report on.

    "Charité said he would be examined. His family would be consulted first": the past of
    "will" without a condition or a cue of its own is still what Charité said.
    """
    head = syntax.head_of(claim.trigger)
    if head is None or not _is_backshifted(head, syntax):
        return []
    here = [t for t in syntax.tokens if t.sentence == head.sentence]
    said = [
        u for u in utterances
        if _sentence(u, syntax) == head.sentence - 1
        and u.judgement.base in _REPORTING
        and u.judgement.form == "indirect"
        and u.draft.source
    ]  # fmt: skip
    sentence = Span(here[0].start, here[-1].end)
    cued = any(cue.overlaps(sentence) for u in utterances for cue in u.draft.cue)
    if not said or cued or "\n" in syntax.text[said[-1].draft.cue[-1].end : sentence.start]:
        return []
    return said[-1:]


_REPORTING: frozenset[Stance] = frozenset({"asserts", "expects", "intends", "accuses"})


def _is_backshifted(verb: Token, syntax: Syntax) -> bool:
    words = {t.lower for t in syntax.children(verb, "aux")}
    marks = {t.lower for c in (verb, *syntax.children(verb, "advcl"))
             for t in syntax.children(c, "mark")}  # fmt: skip
    return "would" in words and "have" not in words and not marks & {"if", "unless"}


def _carries_on(
    utterance: Utterance, claim: Claim, utterances: Sequence[Utterance], syntax: Syntax
) -> bool:
    head = syntax.head_of(claim.trigger)
    if head is None or not utterance.draft.content:
        return False
    end = utterance.draft.content[-1].end
    between = Span(end, claim.trigger.start)
    if not 0 <= between.end - end <= _FURTHEST_CARRIED:
        return False
    if set(syntax.text[between.start : between.end]) & _BREAKS:
        return False
    crossed = any(cue.overlaps(between) for u in utterances for cue in u.draft.cue)
    above = syntax.governor(head)
    same = above is not None and above.sentence == head.sentence and head.rel in _CARRIED
    return same and not crossed and above is not None and utterance.covers(above.span)


_NAMED = frozenset({"naming", "violation"})
"""What calling something by a name can claim ("called the strike a war crime")."""
_BREAKS = frozenset(',;:.()\n“”"')
_FURTHEST_CARRIED = 300
"""Characters; no sentence goes on for longer without a comma."""
_CARRIED = frozenset({"conj", "xcomp", "obj", "obl", "nmod", "acl", "advcl"})
"""Relations by which a word behind a content still hangs from it."""


def said_at(draft: Draft, around: Surroundings) -> Time | None:
    """The time that hangs from the cue ("said on Friday"), not one inside the content."""
    cue = {t.index for span in draft.cue for t in around.syntax.tokens_in(span)}
    for time in around.said:
        span = Span(time.start, time.end) if time.start is not None and time.end else None
        if span is None or any(c.overlaps(span) for c in (*draft.content, *draft.source)):
            continue
        if _is_when(span, cue, around.syntax):
            return time
    return None


def _is_when(span: Span, cue: set[int], syntax: Syntax) -> bool:
    tokens = syntax.tokens_in(span)
    head = syntax.head_of(span)
    if not tokens or not cue or head is None or _opens_clause(tokens[0], max(cue), syntax):
        return False
    beside = tokens[0].index == max(cue) + 1 or tokens[-1].index == min(cue) - 1
    above = syntax.governor(head)
    return beside or (above is not None and above.index in cue)


def _opens_clause(first: Token, cue_end: int, syntax: Syntax) -> bool:
    """Whether a time after the cue begins a clause of its own ("..., but in October he said")."""
    before = syntax.tokens[first.index - 1 : first.index] if first.index else ()
    return first.index > cue_end and bool(before) and before[0].pos == "CCONJ"


def _holder(draft: Draft, around: Surroundings) -> str:
    found = around.holder_of(draft.source) if draft.source else None
    return found or UNSPECIFIED


def _parent(inner: Utterance, utterances: Sequence[Utterance]) -> str | None:
    outer = [
        u for u in utterances
        if u.id != inner.id
        and (_holds(u, inner) or _introduces(u, inner))
    ]  # fmt: skip
    return min(outer, key=lambda u: u.size).id if outer else None


def _holds(outer: Utterance, inner: Utterance) -> bool:
    """Whether the inner cue stands in the outer content; of two that do, the larger is outer."""
    mutual = inner.covers(outer.draft.cue[0])
    return outer.covers(inner.draft.cue[0]) and not (mutual and outer.size <= inner.size)


def _introduces(outer: Utterance, inner: Utterance) -> bool:
    """Whether the inner cue stands between the outer one and their common content.

    "Confirmed [media reports] that ...": a reader may leave the inner cue out of the content.
    """
    if not outer.draft.content or outer.draft.cue[-1].end > inner.draft.cue[0].start:
        return False
    content = outer.draft.content[0]
    return inner.draft.cue[-1].end <= content.start and inner.covers(_middle(content))


def _middle(span: Span) -> Span:
    centre = (span.start + span.end) // 2
    return Span(centre, centre + 1)


def _citation(citing: Utterance, utterances: Sequence[Utterance], syntax: Syntax) -> Utterance:
    """In "X said ..., citing Y" the saying that the citation hangs from relays it."""
    head = syntax.head_of(citing.draft.cue[0])
    above = syntax.governor(head) if head and citing.judgement.ruling == "citing" else None
    if above is None:
        return citing
    near = [
        u for u in utterances
        if u.judgement.ruling != "citing"
        and u.draft.content
        and _sentence(u, syntax) == above.sentence
    ]  # fmt: skip
    start = citing.draft.cue[0].start
    said = min(near, key=lambda u: abs(u.draft.cue[0].start - start), default=None)
    if said is None:
        return citing
    return replace(citing, parent=said.id, draft=replace(citing.draft, content=said.draft.content))


def _sentence(utterance: Utterance, syntax: Syntax) -> int | None:
    token = syntax.token_at(utterance.draft.cue[0].start)
    return token.sentence if token else None


def same_sentence(earlier: Utterance, later: Utterance, syntax: Syntax) -> bool:
    """Whether two utterances have their cues in one sentence, in this order."""
    if earlier.draft.cue[0].start >= later.draft.cue[0].start:
        return False
    return _sentence(earlier, syntax) == _sentence(later, syntax)


def _inherit(inner: Utterance, by_id: Mapping[str, Utterance], around: Surroundings) -> Utterance:
    """An inner pronoun that means the outer speaker takes over its words and its holder."""
    if inner.parent is None:
        return inner
    outer = by_id[inner.parent]
    if inner.holder in {UNSPECIFIED, outer.holder} and _is_pronoun(inner.draft.source, around):
        draft = replace(inner.draft, source=outer.draft.source)
        return replace(inner, draft=draft, holder=outer.holder)
    return inner


def _is_pronoun(source: tuple[Span, ...], around: Surroundings) -> bool:
    tokens = [t for span in source for t in around.syntax.tokens_in(span)]
    pronouns = around.lexicon.lists["third_person"] | around.lexicon.lists["first_person"]
    return len(tokens) == 1 and tokens[0].lower in pronouns
