"""What the encoder's one output vector per token holds: the heads' inputs, side by side.

The network ends in a single linear layer; the cheap parts of the heads (scores of pairs of
tokens) are computed from its columns outside the network, only for the pairs that matter.
"""

from __future__ import annotations

from typing import Final

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

PAIR: Final = 256
"""Width of the layer that scores a token as part of the attribution of a cue."""
ARC: Final = 160
"""Width of the two vectors whose product scores a governor for a dependent."""
LINK: Final = 96
"""Width of the two vectors whose product scores an antecedent for a mention."""
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
}
"""Name and width of each group of columns, in order."""


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
