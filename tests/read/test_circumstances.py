"""When, where and how many, attached on hand-made grammar."""

from __future__ import annotations

from datetime import date

from trees import syntax_of

from onrecord.model import Claim, ClaimType, Quantity, Role, RoleName, Span, Time
from onrecord.read.circumstances import Found, attach

MONDAY = date(2025, 2, 3)


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def _claim(
    text: str, kind: ClaimType, trigger: str, roles: dict[RoleName, str], subtype: str | None = None
) -> Claim:
    parts = tuple(Role(name, _span(text, words)) for name, words in roles.items())
    return Claim(trigger, kind, subtype, _span(text, trigger), parts)


def _time(text: str, words: str, day: date = MONDAY) -> Time:
    span = _span(text, words)
    return Time(span.start, span.end, day, day, "day", approximate=False, anchor="published")


def _count(text: str, words: str, best: float, unit: str) -> Quantity:
    span = _span(text, words)
    return Quantity(span.start, span.end, best, best, best, "exact", unit)


SAID = syntax_of(
    "Rebels/NOUN/2/nsubj seized/VERB/7/ccomp Gao/PROPN/2/obj ,/PUNCT/2/punct a/DET/6/det"
    " spokesman/NOUN/7/nsubj said/VERB/0/root on/ADP/9/case Monday/PROPN/7/obl ./PUNCT/7/punct"
)
SEIZED = syntax_of(
    "A/DET/2/det spokesman/NOUN/3/nsubj said/VERB/0/root rebels/NOUN/5/nsubj seized/VERB/3/ccomp"
    " Gao/PROPN/5/obj on/ADP/8/case Monday/PROPN/5/obl ./PUNCT/3/punct"
)


def test_the_time_of_saying_is_not_the_time_of_the_event() -> None:
    text = SAID.text
    claim = _claim(text, "control", "seized", {"target": "Gao"})
    found = Found(times=[_time(text, "on Monday")], cues=[_span(text, "said")])
    assert attach([claim], SAID, found)[0].time is None


def test_a_time_below_the_trigger_is_the_time_of_the_event() -> None:
    text = SEIZED.text
    claim = _claim(text, "control", "seized", {"target": "Gao"})
    found = Found(times=[_time(text, "on Monday")], cues=[_span(text, "said")])
    told = attach([claim], SEIZED, found)[0]
    assert told.time is not None
    assert told.time.first == MONDAY


def test_a_time_at_a_support_verb_belongs_to_its_complement() -> None:
    syntax = syntax_of(
        "Chad/PROPN/2/nsubj began/VERB/0/root sending/VERB/2/xcomp troops/NOUN/3/obj"
        " on/ADP/6/case"
        " Monday/PROPN/2/obl ./PUNCT/2/punct"
    )
    claim = _claim(syntax.text, "deployment", "sending", {"target": "troops"})
    told = attach([claim], syntax, Found(times=[_time(syntax.text, "on Monday")]))[0]
    assert told.time is not None


CASUALTIES = syntax_of(
    "300/NUM/2/nummod men/NOUN/4/nsubj:pass were/AUX/4/aux:pass killed/VERB/0/root and/CCONJ/7/cc"
    " 700/NUM/7/nsubj:pass wounded/VERB/4/conj on/ADP/9/case Monday/PROPN/4/obl ./PUNCT/4/punct"
)


def test_killed_and_wounded_are_counted_apart_and_share_their_time() -> None:
    text = CASUALTIES.text
    claims = [
        _claim(text, "casualties", "killed", {"victim": "300 men"}, "killed"),
        _claim(text, "casualties", "wounded", {"victim": "700"}, "wounded"),
    ]
    found = Found(
        times=[_time(text, "on Monday")],
        quantities=[_count(text, "300", 300, "killed"), _count(text, "700", 700, "wounded")],
    )
    told = attach(claims, CASUALTIES, found)
    assert [[q.best for q in c.quantities] for c in told] == [[300], [700]]
    assert all(c.time is not None for c in told)


def test_a_count_without_its_phrase_goes_to_the_claim_of_its_unit() -> None:
    text = CASUALTIES.text
    claims = [
        _claim(text, "casualties", "killed", {}, "killed"),
        _claim(text, "casualties", "wounded", {}, "wounded"),
    ]
    found = Found(quantities=[_count(text, "700", 700, "wounded")])
    told = attach(claims, CASUALTIES, found)
    assert [[q.best for q in c.quantities] for c in told] == [[], [700]]


MOVED = syntax_of(
    "Troops/NOUN/2/nsubj moved/VERB/0/root from/ADP/4/case Gao/PROPN/2/obl to/ADP/6/case"
    " Timbuktu/PROPN/2/obl in/ADP/8/case Mali/PROPN/2/obl ./PUNCT/2/punct"
)
PARTS: dict[RoleName, str] = {"origin": "Gao", "destination": "Timbuktu", "place": "Mali"}


def _place_of(kind: ClaimType) -> str | None:
    text = MOVED.text
    places = [(_span(text, name), name.lower()) for name in ("Gao", "Timbuktu", "Mali")]
    return attach([_claim(text, kind, "moved", PARTS)], MOVED, Found(places=places))[0].place


def test_the_destination_is_the_place_of_a_movement() -> None:
    assert _place_of("deployment") == "timbuktu"


def test_the_origin_is_the_place_of_a_withdrawal() -> None:
    assert _place_of("withdrawal") == "gao"


def test_the_place_of_a_control_claim_is_its_target_not_the_owner_of_it() -> None:
    syntax = syntax_of(
        "Rebels/NOUN/2/nsubj took/VERB/0/root Mali/PROPN/7/nmod:poss ’/PUNCT/3/case"
        " s/PART/4/goeswith"
        " Gao/PROPN/7/compound region/NOUN/2/obj ./PUNCT/2/punct"
    )
    text = syntax.text
    claim = _claim(text, "control", "took", {"target": text[text.index("Mali") : text.index(".")]})
    places = [(_span(text, "Mali"), "mali"), (_span(text, "Gao"), "gao")]
    assert attach([claim], syntax, Found(places=places))[0].place == "gao"


def test_a_place_in_the_clause_is_taken_where_no_role_has_one() -> None:
    text = MOVED.text
    claim = _claim(text, "other", "moved", {})
    told = attach([claim], MOVED, Found(places=[(_span(text, "Mali"), "mali")]))
    assert told[0].place == "mali"


def test_an_effect_has_the_place_of_its_cause() -> None:
    syntax = syntax_of(
        "An/DET/2/det attack/NOUN/5/nsubj on/ADP/4/case Gao/PROPN/2/nmod killed/VERB/0/root"
        " five/NUM/5/obj ./PUNCT/5/punct"
    )
    text = syntax.text
    attack = _claim(text, "attack", "attack", {"place": "Gao"})
    cause = Role("cause", _span(text, "An attack on Gao"), claim=attack.id)
    killed = Claim("killed", "casualties", "killed", _span(text, "killed"), (cause,))
    told = attach([attack, killed], syntax, Found(places=[(_span(text, "Gao"), "gao")]))
    assert [claim.place for claim in told] == ["gao", "gao"]
