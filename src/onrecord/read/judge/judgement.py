"""What the judge gives: how an attribution is to be taken, and what it binds its holder to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.model import Distance, Factuality, Form, Stance


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a holder stands to what it says, and the writer to the holder.

    ``stance`` is that towards the content as a whole, ``base`` the one that the cue alone gives;
    ``ruling`` names the ruling of the codebook that looks at each claim again ("" for none),
    ``modal`` the modal verb of the cue itself, ``certainty`` how well the lexicon knows the cue.
    ``head`` is the index of the token that carries the cue, None for a cue without tokens.
    """

    stance: Stance
    base: Stance
    distance: Distance
    form: Form
    negated: bool
    modal: str | None
    ruling: str
    certainty: float
    head: int | None


@dataclass(frozen=True, slots=True)
class Commitment:
    """What a holder does to one claim, and how far it binds itself."""

    stance: Stance
    factuality: Factuality
