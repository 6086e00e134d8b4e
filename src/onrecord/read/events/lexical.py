"""From grammar to the lexicon's claims: the steps in order."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Article, Claim, Role, Span
from onrecord.read.events.lexicon import Lexicon
from onrecord.read.events.links import links
from onrecord.read.events.mood import mood
from onrecord.read.events.repairs import repaired
from onrecord.read.events.roles import roles
from onrecord.read.events.statements import Statement, statements
from onrecord.read.events.triggers import candidates
from onrecord.syntax import Syntax


def lexical_claims(
    syntax: Syntax, article: Article, lexicon: Lexicon, spoken: Sequence[Span] = ()
) -> tuple[Claim, ...]:
    """The claims of an article in text order, with ids "c1", "c2" ...

    Roles are spans without entities; a role that is itself an event points to its claim.
    Claims lie inside the story's sentences only. ``spoken`` are the cues of attributions, which
    tell of no event unless the lexicon says so.
    """
    syntax = repaired(syntax, lexicon)
    found = candidates(syntax, lexicon, spoken)
    inside = [c for c in found if any(s.contains(c.span) for s in article.sentences)]
    told = statements(syntax, lexicon, inside)
    ids = _ids(told)
    heads = {index: ids[place] for place, s in enumerate(told) for index in s.heads}
    return tuple(
        _claim(syntax, lexicon, statement, ids[place], heads)
        for place, statement in enumerate(told)
        if statement.restates is None
    )


def _ids(told: Sequence[Statement]) -> list[str]:
    ids: list[str] = []
    fresh = 0
    for statement in told:
        if statement.restates is None:
            fresh += 1
            ids.append(f"c{fresh}")
        else:
            ids.append(ids[statement.restates])
    return ids


def _claim(
    syntax: Syntax, lexicon: Lexicon, statement: Statement, name: str, heads: dict[int, str]
) -> Claim:
    rule = statement.candidate.rule
    assert rule.type is not None  # noqa: S101 - vetoes are dropped among the candidates
    around = statement.around
    carrier = around.carrier if around.supported else None
    polarity, modality = mood(syntax, lexicon, around.token, carrier)
    parts = (
        *roles(syntax, lexicon, statement, heads),
        *links(syntax, lexicon, statement, heads),
    )
    return Claim(
        name, rule.type, rule.subtype, statement.trigger, _unique(parts), polarity, modality
    )


def _unique(parts: tuple[Role, ...]) -> tuple[Role, ...]:
    seen: dict[tuple[str, int], Role] = {}
    for part in parts:
        seen.setdefault((part.role, part.span.start), part)
    return tuple(seen.values())
