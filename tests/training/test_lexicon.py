"""Which words earn a rule, by counts worked out by hand."""

from __future__ import annotations

from training.lexicon import Uses

from onrecord.read.events import Lexicon

SHOOT, STORM, MEET = ("VERB", "shoot"), ("VERB", "storm"), ("VERB", "meet")


def counted() -> Uses:
    uses = Uses()
    for word, kinds in (
        (SHOOT, ["attack"] * 5 + ["strike"] + [None]),
        (STORM, ["advance"] * 3 + ["unrest"] * 3),
        (MEET, ["talks"] * 2 + [None] * 8),
    ):
        for kind in kinds:
            uses.add(word, kind)
    return uses


def test_a_word_that_is_mostly_one_trigger_earns_a_rule() -> None:
    assert list(counted().rules(least=6, share=0.75, agreed=0.6)) == [(SHOOT, "attack")]


def test_each_bound_keeps_words_out() -> None:
    assert list(counted().rules(least=7, share=0.75, agreed=0.6)) == []
    assert list(counted().rules(least=6, share=0.9, agreed=0.6)) == []
    assert list(counted().rules(least=6, share=0.75, agreed=0.9)) == []
    assert [word for word, _ in counted().rules(least=2, share=0.2, agreed=0.5)] == [
        MEET, SHOOT, STORM,
    ]  # fmt: skip


def test_forms_count_together_under_a_base_that_is_seen() -> None:
    uses = counted()
    uses.add(("VERB", "shot"), "attack")
    uses.add(("VERB", "fled"), None)
    together = uses.by_base(Lexicon({}, {}, {"shot": ("shoot",), "fled": ("flee",)}))
    assert together.seen[SHOOT] == 8
    assert together.types[SHOOT]["attack"] == 6
    assert together.seen["VERB", "fled"] == 1
