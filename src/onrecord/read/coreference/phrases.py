"""What one noun phrase says of whom it means, before it is compared with others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from onrecord.read.coreference import words as lexicon
from onrecord.read.coreference.bodies import as_actor, as_name, as_noun, named_actor
from onrecord.read.coreference.people import titled
from onrecord.read.coreference.phrase import (
    Context,
    Gender,
    Mention,
    Phrase,
    Tokens,
    head_of,
    means_place,
    names_body,
    part_of,
    plain_text,
    span_of,
    texts_of,
    whole_actor,
    without_determiner,
    words_of,
)

if TYPE_CHECKING:
    from onrecord.model import EntityKind
    from onrecord.syntax import Token

_BREAKS: Final = frozenset(',();:—–"“”')
_BODIES: Final = frozenset({"organisation", "force", "media", "group"})
_POSSESSIVES: Final = frozenset({"its", "their", "his", "her", "our", "my"})


def take_apart(context: Context, mention: Mention) -> Phrase | None:
    """Read one mention; None when it covers no word."""
    tokens = _trim(_last_paragraph(context, context.syntax.tokens_in(mention.span)))
    if not tokens:
        return None
    return _read(context, mention, _speaker_inside(context, mention, tokens) or tokens)


def _last_paragraph(context: Context, tokens: list[Token]) -> list[Token]:
    """What follows the last line break: no phrase runs on over one."""
    text = context.syntax.text
    for i in range(len(tokens) - 1, 0, -1):
        if "\n" in text[tokens[i - 1].end : tokens[i].start]:
            return tokens[i:]
    return tokens


def is_pronoun(token: Token) -> bool:
    """Whether a word is a pronoun and not an acronym ("US")."""
    return token.lower in lexicon.PRONOUNS and not _in_capitals(token)


def _in_capitals(token: Token) -> bool:
    """Whether a word that looks like a pronoun is a name in capitals ("WHO", "US")."""
    return len(token.text) > 1 and token.text.isupper()


def _read(context: Context, mention: Mention, tokens: list[Token]) -> Phrase:
    if len(tokens) == 1 and is_pronoun(tokens[0]):
        return pronoun_phrase(mention, tokens[0])
    if _names_place(context, mention, tokens):
        return _place(context, mention, tokens)
    members = _members(context, mention, tokens)
    if members:
        head = head_of(context, mention, tokens)
        label = " and ".join(member.label for member in members)
        return Phrase(mention, head, "joint", "group", label, plural=True, members=members)
    core, *others = _pieces(tokens)
    phrase = _simple(context, mention, core)
    for other in others:
        phrase = _with_apposition(phrase, _simple(context, part_of(mention, other), other))
    return phrase


def _speaker_inside(context: Context, mention: Mention, tokens: Tokens) -> list[Token]:
    """The subject in "a claim Kyiv [rejects]", where the words before it are what is said."""
    head = context.syntax.head_of(mention.span)
    inside = {token.index for token in tokens}
    if mention.role != "source" or head is None:
        return []
    for token in tokens:
        stray = token.head == head.index and head.pos == "NOUN"
        if token.rel == "nsubj" and token.index > head.index and token.pos != "PRON" and stray:
            subject = [t for t in context.syntax.subtree(token) if t.index in inside]
            return subject if subject[0].pos != "ADP" else []
    return []


def _trim(tokens: Tokens) -> list[Token]:
    kept = list(tokens)
    while kept and not kept[0].text[0].isalnum():
        kept.pop(0)
    while kept and not kept[-1].text[-1].isalnum() and kept[-1].text not in {".", ")"}:
        kept.pop()
    if kept and kept[-1].text == "." and not _ends_short(kept):
        kept.pop()
    if len(kept) > 2 and plain_text(kept[-2]) + plain_text(kept[-1]) == "'s":
        kept = kept[:-2]
    return kept


def _ends_short(tokens: Tokens) -> bool:
    return len(tokens) > 1 and len(tokens[-2].text) == 1


def pronoun_phrase(mention: Mention, token: Token) -> Phrase:
    """Take a pronoun apart: its gender and number."""
    word = token.lower
    plural = word in lexicon.THEY or word in {"we", "us", "our", "ours", "ourselves"}
    gender: Gender | None = None
    if word in lexicon.HE | lexicon.SHE:
        gender = "male" if word in lexicon.HE else "female"
    kind: EntityKind = "person" if gender else "other"
    return Phrase(mention, token, "pronoun", kind, word, gender=gender, plural=plural)


def _names_place(context: Context, mention: Mention, tokens: Tokens) -> bool:
    """Whether the words mean a place and not a state or the government that sits there."""
    if mention.place is None or mention.role == "source" or _is_state(context, tokens, mention):
        return False
    head = head_of(context, mention, tokens)
    return means_place(mention, head)


def _is_state(context: Context, tokens: Tokens, mention: Mention) -> bool:
    if mention.place and mention.place.precision < 4:
        return False
    bare = texts_of(without_determiner(tokens))
    found = context.actors.at(bare, 0)
    return bool(
        found and found.end == len(bare) and found.manner == "name" and found.actor.kind == "state"
    )


def _place(context: Context, mention: Mention, tokens: Tokens) -> Phrase:
    bare = without_determiner(tokens)
    head = head_of(context, mention, tokens)
    name = mention.place.name if mention.place else None
    noun = head.lower if head.lower in lexicon.PLACES else ""
    return Phrase(mention, head, "place", "place", words_of(context, bare), name, noun)


def _pieces(tokens: Tokens) -> list[list[Token]]:
    """The phrase cut at commas and brackets; what a clause adds is left out."""
    pieces: list[list[Token]] = [[]]
    skipping = False
    for token in tokens:
        if token.text in _BREAKS and not _in_word(token, tokens):
            skipping = False
            pieces.append([])
        elif _opens_clause(token, inside=bool(pieces[-1])):
            if token.lower in lexicon.RELATIVE and not _in_capitals(token):
                break
            skipping = True
        elif not skipping:
            pieces[-1].append(token)
    found = [piece for piece in pieces if piece]
    return found or [list(tokens)]


def _in_word(token: Token, tokens: Tokens) -> bool:
    """Whether a comma or dash stands inside a number or name ("30,000", "Export–Import")."""
    near = [t for t in tokens if token.start in (t.start, t.end) or t.start == token.end]
    number = len(near) == 3 and near[0].text.isdigit() and near[2].text.isdigit()
    return number or (len(near) == 3 and token.text in "–—")


def _opens_clause(token: Token, *, inside: bool) -> bool:
    if token.lower in {"who", "whose", "whom", "which", "where"}:
        return not _in_capitals(token)
    if token.lower == "that":
        return inside and token.pos in {"PRON", "SCONJ"}
    return inside and token.pos == "VERB" and token.rel.startswith("acl")


def _members(context: Context, mention: Mention, tokens: Tokens) -> tuple[Phrase, ...]:
    """The speakers that "and" joins, none where the phrase means one."""
    if whole_actor(context, tokens):
        return ()
    parts = (
        _listed_actors(context, tokens)
        or _conjuncts(context, mention, tokens)
        or _after_comma(tokens)
    )
    if len(parts) < 2 or any(_length(part) >= _length(tokens) for part in parts):
        return ()
    phrases = tuple(
        phrase for part in parts if (phrase := take_apart(context, part_of(mention, part)))
    )
    if parts == _after_comma(tokens) and not all(p.kind == "person" and p.name for p in phrases):
        return ()
    one = all(p.sort == "noun" and p.kind == "person" and not p.plural for p in phrases[1:])
    return phrases if all(map(_can_join, phrases)) and not (one and not phrases[0].name) else ()


def _length(tokens: Tokens) -> int:
    """Characters from the first to the last: a part of a bad parse can reach over the whole."""
    return tokens[-1].end - tokens[0].start


def _listed_actors(context: Context, tokens: Tokens) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.lower in {"and", ","} and parts[-1]:
            parts.append([])
        elif token.lower not in {"and", ",", "both"}:
            parts[-1].append(token)
    listed = all(part and whole_actor(context, part) for part in parts)
    return parts if listed and tokens[-1] in parts[-1] else []


def _conjuncts(context: Context, mention: Mention, tokens: Tokens) -> list[list[Token]]:
    head = context.syntax.head_of(mention.span)
    inside = {token.index for token in tokens}
    if head is None or not any(token.lower in {"and", "&"} for token in tokens):
        return []
    others = [t for t in context.syntax.children(head, "conj") if t.index in inside]
    if not others:
        return []
    first = min(token.index for token in context.syntax.subtree(others[0]))
    leading = [token for token in tokens if token.index < first]
    parts = [leading] + [
        [t for t in context.syntax.subtree(other, ("conj",)) if t.index in inside]
        for other in others
    ]
    return [trimmed for part in parts if (trimmed := _trim(_without_joiner(part)))]


def _after_comma(tokens: Tokens) -> list[list[Token]]:
    """The halves around ", and", for a coordination that the parser put lower."""
    for i in range(1, len(tokens) - 1):
        if tokens[i].text == "," and tokens[i + 1].lower == "and":
            halves = list(tokens[:i]), list(tokens[i + 2 :])
            return [half for half in halves if half]
    return []


def _without_joiner(tokens: Tokens) -> list[Token]:
    kept = list(tokens)
    while kept and kept[-1].lower in {"and", "&", ",", "well", "as"}:
        kept.pop()
    while kept and kept[0].lower in {"and", "&", ",", "both"}:
        kept.pop(0)
    return kept


def _can_join(phrase: Phrase) -> bool:
    if phrase.sort == "name":
        return phrase.kind == "person"
    return phrase.sort == "actor" or (phrase.sort == "noun" and phrase.kind != "other")


def _simple(context: Context, mention: Mention, core: Tokens) -> Phrase:
    """A phrase without appositions: an actor, a person with titles, a name or a noun."""
    bare = without_determiner(core)
    first = core[0].lower
    plain = Phrase(
        mention, head_of(context, part_of(mention, core), core), "noun", "other",
        words_of(context, bare), indefinite=first in lexicon.INDEFINITE,
        definite=first in lexicon.DETERMINERS - lexicon.INDEFINITE - {"all"},
    )  # fmt: skip
    phrase = (
        as_actor(context, plain, bare)
        or titled(context, plain, bare)
        or as_name(context, plain, bare)
        or as_noun(context, plain, bare)
    )
    return replace(phrase, owner=_owner(context, phrase, core))


def _owner(context: Context, phrase: Phrase, core: Tokens) -> Phrase | None:
    """Whom the phrase says that its holder belongs to, taken apart in turn."""
    if not phrase.owner_words:
        if core[0].lower in _POSSESSIVES and len(core) > 1:
            return pronoun_phrase(Mention(core[0].span, "argument"), core[0])
        return None
    words = without_determiner(phrase.owner_words)
    mention = Mention(span_of(words), "source")
    actor = whole_actor(context, words)
    if actor:
        owner = named_actor(context, mention, words[-1], actor)
    elif names_body(words):
        plain = Phrase(mention, words[-1], "noun", "other", words_of(context, words))
        owner = as_noun(context, plain, words)
    else:
        owner = _simple(context, mention, words)
    if owner.kind in {"place", "person"} or (owner.sort == "noun" and owner.kind == "other"):
        return None
    return owner if owner.state else replace(owner, state=phrase.owner_state)


def _with_apposition(phrase: Phrase, other: Phrase) -> Phrase:
    """The phrase with what stands beside it between commas or in brackets."""
    if (other.name is None and not other.noun) or other.label[:1].isdigit():
        return phrase
    if _is_acronym(other) and phrase.name:
        return replace(phrase, acronym=other.label)
    if phrase.kind in {"person", "other"} and phrase.name is None and other.kind == "person":
        return _named(phrase, other) if other.name else phrase
    if phrase.kind == "person" and other.name is None and other.titles:
        return _named(other, phrase, mention_of=phrase)
    alike = phrase.kind == other.kind or {phrase.kind, other.kind} <= _BODIES
    if phrase.name is None and other.name and alike:
        return replace(
            phrase, name=other.name, actor=other.actor, sort=other.sort, kind=other.kind,
            plural=other.plural,
        )  # fmt: skip
    return phrase


def _is_acronym(phrase: Phrase) -> bool:
    return phrase.label.isupper() and len(phrase.label) > 1 and " " not in phrase.label


def _named(described: Phrase, named: Phrase, mention_of: Phrase | None = None) -> Phrase:
    """A person with the titles of one phrase and the name of another."""
    base = mention_of or described
    return replace(
        base, sort="name", kind="person", name=named.name, label=named.label,
        noun=described.noun or named.noun,
        titles=described.titles | named.titles, state=described.state or named.state,
        state_span=described.state_span or named.state_span,
        owner=described.owner or named.owner, gender=described.gender or named.gender,
    )  # fmt: skip
