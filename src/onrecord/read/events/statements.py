"""Which of the triggers found are stated as claims, and which are one claim.

A noun that only refers back to an event or gives a time is no claim of its own; coordinated
words of one type that share their arguments ("fled or been evacuated") are one claim, and so
are a verb and its event noun ("agreed a pact").
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from onrecord.model import Span
from onrecord.read.events.grammar import Argument, phrase, preposition
from onrecord.read.events.lexicon import Lexicon
from onrecord.read.events.surroundings import Surroundings, bases, is_time
from onrecord.read.events.triggers import Candidate
from onrecord.syntax import Syntax, Token

_DEFINITE = frozenset("the this that these those its their his her our my your such any".split())
_BEARING_NEWS = frozenset(
    (
        *"after following by in from with including amid through".split(),
        *("because of", "due to", "as a result of", "thanks to", "owing to", "in response to"),
    )
)
_DATING = frozenset(("since", "before", "until", "ahead of", "during", "prior to"))
_REPORTING_NOUNS = frozenset(
    """report claim allegation accusation charge news word announcement responsibility suspicion
    fear threat risk evidence statement warning call demand plan series number wave part
    possibility attempt suspect""".split()
)
_ARGUMENT_OF_EVENT = frozenset(
    "of on against in at near agent from to between with modifier possessor into over toward "
    "among for across outside around".split()
)
# an infinitive after its verb is no oblique, but a parser may call it one
_PURPOSE = frozenset("advcl acl obl nmod".split())
_BETWEEN_PARTNERS = frozenset("CCONJ ADV AUX PUNCT".split())
_BLAMING = frozenset(("blame", "accuse"))
_FURTHEST_PARTNER = 5
_MOODS = ("future", "attempted", "negative", "possible", "allow")


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim to be: its candidate, the span of its trigger and its arguments.

    ``restates`` is the place in the list of the statement that it only tells again, or None;
    ``heads`` are the indices of all words that name it.
    """

    candidate: Candidate
    trigger: Span
    arguments: tuple[Argument, ...]
    heads: frozenset[int]
    restates: int | None = None

    @property
    def around(self) -> Surroundings:
        """What stands around the trigger's head."""
        return self.candidate.around


def statements(
    syntax: Syntax, lexicon: Lexicon, candidates: Iterable[Candidate]
) -> list[Statement]:
    """The claims that the text makes, in text order, retold ones marked."""
    stated = [c for c in candidates if _is_stated(syntax, lexicon, c)]
    merged: list[Statement] = []
    for candidate in stated:
        heads = frozenset(word.index for word in candidate.words)
        new = Statement(candidate, candidate.span, candidate.around.arguments, heads)
        partner = _partner(syntax, merged, new)
        if partner is None:
            merged.append(new)
        else:
            merged[partner] = _joined(merged[partner], new)
    return _with_restatements(syntax, lexicon, merged)


def _is_stated(syntax: Syntax, lexicon: Lexicon, candidate: Candidate) -> bool:
    head = candidate.head
    if head.pos in ("NOUN", "PROPN") and candidate.rule.category == "noun":
        return _noun_is_stated(syntax, lexicon, candidate)
    marks = {c.lower for c in syntax.children(head, "mark")}
    if head.rel.startswith("advcl") and "since" in marks:
        return False
    return head.rel not in ("amod", "compound") and not _is_purpose(syntax, lexicon, head)


def _is_purpose(syntax: Syntax, lexicon: Lexicon, head: Token) -> bool:
    """Whether an infinitive only says what for; one of planning or trying is a claim."""
    while head.rel == "conj" and not syntax.children(head, "nsubj"):
        head = syntax.tokens[head.head]
    governor = syntax.governor(head)
    infinitive = any(c.lower == "to" for c in syntax.children(head, "mark"))
    if governor is None or not infinitive or head.rel == "acl:relcl":
        return False
    forms = bases(governor, lexicon)
    if head.rel.split(":")[0] in _PURPOSE:
        return not any(forms & lexicon.words(name) for name in _MOODS)
    return head.rel == "xcomp" and bool(forms & lexicon.words("purposeful"))


