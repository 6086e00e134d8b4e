"""Mend what a parser often gets wrong where the words themselves leave no doubt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from onrecord.read.events.lexicon import Lexicon
from onrecord.read.events.surroundings import bases
from onrecord.syntax import Syntax, Token, matches

_RIGHT_ONLY = ("obj", "conj", "appos", "dep", "flat", "iobj")
_CLAUSAL = ("xcomp", "ccomp", "advcl", "acl", "conj", "root", "csubj", "parataxis")
_AFTER_NOUN = ("acl", "acl:relcl")
_COUNTING = frozenset("many most some several all few others both".split())
_WH = frozenset("which who whom that whose what".split())


def repaired(syntax: Syntax, lexicon: Lexicon) -> Syntax:
    """The same words with infinitives, participles and left-hand objects set right."""
    for mend in _MENDS:
        changes = mend(syntax, lexicon)
        if changes:
            syntax = Syntax(syntax.text, tuple(changes.get(t.index, t) for t in syntax.tokens))
    return syntax


def _is_verb(token: Token, lexicon: Lexicon) -> bool:
    return any(("verb", form) in lexicon.rules for form in bases(token, lexicon))


def _infinitives(syntax: Syntax, lexicon: Lexicon) -> Mapping[int, Token]:
    """As in "To complicate logistics" is a verb with its object, whatever its tag."""
    changes: dict[int, Token] = {}
    for token in syntax.tokens:
        if token.pos not in ("ADJ", "NOUN") or not _after_to(syntax, token):
            continue
        if ("verb", token.lower) not in lexicon.rules:
            continue
        governor = syntax.governor(token)
        if token.rel in ("amod", "compound") and governor and governor.index > token.index:
            changes[governor.index] = replace(governor, head=token.index, rel="obj")
            root = governor.head == governor.index
            head = token.index if root else governor.head
            changes[token.index] = replace(
                token, pos="VERB", head=head, rel="root" if root else "xcomp"
            )
        else:
            clausal = "xcomp" if governor is not None and governor.pos == "VERB" else "acl"
            rel = token.rel if token.rel in _CLAUSAL else clausal
            changes[token.index] = replace(token, pos="VERB", rel=rel)
    return changes


def _after_to(syntax: Syntax, token: Token) -> bool:
    at = token.index - 1
    while at > 0 and syntax.tokens[at].pos == "ADV":
        at -= 1
    before = syntax.tokens[at] if at >= 0 else token
    return before.lower == "to" and before.pos == "PART" and before.sentence == token.sentence


def _participles(syntax: Syntax, lexicon: Lexicon) -> Mapping[int, Token]:
    """As in "300 were killed and 2,000 wounded": the second is a passive too."""
    changes: dict[int, Token] = {}
    for token in syntax.tokens:
        governor = syntax.governor(token)
        coordinated = token.rel == "conj" and governor is not None and governor.pos == "VERB"
        if not coordinated or not token.lower.endswith("ed") or not _is_verb(token, lexicon):
            continue
        if token.pos not in ("NOUN", "ADJ", "VERB"):
            continue
        changes[token.index] = replace(token, pos="VERB")
        number = _number_before(syntax, token)
        if number is not None and not syntax.children(token, "nsubj"):
            changes[number.index] = replace(number, head=token.index, rel="nsubj:pass")
    return changes


def _left_subjects(syntax: Syntax, lexicon: Lexicon) -> Mapping[int, Token]:
    """A noun phrase before its verb is the subject in English, unless it is a question word."""
    del lexicon
    changes: dict[int, Token] = {}
    for token in syntax.tokens:
        governor = syntax.governor(token)
        if token.rel not in _RIGHT_ONLY or governor is None or token.index > governor.index:
            continue
        if token.lower in _WH or governor.pos not in ("VERB", "NOUN", "ADJ", "PROPN"):
            continue
        predicate = governor.pos == "VERB" or syntax.children(governor, "cop")
        nominal = token.pos in ("NOUN", "PROPN", "PRON", "NUM") or token.lower in _COUNTING
        own = {t.index for t in syntax.subtree(token)}
        between = syntax.tokens[token.index + 1 : governor.index]
        clear = not any(t.pos == "VERB" and t.index not in own for t in between)
        if predicate and nominal and clear and not syntax.children(governor, "nsubj"):
            passive = any(c.rel == "aux:pass" for c in syntax.children(governor))
            changes[token.index] = replace(token, rel="nsubj:pass" if passive else "nsubj")
    return changes


def _number_before(syntax: Syntax, token: Token) -> Token | None:
    """The first word of the number right before a participle ("2" of "2,000 wounded")."""
    at = token.index - 1
    while at >= 0 and (syntax.tokens[at].rel == "goeswith" or syntax.tokens[at].pos == "ADV"):
        at -= 1
    found = syntax.tokens[at] if at >= 0 else token
    return found if found.pos == "NUM" and found.sentence == token.sentence else None


def _objects(syntax: Syntax, lexicon: Lexicon) -> Mapping[int, Token]:
    """As in "Capturing the town could allow forces to advance": an object follows its own verb."""
    del lexicon
    changes: dict[int, Token] = {}
    for token in syntax.tokens:
        governor = syntax.governor(token)
        if governor is None or governor.pos != "VERB" or token.pos not in ("NOUN", "PROPN"):
            continue
        if token.rel == "obj" and token.index < governor.index:
            first = min(t.index for t in syntax.subtree(token))
            before = syntax.tokens[max(0, first - 1)]
            if before.pos == "VERB" and before.sentence == token.sentence:
                changes[token.index] = replace(token, head=before.index)
        left = [c for c in syntax.children(governor, "nsubj", "csubj") if c.index < governor.index]
        if token.rel == "nsubj" and token.index > governor.index and left:
            changes[token.index] = replace(token, rel="obj")
    return changes


def _nouns(syntax: Syntax, lexicon: Lexicon) -> Mapping[int, Token]:
    """A word with an article that the lexicon knows as a noun is one ("a surprise offensive")."""
    changes: dict[int, Token] = {}
    for token in syntax.tokens:
        known = any(("noun", form) in lexicon.rules for form in bases(token, lexicon))
        if token.pos != "ADJ" or not known:
            continue
        governor = syntax.governor(token)
        complement = token.rel == "xcomp" and governor is not None and governor.pos == "VERB"
        before = syntax.tokens[token.index - 1]
        beside = before.pos == "NOUN" and before.head in (token.head, token.index)
        shared = complement and before.rel == "obj" and beside
        if shared:
            changes[before.index] = replace(before, head=token.index, rel="compound")
        if shared or syntax.children(token, "det"):
            changes[token.index] = replace(
                token, pos="NOUN", rel="obj" if complement else token.rel
            )
    return changes


def _by_names(syntax: Syntax, lexicon: Lexicon) -> Mapping[int, Token]:
    """As in "Calls the city, which ..., by its old name": the name hangs from the calling."""
    changes: dict[int, Token] = {}
    for token in syntax.tokens:
        if token.lower not in lexicon.words("name_words") or token.pos != "NOUN":
            continue
        if not any(c.lower == "by" for c in syntax.children(token, "case")):
            continue
        before = [t for t in syntax.tokens[: token.index] if t.sentence == token.sentence]
        calling = [t for t in before if bases(t, lexicon) & lexicon.words("calling")]
        if calling:
            changes[token.index] = replace(token, head=calling[-1].index, rel="obl")
    return changes


def _names(syntax: Syntax, lexicon: Lexicon) -> Mapping[int, Token]:
    """Two proper nouns side by side are one name, not a list."""
    del lexicon
    return {
        token.index: replace(token, rel="flat")
        for token in syntax.tokens
        if token.rel in ("conj", "appos")
        and token.pos == "PROPN"
        and token.head == token.index - 1
        and syntax.tokens[token.head].pos == "PROPN"
    }


def _clauses_before_nouns(syntax: Syntax, lexicon: Lexicon) -> Mapping[int, Token]:
    """A clause stands after the noun that it modifies; one before it has the noun as object."""
    del lexicon
    changes: dict[int, Token] = {}
    for token in syntax.tokens:
        noun = syntax.governor(token)
        late = noun is not None and token.index < noun.index
        if noun is None or not late or token.pos != "VERB" or token.rel not in _AFTER_NOUN:
            continue
        root = noun.head == noun.index
        changes[token.index] = replace(
            token, head=token.index if root else noun.head, rel="root" if root else noun.rel
        )
        changes[noun.index] = replace(noun, head=token.index, rel="obj")
    return changes


def _complements(syntax: Syntax, lexicon: Lexicon) -> Mapping[int, Token]:
    """As in "Allow forces to advance" has a complement, "hoping to gain and earn" two."""
    changes: dict[int, Token] = {}
    controlling = lexicon.words("controlling")
    for token in syntax.tokens:
        governor = syntax.governor(token)
        if governor is None or token.index < governor.index or token.pos != "VERB":
            continue
        infinitive = any(c.lower == "to" for c in syntax.children(token, "mark"))
        if token.rel == "advcl" and infinitive and bases(governor, lexicon) & controlling:
            changes[token.index] = replace(token, rel="xcomp")
        partner = _bare_partner(syntax, token, governor, lexicon)
        if partner is not None:
            changes[token.index] = replace(token, head=partner.index)
    return changes


def _bare_partner(syntax: Syntax, token: Token, governor: Token, lexicon: Lexicon) -> Token | None:
    """The infinitive that a coordinated base form belongs with, rather than its finite verb."""
    bare = token.rel == "conj" and ("verb", token.lower) in lexicon.rules
    if not bare or not governor.lower.endswith(("ing", "ed", "s")):
        return None
    if syntax.children(token, "nsubj", "aux"):
        return None
    before = [c for c in syntax.children(governor, "xcomp") if c.index < token.index]
    return before[-1] if before else None


def _prepositions(syntax: Syntax, lexicon: Lexicon) -> Mapping[int, Token]:
    """A preposition governs nothing: its noun takes its place and it becomes the case."""
    del lexicon
    changes: dict[int, Token] = {}
    for token in syntax.tokens:
        nouns = [c for c in syntax.children(token, "obj", "obl") if c.index > token.index]
        if token.pos != "ADP" or not nouns or nouns[0].pos not in ("NOUN", "PROPN"):
            continue
        noun = nouns[0]
        root = token.head == token.index
        head = noun.index if root else token.head
        changes[noun.index] = replace(noun, head=head, rel=token.rel)
        changes[token.index] = replace(token, head=noun.index, rel="case")
        for other in syntax.children(token):
            if other is not noun and not matches(other.rel, ("fixed",)):
                changes[other.index] = replace(other, head=noun.index)
    return changes


_MENDS = (
    _prepositions,
    _infinitives,
    _participles,
    _nouns,
    _by_names,
    _names,
    _clauses_before_nouns,
    _objects,
    _left_subjects,
    _complements,
)
