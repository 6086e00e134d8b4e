"""When, where and how many: puts times, places and quantities to the claims that they belong to.

Grammar decides first, nearness within the clause second. What hangs from a verb of saying
("said on Friday") belongs to the saying and is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.model import Claim, Quantity, Role, RoleName, Span, Time
from onrecord.syntax import Syntax, Token

_PLACE_ROLES: Mapping[str, tuple[RoleName, ...]] = {
    "control": ("target", "place"),
    "advance": ("place", "destination", "target", "origin"),
    "deployment": ("destination", "place", "origin", "target"),
    "withdrawal": ("origin", "place", "destination", "target"),
    "displacement": ("destination", "origin", "place", "victim"),
    "strike": ("target", "place"),
    "status": ("target", "place"),
    "naming": ("target",),
}
_ANY_PLACE_ROLES: tuple[RoleName, ...] = (
    "place", "destination", "target", "victim", "recipient", "origin",
)  # fmt: skip
_COUNTED_ROLES = frozenset(
    ("actor", "target", "victim", "instrument", "counterpart", "recipient", "origin", "whole")
)
_EFFECTS = frozenset(("killed", "wounded", "missing", "captured"))
_EPISODES = frozenset(
    "strike attack clash casualties damage interception unrest advance displacement".split()
)
_LENDING = frozenset(("strike", "attack", "clash", "advance", "unrest"))
_CLAUSAL = frozenset("root ccomp xcomp advcl acl parataxis conj csubj".split())
_HIGHEST = 6
_LONGEST_SENTENCE = 2000
"""Characters; what is further off cannot hang from the trigger."""


@dataclass(frozen=True, slots=True)
class Found:
    """What other stages found in the article.

    ``places`` pairs words with the key that a claim's ``place`` receives; ``cues`` are the
    words of saying, whose own times are not the events'.
    """

    times: Sequence[Time] = ()
    quantities: Sequence[Quantity] = ()
    places: Sequence[tuple[Span, str]] = ()
    cues: Sequence[Span] = ()


def attach(claims: Sequence[Claim], syntax: Syntax, found: Found) -> tuple[Claim, ...]:
    """The claims with their time, place and quantities, in the order given."""
    heads = _trigger_words(claims, syntax)
    times = _times(claims, syntax, heads, found)
    counted = _quantities(claims, syntax, heads, found.quantities)
    places = [place for place in found.places if not _tells_whose(syntax, place[0])]
    told = [
        replace(
            claim,
            time=claim.time or times.get(claim.id),
            place=claim.place or _place(claim, syntax, places),
            quantities=claim.quantities or tuple(counted.get(claim.id, ())),
        )
        for claim in claims
    ]
    return _carry_on(_lend(told), syntax.text)


def _tells_whose(syntax: Syntax, span: Span) -> bool:
    """Whether a place is part of a title or of a body's name ("Senator from Vermont").

    What is said of many ("residents of Gaza") tells where they are.
    """
    head = syntax.head_of(span)
    above = syntax.governor(head) if head is not None else None
    if head is None or above is None or above.kind not in ("person", "organization"):
        return False
    joined = {case.lower for case in syntax.children(head, "case")}
    many = above.pos == "NOUN" and above.lower.endswith(("s", "people"))
    belongs = head.rel.split(":")[0] in ("nmod", "compound", "flat", "appos", "amod")
    return belongs and joined <= {"of", "from", "for", "'s", "’s", "s"} and not many


def _trigger_words(claims: Sequence[Claim], syntax: Syntax) -> dict[int, list[Claim]]:
    words: dict[int, list[Claim]] = {}
    for claim in claims:
        for token in syntax.tokens_in(claim.trigger):
            words.setdefault(token.index, []).append(claim)
    return words


def _times(
    claims: Sequence[Claim], syntax: Syntax, heads: Mapping[int, list[Claim]], found: Found
) -> dict[str, Time]:
    """Time by claim id: by grammar, then shared with a coordinated claim, then by nearness."""
    given: dict[str, Time] = {}
    left: list[tuple[Time, Token]] = []
    for time, head in _anchored(syntax, found.times):
        owners = _owners_of_time(syntax, head, heads, found.cues)
        for claim in owners or ():
            given.setdefault(claim.id, time)
        if owners is not None and not owners:
            left.append((time, head))
    for claim in claims:
        if claim.id not in given:
            shared = _shared_time(syntax, claim, heads, given)
            inherited = shared or _nearest_time(syntax, claim, left)
            if inherited:
                given[claim.id] = inherited
    return given


def _anchored(syntax: Syntax, times: Sequence[Time]) -> Iterator[tuple[Time, Token]]:
    for time in times:
        if time.start is not None and time.end is not None:
            head = syntax.head_of(Span(time.start, time.end))
            if head is not None:
                yield time, head


def _owners_of_time(
    syntax: Syntax, head: Token, heads: Mapping[int, list[Claim]], cues: Sequence[Span]
) -> list[Claim] | None:
    """The claims that a time tells the date of; None where it dates a saying."""
    if head.index in heads:
        return heads[head.index]
    for above in syntax.ancestors(head):
        if above.index in heads:
            return heads[above.index]
        if any(cue.overlaps(above.span) for cue in cues):
            return None
        if above.pos in ("VERB", "AUX"):
            return _below(syntax, above, heads, cues)
    return []


def _below(
    syntax: Syntax, verb: Token, heads: Mapping[int, list[Claim]], cues: Sequence[Span]
) -> list[Claim]:
    """Claims named in the complements of a verb: "began in May to send troops"."""
    found: list[Claim] = []
    for child in syntax.children(verb, "obj", "nsubj", "xcomp", "obl"):
        if any(cue.overlaps(child.span) for cue in cues):
            continue
        inside = syntax.subtree(child, skip=("acl", "ccomp", "advcl", "parataxis"))
        found += [c for token in inside for c in heads.get(token.index, ()) if c not in found]
    return found


def _shared_time(
    syntax: Syntax, claim: Claim, heads: Mapping[int, list[Claim]], given: Mapping[str, Time]
) -> Time | None:
    head = syntax.head_of(claim.trigger)
    if head is None:
        return None
    partners = [syntax.tokens[head.head]] if head.rel == "conj" else []
    partners += syntax.children(head, "conj")
    others = [o for p in partners for o in heads.get(p.index, ())]
    return next((given[o.id] for o in others if o.id in given), None)


def _nearest_time(syntax: Syntax, claim: Claim, left: Sequence[tuple[Time, Token]]) -> Time | None:
    """An unclaimed time of the claim's own clause."""
    head = syntax.head_of(claim.trigger)
    if head is None:
        return None
    clause = _clause(syntax, head)
    near = [
        (abs(token.index - head.index), place)
        for place, (_, token) in enumerate(left)
        if token.sentence == head.sentence and _clause(syntax, token).index == clause.index
    ]
    return left[min(near)[1]][0] if near else None


