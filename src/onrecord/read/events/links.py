"""Causes, purposes and conditions: how one claim hangs from another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from onrecord.model import Role
from onrecord.read.events.grammar import phrase, preposition
from onrecord.read.events.lexicon import Lexicon
from onrecord.read.events.statements import Statement
from onrecord.read.events.surroundings import bases, is_time
from onrecord.syntax import Syntax, Token

_BECAUSE = frozenset(
    ("because of", "due to", "as a result of", "thanks to", "owing to", "because", "over",
     "in response to", "in retaliation for", "in revenge for")
)  # fmt: skip
_AFTERWARDS = frozenset(("after", "following"))
_CONDITIONS = frozenset(("if", "unless", "provided"))
_FURTHEST = 5


def links(
    syntax: Syntax, lexicon: Lexicon, statement: Statement, claims: Mapping[int, str]
) -> tuple[Role, ...]:
    """Roles of cause, purpose and condition; ``claims`` maps heads of triggers to claim ids."""
    own = {claims.get(index) for index in statement.heads}
    found = [
        *_from_obliques(syntax, statement, claims),
        *_from_clauses(syntax, statement, claims),
        *_from_subject_event(syntax, lexicon, statement, claims),
        *_from_cause_noun(syntax, lexicon, statement, claims),
    ]
    kept = {(r.role, r.span): r for r in found if r.claim is None or r.claim not in own}
    return tuple(kept.values())


def _claim_in(syntax: Syntax, head: Token, claims: Mapping[int, str]) -> str | None:
    """The claim that a phrase or clause is about: its head's, else the first inside."""
    inside = [head, *syntax.subtree(head, skip=("acl:relcl",))]
    return next((claims[t.index] for t in inside if t.index in claims), None)


def _governing(statement: Statement) -> list[Token]:
    carrier = statement.around.carrier
    return [statement.candidate.head, *([carrier] if carrier else [])]


def _from_obliques(
    syntax: Syntax, statement: Statement, claims: Mapping[int, str]
) -> Iterator[Role]:
    for head in _governing(statement):
        for child in syntax.children(head, "obl", "nmod"):
            word = preposition(syntax, child)
            if is_time(child) or word not in _BECAUSE | _AFTERWARDS:
                continue
            claim = _claim_in(syntax, child, claims)
            if claim or word in _BECAUSE - {"over"}:
                yield Role("cause", phrase(syntax, child, whole=True), claim=claim)


def _from_clauses(
    syntax: Syntax, statement: Statement, claims: Mapping[int, str]
) -> Iterator[Role]:
    for head in _governing(statement):
        for clause in syntax.children(head, "advcl"):
            marks = [m.lower for m in syntax.children(clause, "mark", "case")]
            claim = _claim_in(syntax, clause, claims)
            span = phrase(syntax, clause, whole=True)
            if set(marks) & _CONDITIONS:
                yield Role("condition", span, claim=claim)
            elif set(marks) & {"because"} or (set(marks) & _AFTERWARDS and claim):
                yield Role("cause", span, claim=claim)
            elif "to" in marks and clause.index > head.index:
                yield Role("purpose", span, claim=claim)


def _from_subject_event(
    syntax: Syntax, lexicon: Lexicon, statement: Statement, claims: Mapping[int, str]
) -> Iterator[Role]:
    """As in "Capturing the town could allow an advance": the subject's claim is the cause."""
    for step, above in enumerate(_verbs_above(syntax, statement)):
        causes = bool(bases(above, lexicon) & lexicon.words("cause_verb"))
        if step > _FURTHEST or not causes:
            continue
        for subject in syntax.children(above, "nsubj", "csubj"):
            claim = _claim_in(syntax, subject, claims)
            if claim and not subject.rel.endswith(":pass"):
                yield Role("cause", phrase(syntax, subject), claim=claim)


def _verbs_above(syntax: Syntax, statement: Statement) -> Iterator[Token]:
    head = statement.around.top if statement.around.token.pos != "VERB" else statement.around.token
    if head.pos == "VERB":
        yield head
    for above in syntax.ancestors(head):
        if head.rel.split(":")[0] not in ("xcomp", "conj", "obj"):
            return
        yield above
        head = above


def _from_cause_noun(
    syntax: Syntax, lexicon: Lexicon, statement: Statement, claims: Mapping[int, str]
) -> Iterator[Role]:
    """As in "Losses were a factor in the withdrawal": the subject of the cause noun."""
    below = statement.candidate.head
    for above in syntax.ancestors(below):
        if below.rel == "acl:relcl":
            return
        below = above
        if not bases(above, lexicon) & lexicon.words("cause_noun"):
            continue
        for subject in syntax.children(above, "nsubj", "csubj"):
            inside = {t.index for t in syntax.subtree(subject)}
            claim = _claim_in(syntax, subject, claims)
            if claim and not inside & statement.heads:
                yield Role("cause", phrase(syntax, subject), claim=claim)
        return
