"""From the words of an attribution to its stance, distance and form (codebook sections 1 and 5)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from onrecord.read.judge.circumstances import Circumstance, Voice, circumstance_of
from onrecord.read.judge.cues import Cue, read_cue
from onrecord.read.judge.judgement import Commitment, Judgement
from onrecord.read.judge.quotes import form_of

if TYPE_CHECKING:
    from onrecord.model import Claim, Draft, Factuality, Stance
    from onrecord.read.judge.lexicon import Lexicon
    from onrecord.syntax import Syntax, Token

_KNOWN, _UNKNOWN = 0.95, 0.7
"""How far to trust a stance from the lexicon, and the default for a cue it does not have."""
_NEGATED: Final[dict[Stance, Stance]] = {
    "asserts": "no_comment",
    "confirms": "does_not_acknowledge",
    "acknowledges": "does_not_acknowledge",
    "accuses": "no_comment",
    "denies": "does_not_deny",
    "doubts": "does_not_deny",
    "retracts": "asserts",
    "assesses": "doubts",
    "estimates": "no_comment",
    "suspects": "doubts",
}
"""What a negated cue means where its group in the lexicon does not say."""
_UNCOMMITTED: Final = frozenset({
    "cannot_verify", "no_comment", "does_not_acknowledge", "does_not_deny",
    "expects", "intends", "wants", "threatens",
})  # fmt: skip
_SETTLED: Final = frozenset({
    "no_comment", "cannot_verify", "does_not_deny", "does_not_acknowledge", "doubts", "denies",
})  # fmt: skip
"""Stances that no complement changes."""
_OPPOSITE: Final[dict[Factuality, Factuality]] = {
    "CT+": "CT-", "CT-": "CT+", "PR+": "PR-", "PR-": "PR+", "PS+": "PS-", "PS-": "PS+",
    "UU": "UU", "-": "-",
}  # fmt: skip


def judge(draft: Draft, syntax: Syntax, lexicon: Lexicon) -> Judgement:
    """The stance, distance and form of one attribution.

    Negation, modal verbs and the complement are taken into account; a cue that the lexicon
    does not know is read as plain saying.
    """
    cue = read_cue(draft.cue, syntax, lexicon)
    raw = _judgement(cue, draft, syntax, lexicon)
    predicate = _predicate(draft, syntax)
    if predicate is None:
        return raw
    around = circumstance_of(
        predicate, Voice(draft.source, None, draft.content), None, syntax, lexicon
    )
    return replace(raw, stance=_refined(raw, around, syntax, lexicon))


def commit(
    judgement: Judgement, claim: Claim, voice: Voice, syntax: Syntax, lexicon: Lexicon
) -> Commitment:
    """What a holder does to one claim of its content, and the factuality it gives the claim."""
    trigger = syntax.head_of(claim.trigger)
    if trigger is None:
        return Commitment(judgement.stance, _factuality(judgement.stance, claim, Circumstance()))
    around = circumstance_of(trigger, voice, claim, syntax, lexicon)
    stance = _refined(judgement, around, syntax, lexicon)
    if stance == "names" and claim.type != "naming":
        stance = "accuses" if claim.type == "violation" and not around.own else "asserts"
    return Commitment(stance, _factuality(stance, claim, around))


def narrate(claim: Claim, syntax: Syntax, lexicon: Lexicon) -> Commitment:
    """How far the article's own voice commits to a claim: it asserts, or suspects with a hedge."""
    trigger = syntax.head_of(claim.trigger)
    nobody = Voice((), None)
    around = circumstance_of(trigger, nobody, claim, syntax, lexicon) if trigger else Circumstance()
    hedged = around.possible or around.probable or around.improbable
    stance: Stance = "suspects" if hedged and not around.future else "asserts"
    return Commitment(stance, _factuality(stance, claim, around))


def _judgement(cue: Cue, draft: Draft, syntax: Syntax, lexicon: Lexicon) -> Judgement:
    form = form_of(draft.content, syntax.text)
    stance, ruling, certainty = _reading(cue, draft, syntax, lexicon)
    return Judgement(
        stance=stance,
        base=stance,
        distance=cue.entry.distance if cue.entry else "neutral",
        form="naming" if ruling == "naming" else form,
        negated=cue.negated,
        modal=cue.modal,
        ruling=ruling,
        certainty=certainty,
        head=cue.head.index if cue.head else None,
    )


