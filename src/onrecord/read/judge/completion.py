"""Drafts made whole: sources and contents that grammar shows, and the attributions missed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.model import Draft, Span, Stance
from onrecord.read.judge.judge import judge
from onrecord.read.judge.overt import overt_drafts
from onrecord.read.judge.phrases import (
    phrase_after,
    pieces,
    sentence_of,
    source_of_noun,
    source_of_verb,
)
from onrecord.read.judge.quotes import quotations

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.read.judge.lexicon import Lexicon
    from onrecord.syntax import Syntax

_ANSWERS: frozenset[Stance] = frozenset({
    "confirms", "denies", "doubts", "retracts", "cannot_verify", "no_comment",
    "does_not_acknowledge", "does_not_deny", "acknowledges", "names",
})  # fmt: skip
_SAYINGS: frozenset[Stance] = frozenset({"asserts", "accuses", "estimates", "threatens"})
_BESIDE = 7
"""Characters between a noun and its clause: " that ", with a quotation mark at most."""
_SHORTEST_CLAUSE = 4
"""Tokens: subject, verb, object and the comma behind them."""
_MARKS = frozenset(",\"”’'")


def complete(
    drafts: Sequence[Draft], syntax: Syntax, lexicon: Lexicon, doubted: Sequence[Draft] = ()
) -> tuple[Draft, ...]:
    """The drafts with what they lack filled in, and the overt ones that no draft covers.

    An overt one is added where it answers somebody else's claim, relays one as a noun ("reports
    that ...") or says something with speaker and words in place. Of thoughts, wishes and plans the
    grammar shows too many: they count where the trained reader half saw them. ``doubted`` are
    the drafts that it was not sure of.

    A draft without content takes the overt one of the same cue; of two drafts on one cue the
    one without a source goes. In order of their cues.
    """
    overt = overt_drafts(syntax, lexicon)
    kept = [draft for draft in drafts if draft.cue and not _is_double(draft, drafts)]
    apart = [_unshared(draft, kept, syntax) for draft in kept]
    whole = [_filled(draft, overt, syntax, lexicon) for draft in apart]
    filled = list(_with_adding(whole, syntax, lexicon))
    added: list[Draft] = []
    for draft in overt:
        if any(_same_cue(draft, other) for other in (*filled, *added)):
            continue
        seen = any(_same_cue(draft, other) for other in doubted)
        stance = judge(draft, syntax, lexicon).stance
        speaks = bool(draft.content) and _has_finite_verb(draft, syntax)
        said = speaks and (stance in _SAYINGS or _is_told(draft, filled, syntax))
        if seen or said or stance in _ANSWERS or _relays(draft, syntax):
            added.append(draft)
    return tuple(sorted((*filled, *added), key=lambda draft: draft.cue))


def _has_finite_verb(draft: Draft, syntax: Syntax) -> bool:
    """Whether the cue is a verb that is no bare infinitive ("to prove")."""
    tokens = [t for span in draft.cue for t in syntax.tokens_in(span)]
    return tokens[0].lower != "to" and any(t.pos in {"VERB", "AUX"} for t in tokens)


def _is_told(draft: Draft, others: Sequence[Draft], syntax: Syntax) -> bool:
    """Whether a cue stands in what somebody else says, outside quotation marks."""
    cue = draft.cue[0]
    quoted = any(quotation.overlaps(cue) for quotation in quotations(syntax.text))
    return not quoted and any(c.contains(cue) for other in others for c in other.content)


def _relays(draft: Draft, syntax: Syntax) -> bool:
    """Whether the cue is a noun with the clause of what is said right behind it."""
    last = syntax.tokens_in(draft.cue[-1])[-1]
    behind = [span for span in draft.content if 0 <= span.start - last.end <= _BESIDE]
    clause = bool(behind) and any(t.pos in {"VERB", "AUX"} for t in syntax.tokens_in(behind[0]))
    return clause and any(t.pos == "NOUN" for span in draft.cue for t in syntax.tokens_in(span))


def _is_double(draft: Draft, drafts: Sequence[Draft]) -> bool:
    return not draft.source and any(
        other is not draft and other.source and _same_cue(draft, other) for other in drafts
    )


def _same_cue(one: Draft, other: Draft) -> bool:
    return any(a.overlaps(b) for a in one.cue for b in other.cue)


def _filled(draft: Draft, overt: Sequence[Draft], syntax: Syntax, lexicon: Lexicon) -> Draft:
    shown = next((other for other in overt if _same_cue(draft, other)), None)
    if shown is not None and _outshone(draft, shown, syntax, lexicon):
        return replace(draft, source=shown.source or draft.source, content=shown.content)
    draft = replace(draft, source=_here(draft.source, draft, syntax) or draft.source)
    if not draft.source:
        draft = replace(draft, source=_source(draft, shown, syntax))
    return draft if draft.content else replace(draft, content=_said_before(draft, syntax))


def _outshone(draft: Draft, shown: Draft, syntax: Syntax, lexicon: Lexicon) -> bool:
    """Whether the overt draft of a cue is to be trusted more than the tagged one.

    It is where the tagged one has no content, none in the cue's own sentence, or one that
    holds its speaker; and where the one that cites was tagged instead of the one cited.
    """
    if not shown.content:
        return False
    tagged_speaker = any(c.overlaps(s) for c in draft.content for s in shown.source)
    return (
        not _here(draft.content, draft, syntax)
        or (tagged_speaker and not draft.source)
        or _is_citing(draft, syntax, lexicon)
    )


def _here(spans: Sequence[Span], draft: Draft, syntax: Syntax) -> tuple[Span, ...]:
    """The spans that begin in the sentence of the cue."""
    cue = syntax.token_at(draft.cue[0].start)
    starts = ((span, syntax.token_at(span.start)) for span in spans)
    return tuple(span for span, token in starts if cue and token and token.sentence == cue.sentence)


def _unshared(draft: Draft, drafts: Sequence[Draft], syntax: Syntax) -> Draft:
    """The draft without pieces in other sentences that the cue of such a sentence governs."""
    here = _here(draft.content, draft, syntax)
    others = [
        content
        for other in drafts
        if other is not draft and not _here(other.cue, draft, syntax)
        for content in _here(other.content, other, syntax)
    ]
    kept = [c for c in draft.content if c in here or not any(c.overlaps(o) for o in others)]
    return replace(draft, content=tuple(kept)) if here else draft


def _is_citing(draft: Draft, syntax: Syntax, lexicon: Lexicon) -> bool:
    """Whether the tagged source is the one that cites, not the one cited ("X, citing Y")."""
    head = syntax.head_of(draft.cue[0])
    entry = lexicon.word(head) if head is not None and head.lower.endswith("ing") else None
    return entry is not None and entry.ruling == "citing"


def _source(draft: Draft, shown: Draft | None, syntax: Syntax) -> tuple[Span, ...]:
    if shown is not None and shown.source:
        return shown.source
    head = syntax.head_of(draft.cue[0])
    if head is None:
        return ()
    if head.pos != "VERB":
        found = source_of_noun(head, syntax)
    else:
        found = source_of_verb(head, syntax) or _behind(draft, syntax)
    taken = (*draft.cue, *draft.content)
    return () if any(span.overlaps(other) for span in found for other in taken) else found


def _behind(draft: Draft, syntax: Syntax) -> tuple[Span, ...]:
    """The speaker after the cue in '..., reported officials'."""
    cue = syntax.tokens_in(draft.cue[-1])
    if not cue or cue[0].index == 0 or syntax.tokens[cue[0].index - 1].text not in _MARKS:
        return ()
    found = phrase_after(cue[-1], syntax)
    after = syntax.tokens_in(Span(found[0].end, found[0].end + 2)) if found else []
    return found if not after or after[0].pos == "PUNCT" else ()


def _with_adding(drafts: Sequence[Draft], syntax: Syntax, lexicon: Lexicon) -> Iterator[Draft]:
    """Drafts in order; "adding that" without a source takes the speaker before it."""
    last: Draft | None = None
    for draft in sorted(drafts, key=lambda draft: draft.cue):
        if not draft.source and last is not None and _adds(draft, last, syntax, lexicon):
            yield replace(draft, source=last.source)
        else:
            yield draft
            last = draft if draft.source else last


def _adds(draft: Draft, last: Draft, syntax: Syntax, lexicon: Lexicon) -> bool:
    head = syntax.head_of(draft.cue[0])
    before = syntax.head_of(last.cue[0])
    if head is None or before is None or head.sentence != before.sentence:
        return False
    entry = lexicon.word(head)
    says = entry is not None and entry.ruling == "saying" and not entry.sourceless
    return says and head.lower.endswith("ing")


def _said_before(draft: Draft, syntax: Syntax) -> tuple[Span, ...]:
    """The sentence up to the comma before "the ministry said", which ends such a sentence."""
    first = syntax.token_at(min(span.start for span in (*draft.cue, *draft.source)))
    here = syntax.token_at(draft.cue[0].start)
    if first is None or here is None:
        return ()
    first = first if first.sentence == here.sentence else here
    before = [t for t in sentence_of(here, syntax) if t.index < first.index]
    if len(before) < _SHORTEST_CLAUSE or before[-1].text not in _MARKS:
        return ()
    return pieces(before, syntax)
