"""Drafts made whole: sources and contents that grammar shows, and the attributions missed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.model import Draft, Span
from onrecord.read.judge.lexicon import Lexicon
from onrecord.read.judge.overt import overt_drafts
from onrecord.read.judge.phrases import (
    phrase_after,
    pieces,
    sentence_of,
    source_of_noun,
    source_of_verb,
)
from onrecord.syntax import Syntax

_MARKS = frozenset(",\"”’'")


def complete(drafts: Sequence[Draft], syntax: Syntax, lexicon: Lexicon) -> tuple[Draft, ...]:
    """The drafts with what they lack filled in, and the overt ones that no draft covers.

    A draft without content takes the overt one of the same cue; of two drafts on one cue the
    one without a source goes. In order of their cues.
    """
    overt = overt_drafts(syntax, lexicon)
    kept = [draft for draft in drafts if draft.cue and not _is_double(draft, drafts)]
    whole = [_filled(draft, overt, syntax, lexicon) for draft in kept]
    filled = list(_with_adding(whole, syntax, lexicon))
    added: list[Draft] = []
    for draft in overt:
        if not any(_same_cue(draft, other) for other in (*filled, *added)):
            added.append(draft)
    return tuple(sorted((*filled, *added), key=lambda draft: draft.cue))


def _is_double(draft: Draft, drafts: Sequence[Draft]) -> bool:
    return not draft.source and any(
        other is not draft and other.source and _same_cue(draft, other) for other in drafts
    )


def _same_cue(one: Draft, other: Draft) -> bool:
    return any(a.overlaps(b) for a in one.cue for b in other.cue)


def _filled(draft: Draft, overt: Sequence[Draft], syntax: Syntax, lexicon: Lexicon) -> Draft:
    draft = replace(draft, source=_near(draft, syntax))
    shown = next((other for other in overt if _same_cue(draft, other)), None)
    if shown is not None and _is_citing(draft, syntax, lexicon):
        return replace(draft, source=shown.source, content=draft.content or shown.content)
    if not draft.content and shown is not None and shown.content:
        source = shown.source or draft.source
        return replace(draft, source=source, content=shown.content)
    if not draft.source:
        draft = replace(draft, source=_source(draft, shown, syntax))
    return draft if draft.content else replace(draft, content=_said_before(draft, syntax))


def _is_citing(draft: Draft, syntax: Syntax, lexicon: Lexicon) -> bool:
    """Whether the tagged source is the one that cites, not the one cited ("X, citing Y")."""
    head = syntax.head_of(draft.cue[0])
    entry = lexicon.word(head) if head is not None and head.lower.endswith("ing") else None
    return entry is not None and entry.ruling == "citing"


def _near(draft: Draft, syntax: Syntax) -> tuple[Span, ...]:
    """The pieces of a source in the cue's own sentence, all where none is."""
    here = syntax.token_at(draft.cue[0].start)
    same = [
        span for span in draft.source
        if here is not None and (token := syntax.token_at(span.start)) is not None
        and token.sentence == here.sentence
    ]  # fmt: skip
    return tuple(same) or draft.source


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
            draft = replace(draft, source=last.source)  # noqa: PLW2901 - the repaired one
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
    if len(before) < 4 or before[-1].text not in _MARKS:  # noqa: PLR2004 - no clause is shorter
        return ()
    return pieces(before, syntax)