def _reading(cue: Cue, draft: Draft, syntax: Syntax, lexicon: Lexicon) -> tuple[Stance, str, float]:
    entry = cue.entry
    if entry is None and _is_hedge(draft, syntax, lexicon):
        return "suspects", "hedge", _KNOWN
    if entry is None:
        return ("no_comment" if cue.negated else "asserts"), "saying", _UNKNOWN
    if cue.negated and cue.unable and entry.unable:
        return entry.unable, entry.ruling, _KNOWN
    if cue.negated:
        return entry.negated or _NEGATED.get(entry.stance, entry.stance), entry.ruling, _KNOWN
    if not draft.source and entry.sourceless:
        return entry.sourceless, entry.ruling, _KNOWN
    return entry.stance, entry.ruling, _KNOWN


def _is_hedge(draft: Draft, syntax: Syntax, lexicon: Lexicon) -> bool:
    words = {lexicon.lemma(t.lower) for span in draft.cue for t in syntax.tokens_in(span)}
    return bool(
        words
        & (lexicon.hedges["probable"] | lexicon.hedges["possible"] | lexicon.hedges["seeming"])
    )


def _predicate(draft: Draft, syntax: Syntax) -> Token | None:
    heads = [head for span in draft.content if (head := syntax.head_of(span)) is not None]
    return min(
        heads,
        key=lambda t: (t.pos not in {"VERB", "AUX", "ADJ"}, sum(1 for _ in syntax.ancestors(t))),
        default=None,
    )


def _refined(
    judgement: Judgement, around: Circumstance, syntax: Syntax, lexicon: Lexicon
) -> Stance:
    """The stance once the complement is looked at, by the ruling that the cue falls under."""
    if judgement.base in _SETTLED or judgement.negated:
        return judgement.base
    match judgement.ruling:
        case "saying" | "according" | "citing":
            return _said(judgement, around, syntax, lexicon)
        case "claiming":
            return "accuses" if around.wrong else _said(judgement, around, syntax, lexicon)
        case "warning":
            return _warned(judgement, around)
        case "believing":
            return "assesses" if around.expert else judgement.base
    return judgement.base


def _said(judgement: Judgement, around: Circumstance, syntax: Syntax, lexicon: Lexicon) -> Stance:
    if judgement.base != "asserts":
        return judgement.base
    if around.obligation and not around.perfect:
        return "wants"
    hedged = around.possible or around.probable or around.improbable
    weighed = around.judged or around.improbable or (around.possible and not around.perfect)
    if (hedged and around.expert) or (weighed and not around.own and not around.conditional):
        return "assesses"
    if around.infinitive and not around.future:
        return "wants" if _is_order(judgement, syntax, lexicon) or not around.own else "intends"
    if around.future and not around.conditional and not around.scheduled:
        return "intends" if around.own else "expects"
    return "asserts"


def _warned(judgement: Judgement, around: Circumstance) -> Stance:
    if around.own and around.future:
        return "threatens"
    return "wants" if around.infinitive else judgement.base


def _is_order(judgement: Judgement, syntax: Syntax, lexicon: Lexicon) -> bool:
    """Whether the cue tells somebody to do something, rather than promises to do it."""
    if judgement.head is None:
        return False
    return lexicon.lemma(syntax.tokens[judgement.head].lower) in lexicon.lists["ordering"]


def _factuality(stance: Stance, claim: Claim, around: Circumstance) -> Factuality:
    """The codebook's table of section 1, lowered by hedges and turned by negation."""
    if stance == "names":
        return "-"
    uncertain = claim.modality in {"future", "conditional"} or (
        around.future and not around.perfect
    )
    if stance in _UNCOMMITTED or (uncertain and stance not in {"denies", "doubts", "assesses"}):
        return "UU"
    positive = _degree(stance, claim, around)
    against = stance in {"denies", "retracts", "doubts"} or around.improbable
    return _OPPOSITE[positive] if against != (claim.polarity == "negative") else positive


def _degree(stance: Stance, claim: Claim, around: Circumstance) -> Factuality:
    if stance in {"denies", "retracts"}:
        return "CT+"
    if stance == "doubts":
        return "PS+"
    if around.probable or around.improbable:
        return "PR+"
    if around.possible or claim.modality == "possible":
        return "PS+"
    return "PR+" if stance in {"assesses", "suspects"} else "CT+"