def _clause(syntax: Syntax, token: Token) -> Token:
    for node in (token, *syntax.ancestors(token)):
        if node.rel.split(":")[0] in _CLAUSAL and node.pos in ("VERB", "AUX", "ADJ", "NOUN"):
            return node
    return token


def _quantities(
    claims: Sequence[Claim],
    syntax: Syntax,
    heads: Mapping[int, list[Claim]],
    quantities: Sequence[Quantity],
) -> dict[str, list[Quantity]]:
    given: dict[str, list[Quantity]] = {}
    for quantity in quantities:
        span = Span(quantity.start, quantity.end)
        owners = _by_role(claims, span) or _by_trigger(syntax, span, heads)
        owners = [c for c in owners if _countable(c, quantity)]
        for claim in owners or _by_effect(claims, syntax, quantity):
            given.setdefault(claim.id, []).append(quantity)
    return given


def _countable(claim: Claim, quantity: Quantity) -> bool:
    """Killed are counted by claims of killed, wounded by claims of wounded."""
    if quantity.unit not in _EFFECTS or claim.type != "casualties":
        return quantity.unit not in _EFFECTS
    return claim.subtype in (None, quantity.unit)


def _by_role(claims: Sequence[Claim], span: Span) -> list[Claim]:
    """The claims of the smallest phrase around the number."""
    fitting = [
        (role.span.end - role.span.start, claim)
        for claim in claims
        for role in claim.roles
        if role.role in _COUNTED_ROLES and role.span.contains(span)
    ]
    if not fitting:
        return []
    smallest = min(length for length, _ in fitting)
    return list({c.id: c for length, c in fitting if length == smallest}.values())


def _by_trigger(syntax: Syntax, span: Span, heads: Mapping[int, list[Claim]]) -> list[Claim]:
    token = syntax.head_of(span)
    if token is None:
        return []
    for step, node in enumerate((token, *syntax.ancestors(token))):
        if node.index in heads:
            return heads[node.index]
        if step > _HIGHEST or node.pos in ("VERB", "AUX"):
            return []
    return []