def _noun_is_stated(syntax: Syntax, lexicon: Lexicon, candidate: Candidate) -> bool:
    around = candidate.around
    informed = any(_informs(a) for a in around.arguments)
    indefinite = not _is_definite(syntax, around)
    rel = around.top.rel.split(":")[0]
    if syntax.children(around.token, "cop", "nsubj") or _is_existential(syntax, around):
        return True
    if around.supported:
        return rel != "nsubj" or indefinite or len(around.arguments) > 0
    if around.under & lexicon.words("cause_noun"):
        return True
    if rel in ("obl", "nmod"):
        return _oblique_is_stated(syntax, lexicon, around, candidate.rule.type)
    if rel == "obj" and around.under & lexicon.words("reaction"):
        return True
    if rel == "root":
        return informed or indefinite
    return informed if rel in ("appos", "conj", "nsubj") else informed or indefinite


def _is_existential(syntax: Syntax, around: Surroundings) -> bool:
    """As in "There was an explosion"."""
    above = syntax.governor(around.top)
    siblings = syntax.children(above) if above is not None else []
    return any(c.rel == "expl" for c in (*siblings, *syntax.children(around.token)))


def _oblique_is_stated(
    syntax: Syntax, lexicon: Lexicon, around: Surroundings, kind: str | None
) -> bool:
    word = preposition(syntax, around.top)
    if around.under & lexicon.words("charging") or kind == "talks" or word in _DATING:
        return False
    if _blamed(around) or any(_identifies(a) for a in around.arguments):
        return True
    if _is_definite(syntax, around):
        return False
    reported = around.under & (_REPORTING_NOUNS | {"accuse", "suspect", "agree"})
    planned = around.under & (lexicon.words("future") | lexicon.words("attempted"))
    return bool(reported or planned) or word in _BEARING_NEWS


def _is_definite(syntax: Syntax, around: Surroundings) -> bool:
    for noun in (around.token, around.top):
        words = {c.lower for c in syntax.children(noun, "det", "nmod:poss", "det:poss")}
        if words & _DEFINITE:
            return True
    return False


def _informs(argument: Argument) -> bool:
    if argument.function not in _ARGUMENT_OF_EVENT or is_time(argument.head):
        return False
    return argument.function != "modifier" or argument.head.text[0].isupper()


def _identifies(argument: Argument) -> bool:
    """Whether the phrase says which event is meant: whose, or of or on whom or what."""
    wanted = ("of", "on", "against", "agent", "possessor", "into", "between", "toward")
    return argument.function in wanted and not is_time(argument.head)


def _partner(syntax: Syntax, before: list[Statement], new: Statement) -> int | None:
    """The earlier statement of the same sentence that the new one is one claim with."""
    for place in range(len(before) - 1, -1, -1):
        other = before[place]
        if other.candidate.head.sentence != new.candidate.head.sentence:
            return None
        if _same_kind(other, new) and (
            _coordinated(syntax, other, new)
            or _noun_of_verb(other, new)
            or _noun_of_verb(new, other)
        ):
            return place
    return None


def _same_kind(one: Statement, other: Statement) -> bool:
    first, second = one.candidate.rule, other.candidate.rule
    return first.type == second.type and (
        first.subtype == second.subtype or None in (first.subtype, second.subtype)
    )


def _coordinated(syntax: Syntax, first: Statement, second: Statement) -> bool:
    head = second.candidate.head
    linked = head.rel == "conj" and head.head in first.heads
    if not linked and not _listed(syntax, first.candidate.head, head):
        return False
    near = head.index - first.candidate.head.index <= _FURTHEST_PARTNER
    return near and not syntax.children(head, "nsubj", "obj", "mark") and _bare(syntax, first)


