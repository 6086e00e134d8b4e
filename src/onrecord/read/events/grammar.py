"""What hangs from a predicate: its arguments, passive or active, stated or implied.

Works on basic Universal Dependencies and bears with a parser's errors: where a relation is
missing, the nearest noun phrase of the clause takes its part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.model import Span
from onrecord.syntax import Syntax, Token, matches

NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "SYM")
_RELATIVE = frozenset("which who whom that whose".split())
_LONG_PREPOSITIONS = frozenset(
    (
        "because of", "due to", "as a result of", "as result of", "out of", "along with",
        "in response to", "in retaliation for", "in return for", "in exchange for", "next to",
        "according to", "thanks to", "owing to", "ahead of", "close to", "such as", "as of",
        "in front of", "prior to", "together with", "in revenge for",
    )
)  # fmt: skip
_SPELLINGS = {"towards": "toward", "onto": "on", "upon": "on", "amongst": "among", "via": "through"}
_PARTITIVE = frozenset(
    """most many much some several all none hundreds thousands dozens scores tens number numbers
    part parts group groups majority half third quarter series rest few lots lot two three four
    five six seven eight nine ten one any each both million millions handful wave waves convoy
    remains batch total percent % any more""".split()
)
_OUTSIDE_PHRASE = ("acl", "parataxis", "appos", "dep", "discourse", "vocative")
_OUTSIDE_EDGE = ("case", "mark", "cc", "punct", "cop", "expl", "advcl")
_FURTHEST_GAP = 3
_DEEPEST_SHARING = 5


@dataclass(frozen=True, slots=True)
class Argument:
    """A phrase and the function that it has for a predicate.

    ``function`` is "subject", "object", "recipient", "possessor", "modifier", "agent" or the
    preposition in lower case.
    """

    function: str
    head: Token


def arguments(syntax: Syntax, token: Token) -> tuple[Argument, ...]:
    """All arguments of a predicate, active roles restored: the subject is who does it."""
    found = list(_stated(syntax, token))
    functions = {argument.function for argument in found}
    implied = _implied(syntax, token, functions)
    return tuple(_spread(syntax, (*found, *implied)))


def phrase(syntax: Syntax, head: Token, *, whole: bool = False) -> Span:
    """The noun phrase or clause of a head without relative clauses, apposition and edges.

    With ``whole`` the coordinated parts belong to it, otherwise it stops before them.
    """
    skip = _OUTSIDE_PHRASE if whole else (*_OUTSIDE_PHRASE, "conj")
    edge = [c for c in syntax.children(head, *_OUTSIDE_EDGE) if c.rel != "cc" or not whole]
    outside = {t.index for child in edge for t in syntax.subtree(child)}
    inside = {t.index for t in syntax.subtree(head, skip=skip)} - outside
    inside = {i for i in inside if syntax.tokens[i].pos != "PUNCT"}
    first = _reach(syntax, head, inside, -1)
    last = _reach(syntax, head, inside, 1)
    return Span(syntax.tokens[first].start, syntax.tokens[last].end)


def role_phrase(syntax: Syntax, head: Token) -> Span:
    """The phrase of a word that plays a role: a name alone, other nouns with what is joined."""
    return phrase(syntax, head, whole=head.pos != "PROPN")


def core(syntax: Syntax, head: Token) -> Token:
    """The noun that a phrase is about: "civilians" of "most of the civilians"."""
    for _ in range(3):
        if head.lower not in _PARTITIVE and head.pos != "NUM":
            break
        inner = [c for c in syntax.children(head, "nmod") if preposition(syntax, c) == "of"]
        if not inner:
            break
        head = inner[0]
    return head


def preposition(syntax: Syntax, head: Token) -> str:
    """The preposition of a phrase in lower case, "" where it has none."""
    cases = [c for c in syntax.children(head, "case") if c.lower not in ("'", "’", "s", "'s")]
    cases = [c for c in cases if c.index < head.index]
    if not cases:
        return ""
    words = [w for c in cases for w in syntax.subtree(c)]
    joined = " ".join(w.lower for w in sorted(words, key=lambda w: w.index))
    if joined in _LONG_PREPOSITIONS:
        return joined
    return _SPELLINGS.get(cases[0].lower, cases[0].lower)


def is_passive(syntax: Syntax, verb: Token) -> bool:
    """Whether the verb's grammatical subject undergoes the event."""
    rels = {child.rel for child in syntax.children(verb)}
    if rels & {"nsubj:pass", "aux:pass", "csubj:pass", "obl:agent"}:
        return True
    if not _is_participle(verb):
        return False
    if verb.rel == "acl" and not rels & {"obj", "mark", "nsubj", "aux"}:
        return True
    return _shares_passive(syntax, verb, rels) or _auxiliary_be(syntax, verb)