def _by_effect(claims: Sequence[Claim], syntax: Syntax, quantity: Quantity) -> list[Claim]:
    """Killed or wounded without a grammatical link: the nearest such claim of the sentence."""
    token = syntax.token_at(quantity.start)
    if quantity.unit not in _EFFECTS or token is None:
        return []
    near = []
    for claim in claims:
        head = syntax.token_at(claim.trigger.start)
        if head and head.sentence == token.sentence and claim.subtype == quantity.unit:
            near.append((abs(head.index - token.index), claim.id, claim))
    return [min(near)[2]] if near else []


def _place(claim: Claim, syntax: Syntax, places: Sequence[tuple[Span, str]]) -> str | None:
    """The place of the role that says where, by type; else a place of the trigger's clause."""
    for name in dict.fromkeys((*_PLACE_ROLES.get(claim.type, ()), *_ANY_PLACE_ROLES)):
        for role in claim.roles:
            key = _place_in(role, syntax, places) if role.role == name else None
            if key is not None:
                return key
    return _place_by_grammar(claim, syntax, places)


def _place_in(role: Role, syntax: Syntax, places: Sequence[tuple[Span, str]]) -> str | None:
    inside = [(span, key) for span, key in places if role.span.overlaps(span)]
    head = syntax.head_of(role.span)
    if not inside or head is None:
        return None
    return min(inside, key=lambda place: (_depth(syntax, place[0], head), place[0].start))[1]


def _depth(syntax: Syntax, span: Span, head: Token) -> int:
    """Steps from a place's words to the head of the phrase; an owner counts as further off."""
    token = syntax.head_of(span)
    steps = 0
    while token is not None and token.index != head.index and steps < _HIGHEST:
        steps += 3 if token.rel == "nmod:poss" else 1
        token = syntax.governor(token)
    return steps


def _place_by_grammar(
    claim: Claim, syntax: Syntax, places: Sequence[tuple[Span, str]]
) -> str | None:
    words = {token.index for token in syntax.tokens_in(claim.trigger)}
    near = []
    for span, key in places:
        if abs(span.start - claim.trigger.start) > _LONGEST_SENTENCE:
            continue
        token = syntax.head_of(span)
        above = [] if token is None else [token, *syntax.ancestors(token)][: _HIGHEST + 1]
        steps = next((i for i, node in enumerate(above) if node.index in words), None)
        crossed = any(node.pos == "VERB" and node.index not in words for node in above[:steps])
        if steps is not None and not crossed and _locates(above):
            near.append((steps, span.start, key))
    return min(near)[2] if near else None


def _locates(above: Sequence[Token]) -> bool:
    """Whether the chain from a place to the trigger is one of location, not of an actor."""
    return not any(node.rel.split(":")[0] in ("nsubj", "nmod:poss", "amod") for node in above[:1])


def _carry_on(claims: Sequence[Claim], text: str) -> tuple[Claim, ...]:
    """Within a paragraph, an event without day or place has those of the event told before it.

    Only for events that happen at a place and a time, and only days, no longer stretches: they go
    on telling one episode. The time has no words of its own then, and is approximate.
    """
    told: list[Claim] = []
    for claim in claims:
        before = _told_before(claim, told, text)
        if before is not None:
            time = claim.time or _inferred(before.time)
            claim = replace(claim, time=time, place=claim.place or before.place)
        told.append(claim)
    return tuple(told)


def _told_before(claim: Claim, told: Sequence[Claim], text: str) -> Claim | None:
    """The event before a claim in its paragraph, if both can be of one episode."""
    if claim.type not in _EPISODES or claim.modality != "actual":
        return None
    earlier = [c for c in told if c.type in _EPISODES and c.modality == "actual"]
    last = earlier[-1] if earlier else None
    apart = last is None or "\n" in text[last.trigger.end : claim.trigger.start]
    return None if apart else last


def _inferred(time: Time | None) -> Time | None:
    if time is None or time.granularity not in ("day", "hour"):
        return None
    return replace(time, start=None, end=None, approximate=True)


def _lend(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """An effect without time or place has those of the event that caused it."""
    known = {claim.id: claim for claim in claims}
    return tuple(_with_those_of_cause(claim, known) for claim in claims)


def _with_those_of_cause(claim: Claim, known: Mapping[str, Claim]) -> Claim:
    for role in claim.roles:
        cause = known.get(role.claim or "") if role.role == "cause" else None
        if cause is not None and cause.type in _LENDING:
            return replace(claim, time=claim.time or cause.time, place=claim.place or cause.place)
    return claim