def _listed(syntax: Syntax, first: Token, second: Token) -> bool:
    """Verbs with nothing but "and" or "or" between them, however the parser hangs them."""
    between = syntax.tokens[first.index + 1 : second.index]
    joined = any(token.pos == "CCONJ" for token in between)
    verbal = first.pos in ("VERB", "ADJ") and second.pos in ("VERB", "ADJ")
    return joined and verbal and all(token.pos in _BETWEEN_PARTNERS for token in between)


def _bare(syntax: Syntax, statement: Statement) -> bool:
    """Nothing stands between the two but auxiliaries: their complements are shared."""
    return not syntax.children(statement.candidate.head, "obj", "xcomp", "ccomp")


def _noun_of_verb(verb: Statement, noun: Statement) -> bool:
    if noun.candidate.rule.category != "noun":
        return False
    base = noun.around.top.rel.split(":")[0]
    return noun.around.top.head in verb.heads and base in ("obj", "nsubj", "obl", "nmod", "appos")


def _joined(one: Statement, other: Statement) -> Statement:
    """One statement of two: the governing word stays the head."""
    governs = other.candidate.head.index in _above(one)
    main, side = (other, one) if governs else (one, other)
    first = min(one.trigger, other.trigger)
    last = max(one.trigger, other.trigger)
    near = abs(main.candidate.head.index - side.candidate.head.index) <= _FURTHEST_PARTNER
    trigger = Span(first.start, last.end) if near else main.trigger
    kept = [a for a in main.arguments if a.head.index not in side.heads]
    together = tuple(dict.fromkeys((*kept, *side.arguments)))
    heads = main.heads | side.heads
    return replace(main, trigger=trigger, arguments=together, heads=heads)


def _above(statement: Statement) -> set[int]:
    return {statement.around.top.head, statement.candidate.head.head}


def _with_restatements(syntax: Syntax, lexicon: Lexicon, found: list[Statement]) -> list[Statement]:
    marked: list[Statement] = []
    for statement in found:
        earlier = _told_before(syntax, lexicon, marked, statement)
        marked.append(replace(statement, restates=earlier))
    return marked


def _blamed(around: Surroundings) -> bool:
    """As in "Blamed the army for the attack": who did it is what is claimed."""
    return around.top.rel.startswith("obl") and bool(around.under & _BLAMING)


def _reacted_to(lexicon: Lexicon, statement: Statement) -> bool:
    top = statement.around.top
    if _blamed(statement.around):
        return True
    return top.rel == "obj" and bool(statement.around.under & lexicon.words("reaction"))


def _told_before(
    syntax: Syntax, lexicon: Lexicon, before: list[Statement], new: Statement
) -> int | None:
    if not _presupposed(syntax, new) or _reacted_to(lexicon, new):
        return None
    names = _names(syntax, new)
    for place, other in enumerate(before):
        if not _same_kind(other, new) or other.restates is not None:
            continue
        shared = names & _names(syntax, other)
        anaphoric = not names and not any(_identifies(a) for a in new.arguments)
        if shared or (anaphoric and _is_definite(syntax, new.around)):
            return place
    return None


def _presupposed(syntax: Syntax, statement: Statement) -> bool:
    """Forms that take an event as known: gerund subjects and definite nouns."""
    head = statement.candidate.head
    if head.pos == "VERB":
        gerund = head.lower.endswith("ing") and not syntax.children(head, "aux", "nsubj")
        return gerund and head.rel.split(":")[0] in ("csubj", "nsubj", "obl", "nmod")
    if statement.candidate.rule.category != "noun" or statement.around.supported:
        return False
    return _is_definite(syntax, statement.around)


def _names(syntax: Syntax, statement: Statement) -> frozenset[str]:
    """The proper nouns of a statement's arguments, in lower case."""
    spans = [phrase(syntax, a.head) for a in statement.arguments if not is_time(a.head)]
    tokens = (token for span in spans for token in syntax.tokens_in(span))
    return frozenset(t.lower for t in tokens if t.pos == "PROPN")