def surface_subject(syntax: Syntax, token: Token, depth: int = 0) -> Token | None:
    """The grammatical subject, inherited through coordination and control."""
    own = own_subject(syntax, token)
    if own is not None:
        return resolved(syntax, own)
    governor = syntax.governor(token)
    if governor is None or depth > _DEEPEST_SHARING:
        return None
    return _inherited_subject(syntax, token, governor, depth)


def own_subject(syntax: Syntax, token: Token) -> Token | None:
    """The subject that hangs from the word itself: the nearest on its left, else the first."""
    found = syntax.children(token, "nsubj", "csubj")
    left = [subject for subject in found if subject.index < token.index]
    return left[-1] if left else next(iter(found), None)


def resolved(syntax: Syntax, token: Token) -> Token:
    """The noun that a relative pronoun stands for; any other token is itself."""
    if token.lower not in _RELATIVE:
        return token
    for clause in (token, *syntax.ancestors(token)):
        if clause.rel == "acl:relcl":
            governor = syntax.governor(clause)
            nominal = governor is not None and governor.pos in NOMINAL
            return governor if governor and nominal else _noun_before(syntax, token)
        if clause is not token and clause.pos in ("NOUN", "PROPN"):
            break
    return token


def _noun_before(syntax: Syntax, token: Token) -> Token:
    """The nearest noun phrase on the left, as a reader would take a relative pronoun."""
    nouns = (t for t in reversed(syntax.tokens[: token.index]) if t.pos in ("NOUN", "PROPN"))
    nearest = next(nouns, token)
    return nearest if nearest.sentence == token.sentence else token


def adjacent_words(syntax: Syntax, token: Token, count: int) -> list[Token]:
    """Up to ``count`` words of the sentence after the token, hyphens left out."""
    following = syntax.tokens[token.index + 1 : token.index + 1 + 2 * count]
    words = [t for t in following if t.sentence == token.sentence and t.text != "-"]
    return words[:count]


def words_before(syntax: Syntax, token: Token, count: int) -> list[Token]:
    """Up to ``count`` words of the sentence before the token in text order, hyphens left out."""
    preceding = syntax.tokens[max(0, token.index - 2 * count) : token.index]
    words = [t for t in preceding if t.sentence == token.sentence and t.text not in "-–"]
    return words[-count:] if count else []


def _reach(syntax: Syntax, head: Token, inside: set[int], step: int) -> int:
    last = at = head.index
    gap = 0
    while 0 <= at + step < len(syntax.tokens) and gap <= _FURTHEST_GAP:
        at += step
        if syntax.tokens[at].sentence != head.sentence:
            break
        last, gap = (at, 0) if at in inside else (last, gap + 1)
    return last


def _stated(syntax: Syntax, token: Token) -> Iterator[Argument]:
    passive = token.pos == "VERB" and is_passive(syntax, token)
    has_object = bool(syntax.children(token, "obj"))
    subject = own_subject(syntax, token)
    for child in syntax.children(token):
        if matches(child.rel, ("nsubj", "csubj")) and child is not subject:
            continue
        function = _function(syntax, child, passive=passive, has_object=has_object)
        if function:
            yield Argument(function, resolved(syntax, child))
    yield from _relative_place(syntax, token)


def _function(syntax: Syntax, child: Token, *, passive: bool, has_object: bool) -> str:
    base = child.rel.split(":")[0]
    if base in ("nsubj", "csubj"):
        undergoes = passive or child.rel.endswith(":pass")
        return ("recipient" if has_object else "object") if undergoes else "subject"
    simple = {"obj": "object", "iobj": "recipient", "compound": "modifier", "amod": "modifier"}
    if child.rel == "compound:prt":
        return ""
    if child.rel in ("nmod:poss", "det:poss"):
        return "possessor"
    if base in simple:
        return simple[base]
    if base == "xcomp" and child.pos in ("NOUN", "PROPN", "ADJ"):
        return "complement"
    if base in ("obl", "nmod"):
        return _oblique(syntax, child, passive=passive)
    return ""


def _oblique(syntax: Syntax, child: Token, *, passive: bool) -> str:
    word = preposition(syntax, child)
    if child.rel in ("obl:agent", "nmod:agent") or (
        word == "by" and (passive or child.rel == "nmod")
    ):
        return "agent"
    return word or ("modifier" if child.rel.startswith("nmod") else "")


def _relative_place(syntax: Syntax, token: Token) -> Iterator[Argument]:
    """As in "Kursk, where forces attacked": the noun before is the place."""
    for word in syntax.children(token, "advmod"):
        if word.lower == "where" and word.index < token.index:
            noun = _noun_before(syntax, word)
            if noun is not word:
                yield Argument("in", noun)


def _implied(syntax: Syntax, token: Token, functions: set[str]) -> list[Argument]:
    found: list[Argument] = []
    if token.pos not in ("VERB", "AUX", "ADJ"):
        return found
    passive = is_passive(syntax, token)
    wanted = "object" if passive else "subject"
    if not functions & {wanted, "recipient" if passive else "subject"}:
        subject = surface_subject(syntax, token)
        if subject is not None and subject.index != token.index:
            found.append(Argument(wanted, subject))
    if not passive and "object" not in functions:
        found.extend(Argument("object", o) for o in _missing_object(syntax, token))
    return found


