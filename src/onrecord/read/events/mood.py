"""Whether an event is said to be, not to be, possible, to come, conditional or only tried."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import Modality, Polarity
from onrecord.read.events.grammar import preposition
from onrecord.read.events.lexicon import Lexicon
from onrecord.read.events.surroundings import bases
from onrecord.syntax import Syntax, Token

_NEGATIONS = frozenset("not never n't neither nor cannot hardly nobody none".split())
_NEGATED_AUXILIARIES = frozenset(
    """didn wasn weren haven hasn hadn doesn don isn aren won wouldn couldn shouldn mustn ain
    can mightn needn""".split()
)
_NO = frozenset(("no", "neither", "nobody", "none"))
_POSSIBLE = frozenset("could may might can couldn".split())
_FUTURE = frozenset("will shall wo ll won should must ought".split())
_WOULD = frozenset(("would", "wouldn", "d"))
_CONDITIONS = frozenset("if unless provided lest".split())
_HYPOTHETICAL = frozenset(("any", "such"))
_DOUBTFUL = frozenset("possibly perhaps maybe potentially probably likely apparently".split())
_TO_COME = frozenset("imminent planned proposed future upcoming looming impending".split())
_CLIMBED = frozenset("xcomp ccomp obj nsubj:pass obl acl nmod csubj:pass csubj advcl nsubj".split())
_HIGHEST = 5


def mood(
    syntax: Syntax, lexicon: Lexicon, predicate: Token, carrier: Token | None
) -> tuple[Polarity, Modality]:
    """Polarity and modality of an event from its auxiliaries and the verbs above it."""
    signs: set[str] = set()
    flips = 0
    for node, classes in _path(syntax, lexicon, predicate, carrier):
        flips += ("negative" in classes) + _negated(syntax, node)
        signs |= (classes & {"future", "attempted", "possible"}) | _auxiliary(syntax, node)
        if _conditional(syntax, node):
            signs.add("conditional")
    return ("negative" if flips % 2 else "positive"), _strongest(signs)


def _strongest(signs: set[str]) -> Modality:
    order: tuple[Modality, ...] = ("conditional", "attempted", "future", "possible")
    return next((modality for modality in order if modality in signs), "actual")


def _path(
    syntax: Syntax, lexicon: Lexicon, predicate: Token, carrier: Token | None
) -> Iterator[tuple[Token, set[str]]]:
    """The predicate and the words above it that bear on its mood, with their classes."""
    yield predicate, set()
    node = predicate
    for step, above in enumerate(syntax.ancestors(predicate)):
        classes = _classes(above, lexicon)
        shared = node.rel == "conj" and _shares_mood(syntax, node, above)
        direct = above is carrier or (carrier is not None and above.index == carrier.index)
        if step > _HIGHEST or not (shared or direct or (classes and _bears(syntax, node, above))):
            return
        if node.rel == "ccomp" and not bases(above, lexicon) & lexicon.words("subjunctive"):
            return
        yield above, (set() if shared else classes)
        node = above


def _classes(token: Token, lexicon: Lexicon) -> set[str]:
    forms = bases(token, lexicon)
    names = ("future", "attempted", "negative", "possible", "allow")
    found = {name for name in names if forms & lexicon.words(name)}
    return (found | {"future"}) if token.lower == "going" else found


def _bears(syntax: Syntax, node: Token, above: Token) -> bool:
    base = node.rel.split(":")[0]
    if above.lower.startswith("call") and base == "obj":
        return False
    if node.rel == "acl:relcl" or not _CLIMBED & {node.rel, base}:
        return False
    if base == "nsubj" and node.rel != "nsubj:pass":
        return False
    if base == "advcl":
        return False
    if base == "acl":
        return any(c.lower in ("to", "of", "that") for c in syntax.children(node, "mark", "case"))
    if base in ("obl", "nmod"):
        return preposition(syntax, node) in ("for", "of", "at", "from")
    return True


def _shares_mood(syntax: Syntax, node: Token, above: Token) -> bool:
    """A coordinated verb takes the mood of the first where it has no subject of its own."""
    if above.pos not in ("VERB", "ADJ", "AUX"):
        return True
    return not syntax.children(node, "nsubj", "aux")


def _negated(syntax: Syntax, node: Token) -> bool:
    if any(_is_negation(syntax, child) for child in syntax.children(node)):
        return True
    return any(
        subject.lower in _NO
        or any(d.lower in (_NO | {"not"}) for d in syntax.children(subject, "det", "advmod"))
        for subject in syntax.children(node, "nsubj", "obj")
    )


def _is_negation(syntax: Syntax, child: Token) -> bool:
    if child.rel.split(":")[0] in ("nsubj", "obj", "obl", "conj", "advcl", "ccomp", "xcomp"):
        return False
    following = syntax.tokens[child.index + 1 : child.index + 2]
    if child.lower == "not" and any(t.lower in ("only", "just", "merely") for t in following):
        return False
    if child.lower in _NEGATIONS or (child.lower in ("no", "without") and child.rel != "nsubj"):
        return child.lower != "none"
    if child.lower in _NEGATED_AUXILIARIES:
        after = syntax.tokens[child.index + 1 : child.index + 3]
        return [t.lower.replace("’", "'") for t in after] == ["'", "t"]
    longer = child.lower == "longer"
    return longer and child.index > 0 and syntax.tokens[child.index - 1].lower == "no"


def _auxiliary(syntax: Syntax, node: Token) -> set[str]:
    found: set[str] = set()
    for child in syntax.children(node, "amod"):
        found |= {"future"} if child.lower in _TO_COME else set()
        found |= {"possible"} if child.lower in ("possible", "potential") else set()
    for child in syntax.children(node, "aux", "advmod"):
        if child.rel == "advmod":
            found |= {"possible"} if child.lower in _DOUBTFUL else set()
        elif child.lower in _POSSIBLE:
            found.add("possible")
        elif child.lower in _FUTURE:
            found.add("future")
        elif child.lower in _WOULD:
            found.add("conditional" if _hypothetical(syntax, node) else "future")
    return found


def _hypothetical(syntax: Syntax, node: Token) -> bool:
    subjects = syntax.children(node, "nsubj")
    words = {d.lower for s in subjects for d in syntax.children(s, "det", "amod")}
    return bool(words & _HYPOTHETICAL) or _has_condition(syntax, node)


def _conditional(syntax: Syntax, node: Token) -> bool:
    if any(c.lower in _CONDITIONS for c in syntax.children(node, "mark", "advmod")):
        return True
    return _has_condition(syntax, node)


def _has_condition(syntax: Syntax, node: Token) -> bool:
    return any(
        mark.lower in _CONDITIONS
        for clause in syntax.children(node, "advcl")
        for mark in syntax.children(clause, "mark")
    )
