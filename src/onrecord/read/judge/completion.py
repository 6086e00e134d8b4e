"""Drafts made whole: sources and contents that grammar shows, and the attributions missed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Draft, Span
from onrecord.read.judge.lexicon import Lexicon
from onrecord.read.judge.overt import overt_drafts
from onrecord.read.judge.phrases import pieces, sentence_of, source_of_noun, source_of_verb
from onrecord.syntax import Syntax

_MARKS = frozenset(",\"”’'")


def complete(drafts: Sequence[Draft], syntax: Syntax, lexicon: Lexicon) -> tuple[Draft, ...]:
    """The drafts with what they lack filled in, and the overt ones that no draft covers.

    A draft without content takes the overt one of the same cue; of two drafts on one cue the
    one without a source goes. In order of their cues.
    """
    overt = overt_drafts(syntax, lexicon)
    kept = [draft for draft in drafts if draft.cue and not _is_double(draft, drafts)]
    filled = [_filled(draft, overt, syntax) for draft in kept]
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


def _filled(draft: Draft, overt: Sequence[Draft], syntax: Syntax) -> Draft:
    shown = next((other for other in overt if _same_cue(draft, other)), None)
    if not draft.content and shown is not None and shown.content:
        source = shown.source or draft.source
        return replace(draft, source=source, content=shown.content)
    if not draft.source:
        draft = replace(draft, source=_source(draft, shown, syntax))
    return draft if draft.content else replace(draft, content=_said_before(draft, syntax))


def _source(draft: Draft, shown: Draft | None, syntax: Syntax) -> tuple[Span, ...]:
    if shown is not None and shown.source:
        return shown.source
    head = syntax.head_of(draft.cue[0])
    if head is None:
        return ()
    found = source_of_verb(head, syntax) if head.pos == "VERB" else source_of_noun(head, syntax)
    taken = (*draft.cue, *draft.content)
    return () if any(span.overlaps(other) for span in found for other in taken) else found


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
