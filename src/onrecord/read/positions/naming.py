"""Naming claims that bring their own attribution: who uses the name is the claim's actor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.model import Claim, Draft, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.read.positions.utterances import Surroundings

_CONFIDENCE = 0.6
"""As for every attribution that rests on the grammar."""


def naming_drafts(
    drafts: Sequence[Draft], claims: Sequence[Claim], around: Surroundings
) -> Iterator[Draft]:
    """A draft for each naming claim whose trigger is no cue yet ("Russia calls it ...")."""
    for claim in claims:
        name = _nearest(claim, "name")
        entry = around.syntax.head_of(claim.trigger)
        found = around.lexicon.word(entry) if entry is not None else None
        if claim.type != "naming" or name is None or found is None or found.stance != "names":
            continue
        if any(cue.overlaps(claim.trigger) for draft in drafts for cue in draft.cue):
            continue
        user = _nearest(claim, "actor")
        source = (user.span,) if user is not None else ()
        yield Draft(source, (claim.trigger,), (name.span,), _CONFIDENCE)


def _nearest(claim: Claim, wanted: str) -> Role | None:
    """The role nearest to the trigger, one before it first for an actor."""
    found = [role for role in claim.roles if role.role == wanted]
    before = [role for role in found if role.span.end <= claim.trigger.start]
    return min(before or found, key=lambda r: abs(r.span.start - claim.trigger.start), default=None)