def _missing_object(syntax: Syntax, token: Token) -> list[Token]:
    governor = syntax.governor(token)
    if token.rel == "acl:relcl" and governor and not _has_relative_subject(syntax, token):
        return [governor] if syntax.children(token, "nsubj") else []
    return [*_shared_object(syntax, token), *_next_noun(syntax, token)][:1]


def _has_relative_subject(syntax: Syntax, verb: Token) -> bool:
    relatives = {"where", "when", *_RELATIVE}
    return any(c.lower in relatives and not matches(c.rel, ("obj",)) for c in syntax.children(verb))


def _shared_object(syntax: Syntax, token: Token) -> Iterator[Token]:
    """As in "Seized and burned the town": the object stands with the last verb."""
    for other in syntax.children(token, "conj"):
        near = other.index - token.index <= 4
        if near and other.pos == "VERB" and not syntax.children(other, "nsubj"):
            yield from syntax.children(other, "obj")


def _next_noun(syntax: Syntax, token: Token) -> Iterator[Token]:
    """The noun phrase right after the verb where the parser gave it another part."""
    at = token.index + 1
    while _in_phrase(syntax, token, at) and syntax.tokens[at].pos not in ("NOUN", "PROPN"):
        at += 1
    while _in_phrase(syntax, token, at + 1) and syntax.tokens[at + 1].pos in ("NOUN", "PROPN"):
        at += 1
    if not _in_phrase(syntax, token, at) or syntax.tokens[at].pos not in ("NOUN", "PROPN"):
        return
    noun = syntax.tokens[at]
    governor = syntax.governor(noun)
    starts_clause = matches(noun.rel, ("nsubj",)) and noun.head > noun.index
    if not starts_clause and governor is not None and noun.kind != "time":
        yield noun


def _in_phrase(syntax: Syntax, verb: Token, at: int) -> bool:
    if at >= len(syntax.tokens) or syntax.tokens[at].sentence != verb.sentence:
        return False
    word = syntax.tokens[at]
    hyphen = word.text in "-–" or (word.text.isdigit() and word.pos != "NOUN")
    return hyphen or word.pos in ("DET", "ADJ", "NUM", "NOUN", "PROPN")


def _spread(syntax: Syntax, found: Iterable[Argument]) -> Iterator[Argument]:
    """Coordinated names are arguments of their own ("Russia and Ukraine agreed")."""
    for argument in found:
        yield argument
        for other in syntax.children(argument.head, "conj"):
            if other.pos == "PROPN" or (other.pos == "NOUN" and argument.function != "modifier"):
                yield Argument(argument.function, other)


def _is_participle(verb: Token) -> bool:
    return verb.pos in ("VERB", "ADJ") and not verb.lower.endswith(("ing", "s"))


def _shares_passive(syntax: Syntax, verb: Token, rels: set[str]) -> bool:
    governor = syntax.governor(verb)
    if verb.rel != "conj" or governor is None or rels & {"aux", "obj", "mark"}:
        return False
    return governor.pos == "VERB" and is_passive(syntax, governor)


def _auxiliary_be(syntax: Syntax, verb: Token) -> bool:
    be = {"was", "were", "been", "being", "is", "are", "be"}
    auxiliaries = syntax.children(verb, "aux", "cop")
    return bool(auxiliaries) and auxiliaries[-1].lower in be and not verb.lower.endswith("ing")


def _inherited_subject(syntax: Syntax, token: Token, governor: Token, depth: int) -> Token | None:
    base = token.rel.split(":")[0]
    if token.rel == "acl:relcl":
        return None
    if base == "acl":
        return _subject_of_modifier(syntax, token, governor, depth)
    if base == "xcomp":
        objects = [
            c
            for c in syntax.children(governor, "obj", "iobj")
            if governor.index < c.index < token.index
        ]
        return objects[0] if objects else surface_subject(syntax, governor, depth + 1)
    if base in ("conj", "advcl"):
        return surface_subject(syntax, governor, depth + 1)
    return None


def _subject_of_modifier(syntax: Syntax, token: Token, noun: Token, depth: int) -> Token | None:
    if noun.pos not in NOMINAL:
        return surface_subject(syntax, noun, depth + 1)
    infinitive = any(c.lower == "to" for c in syntax.children(token, "mark"))
    if not infinitive:
        return noun
    owners = syntax.children(noun, "nmod:poss")
    if owners:
        return owners[0]
    governor = syntax.governor(noun)
    if governor is None or governor.pos != "VERB":
        return None
    subject = surface_subject(syntax, governor, depth + 1)
    return None if subject is None or subject.index == noun.index else subject
