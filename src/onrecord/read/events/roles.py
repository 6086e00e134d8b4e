"""The parts that phrases play in a claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from onrecord.model import Role, RoleName
from onrecord.read.events.grammar import Argument, core, phrase
from onrecord.read.events.lexicon import Lexicon
from onrecord.read.events.statements import Statement
from onrecord.read.events.surroundings import fits, is_time
from onrecord.syntax import Syntax, Token

_PLACING = frozenset("in at near around outside inside across throughout over off within along "
                     "on through".split())  # fmt: skip
_BARE = frozenset("it this that there what who which".split())


def roles(
    syntax: Syntax, lexicon: Lexicon, statement: Statement, claims: Mapping[int, str]
) -> tuple[Role, ...]:
    """The roles of a claim, in text order; ``claims`` maps heads of triggers to claim ids.

    An event that acts is a cause, and points to its claim.
    """
    frame = statement.candidate.rule.roles
    found: dict[tuple[RoleName, int], Role] = {}
    for argument in statement.arguments:
        if argument.head.index in statement.heads:
            continue
        for role in _role(syntax, lexicon, frame, argument, claims):
            found.setdefault((role.role, role.span.start), role)
    return tuple(sorted(found.values(), key=lambda role: (role.span, role.role)))


def _role(
    syntax: Syntax,
    lexicon: Lexicon,
    frame: Mapping[str, RoleName],
    argument: Argument,
    claims: Mapping[int, str],
) -> Iterator[Role]:
    head = argument.head
    name = frame.get(argument.function)
    if argument.function == "modifier":
        name = _modifier(lexicon, head) or name
    if name is None or (is_time(head) and argument.function != "object"):
        return
    if head.pos in ("PUNCT", "VERB", "AUX") and head.index not in claims:
        return
    name = _fitting(syntax, lexicon, name, argument)
    if name is None:
        return
    if name == "name":
        head = _name_itself(syntax, lexicon, head)
    claim = claims.get(head.index) or claims.get(core(syntax, head).index)
    if claim and name in ("actor", "cause"):
        yield Role("cause", phrase(syntax, head), claim=claim)
    else:
        yield Role(name, phrase(syntax, head, whole=head.pos != "PROPN"), claim=claim)


def _name_itself(syntax: Syntax, lexicon: Lexicon, head: Token) -> Token:
    """As in "Dzerzhinsk" of "its old name of Dzerzhinsk"."""
    named = syntax.children(head, "nmod", "appos", "flat")
    is_word = fits(lexicon.classes["name_words"], head, lexicon)
    return named[-1] if is_word and named and named[-1].pos == "PROPN" else head


def _modifier(lexicon: Lexicon, head: Token) -> RoleName | None:
    if fits(lexicon.classes["weapon"], head, lexicon):
        return "instrument"
    if head.pos == "PROPN" and head.kind in ("place", "") and head.rel == "compound":
        return "place"
    actor = head.text[0].isupper() or fits(lexicon.classes["forces_only"], head, lexicon)
    return "actor" if actor else None


def _fitting(
    syntax: Syntax, lexicon: Lexicon, name: RoleName, argument: Argument
) -> RoleName | None:
    """The role if the phrase can play it: a place must be one, "with" a weapon is a means."""
    inner = core(syntax, argument.head)
    if argument.function == "with" and fits(lexicon.classes["weapon"], inner, lexicon):
        return "instrument"
    if name in ("actor", "victim", "counterpart") and inner.lower in _BARE - {"it"}:
        return None
    if name in ("place", "destination", "origin") and argument.function in (
        *_PLACING, "from", "to", "into", "toward",
    ):  # fmt: skip
        return name if fits(lexicon.classes["place"], inner, lexicon) else None
    return name
