"""What the encoder's one output vector per token holds: the heads' inputs, side by side.

The network ends in a single linear layer; the cheap parts of the heads (scores of pairs of
tokens) are computed from its columns outside the network, only for the pairs that matter.
"""

from __future__ import annotations

from typing import Final, get_args

from onrecord.model import ClaimType, Distance, EntityKind, Modality, RoleName, Stance

UPOS: Final = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
    "PUNCT", "SCONJ", "SYM", "VERB", "X",
)  # fmt: skip
RELS: Final = (
    "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass",
    "case", "cc", "cc:preconj", "ccomp", "compound", "compound:prt", "conj", "cop", "csubj",
    "csubj:outer", "csubj:pass", "dep", "det", "det:predet", "discourse", "dislocated", "expl",
    "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod", "nmod:desc", "nmod:poss",
    "nmod:unmarked", "nsubj", "nsubj:outer", "nsubj:pass", "nummod", "obj", "obl", "obl:agent",
    "obl:unmarked", "orphan", "parataxis", "punct", "reparandum", "root", "vocative", "xcomp",
)  # fmt: skip
KINDS: Final = (
    "", "person", "organization", "place", "event", "time", "object", "abstract", "substance",
    "animal", "plant",
)  # fmt: skip
LABELS: Final = ("O", "B-cue", "I-cue", "B-source", "I-source", "B-content", "I-content")
"""Tags of one attribution, given where its cue starts."""

TYPES: Final[tuple[ClaimType, ...]] = get_args(ClaimType)
TRIGGERS: Final = ("O", "I", *TYPES)
"""Tags of triggers: a type where one begins, "I" for its further tokens."""
SUBTYPES: Final = (
    "gain", "loss", "hold", "contest", "killed", "wounded", "missing", "captured", "detain",
    "release", "exchange",
)  # fmt: skip
STANCES: Final[tuple[Stance, ...]] = get_args(Stance)
DISTANCES: Final[tuple[Distance, ...]] = get_args(Distance)
MODALITIES: Final[tuple[Modality, ...]] = get_args(Modality)
ROLES: Final[tuple[RoleName, ...]] = get_args(RoleName)
ENTITY_KINDS: Final[tuple[EntityKind, ...]] = get_args(EntityKind)
DEEDS: Final = (
    "O", "attack", "casualties", "talks", "deployment", "detention", "damage", "violation",
    "capability", "transfer", "unrest", "policy", "hardship", "control", "other",
)  # fmt: skip
"""Types of WikiEvents' events in our terms; its attacks are our strikes, clashes and attacks."""
FACTUALITY: Final = ("uds_ih2", "uw", "meantime", "commitmentbank", "megaveridicality2", "rp")
"""Corpora of the author's commitment, each with a column of its own, since their scales differ."""
FLAGS: Final = ("inside", "innermost", "sentence", "next", "paragraph", "before", "quoted")
"""What is known of a trigger and a cue: it stands in the cue's content, in no smaller one; in its
sentence, in the one after it, in its paragraph, behind it; inside quotation marks."""

PAIR: Final = 256
"""Width of the layer that scores a token as part of the attribution of a cue."""
ARC: Final = 160
"""Width of the two vectors whose product scores a governor for a dependent."""
LINK: Final = 96
"""Width of the two vectors whose product scores an antecedent for a mention."""
OWNER: Final = 128
"""Width of the layer that scores a cue as the one that a claim belongs or answers to."""
MATTER: Final = 64
"""Width of the two vectors whose product scores a claim as what a reaction is about."""
PART: Final = 96
"""Width of the layer that scores a token as the head of a role in a claim."""
BUCKETS: Final = 41
"""Classes of signed distance between two tokens (see ``bucket``)."""

COLUMNS: Final = {
    "anchor": 1,
    "label": len(LABELS),
    "pos": len(UPOS),
    "rel": len(RELS),
    "kind": len(KINDS),
    "cue": PAIR,
    "token": PAIR,
    "dependent": ARC,
    "governor": ARC,
    "mention": LINK,
    "antecedent": LINK,
    "new": 1,
    "cue_begins": 1,
    "trigger": len(TRIGGERS),
    "subtype": len(SUBTYPES),
    "negative": 1,
    "modality": len(MODALITIES),
    "stance": len(STANCES),
    "distance": len(DISTANCES),
    "factuality": len(FACTUALITY),
    "deed": len(DEEDS),
    "entity": len(ENTITY_KINDS),
    "narrator": 1,
    "event": OWNER,
    "speaker": OWNER,
    "deed_part": PART,
    "part": PART,
    "answer": MATTER,
    "matter": MATTER,
    "own_cue": PAIR,
    "own_token": PAIR,
    "own_label": len(LABELS),
    "own_mention": LINK,
    "own_antecedent": LINK,
    "own_new": 1,
}
"""Name and width of each group of columns, in order.

``anchor`` marks cues as PolNeAR annotates them, ``cue_begins`` as the codebook does; the parts of
an attribution are scored by ``cue``, ``token`` and ``label``, antecedents by ``mention``,
``antecedent`` and ``new``, or by those with ``own_`` where the codebook is to be followed.
"""
GRAMMAR_WIDTH: Final = sum(list(COLUMNS.values())[: list(COLUMNS).index("cue_begins")])
"""Width of the columns for attribution spans and grammar, which come first."""


def slices() -> dict[str, slice]:
    """Where each group of columns lies in the output vector."""
    found: dict[str, slice] = {}
    at = 0
    for name, width in COLUMNS.items():
        found[name] = slice(at, at + width)
        at += width
    return found


WIDTH: Final = sum(COLUMNS.values())
"""Length of the output vector."""
