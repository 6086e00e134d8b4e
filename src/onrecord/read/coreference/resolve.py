"""Who is who in one article: mentions in, entities out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING

from onrecord.model import Entity, Place, Span
from onrecord.read.coreference import words as lexicon
from onrecord.read.coreference.cast import Cast, Draft, Seen
from onrecord.read.coreference.phrase import Context, Mention, MentionRole, Phrase, words_of
from onrecord.read.coreference.phrases import take_apart
from onrecord.read.coreference.pronouns import antecedent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onrecord.read.coreference.actors import Actor, Actors
    from onrecord.syntax import Syntax, Token

_POSSESSIVE = re.compile(r"['’]s? ")
_NAMED_KINDS = frozenset({"person", "organisation", "organization"})
_SHORT_STATE = 2
_INSIDE = ("appos", "conj", "cc", "acl", "nmod", "punct", "case", "advmod", "det", "parataxis")


@dataclass(frozen=True, slots=True)
class Resolution:
    """The entities of an article and which mention means which."""

    entities: tuple[Entity, ...]
    links: Mapping[tuple[Span, MentionRole], str]

    def entity_of(self, span: Span, role: MentionRole | None = None) -> str | None:
        """The id of the entity that a mention means, None if unknown.

        The same words may be a government as a source and a city as a place: ``role`` tells
        which is asked for; without it the first that is known.
        """
        roles: tuple[MentionRole, ...] = (role,) if role else ("source", "argument", "place")
        return next((self.links[span, r] for r in roles if (span, r) in self.links), None)


def resolve(
    syntax: Syntax,
    mentions: Sequence[Mention],
    actors: Actors,
    quotes: Sequence[tuple[Span, Span]] = (),
) -> Resolution:
    """Group the mentions of an article into entities.

    ``quotes`` pairs each quotation with the span of its speaker, for "we" and "I" inside it.
    Names that are no mention help to resolve the mentions and join their entities.
    """
    reader = _Reader(Context(syntax, actors), Cast())
    first_person: list[Mention] = []
    for mention, given in _in_order(syntax, mentions):
        phrase = take_apart(reader.context, mention)
        if phrase and mention.role == "argument" and _is_clause(phrase):
            continue
        if phrase and phrase.head.lower in lexicon.FIRST and phrase.sort == "pronoun":
            first_person.append(mention)
        elif phrase:
            reader.enter(phrase, given=given)
    for mention in first_person:
        reader.enter_first_person(mention, quotes)
    return _finish(reader)


def _in_order(syntax: Syntax, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, bool]]:
    heads = {head.index for m in mentions if (head := syntax.head_of(m.span))}
    once = {(mention.span, mention.role): mention for mention in mentions}
    every = [(mention, True) for mention in once.values()]
    every += [(mention, False) for mention in _background(syntax, heads)]
    yield from sorted(every, key=_place_in_text)


def _place_in_text(entry: tuple[Mention, bool]) -> tuple[int, int, bool]:
    """By start, the longer first, sources before other roles of the same words."""
    mention = entry[0]
    return mention.span.start, -mention.span.end, mention.role != "source"


def _background(syntax: Syntax, heads: set[int]) -> Iterator[Mention]:
    """Named persons and organisations that nobody asked for."""
    told = {token.text for token in syntax.tokens if token.kind == "person"}
    for token in syntax.tokens:
        known = token.kind in _NAMED_KINDS or (token.text in told and token.kind == "")
        named = known and token.pos == "PROPN" and not token.rel.startswith("flat")
        if named and token.index not in heads:
            yield Mention(_block(syntax, token), "argument")


def _block(syntax: Syntax, head: Token) -> Span:
    """The words around a head that make up its name."""
    inside = {token.index for token in syntax.subtree(head, _INSIDE)}
    first = last = head.index
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside or (last + 2 in inside and syntax.tokens[last + 1].text == "-"):
        last += 1
    return Span(syntax.tokens[first].start, syntax.tokens[last].end)


@dataclass(slots=True)
class _Reader:
    """Enters phrases one by one in text order."""

    context: Context
    cast: Cast
    links: dict[tuple[Span, MentionRole], Draft] = field(default_factory=dict)
    authors: dict[str, Draft] = field(default_factory=dict)

    def enter(self, phrase: Phrase, *, given: bool) -> Draft | None:
        author = self._author(phrase) if given else None
        if author is not None:
            self.authors[phrase.noun] = author
            author.seen.append(Seen(phrase.mention.span, phrase.head, source=True, weight=0.0))
            self.links[phrase.mention.span, "source"] = author
            return author
        draft = self._draft(phrase)
        if draft is None:
            return None
        draft.absorb(phrase)
        mention = phrase.mention
        draft.place = draft.place or _place_for(draft, mention)
        source = mention.role == "source"
        draft.seen.append(Seen(mention.span, phrase.head, source and given, 1.0))
        if given:
            self.links[mention.span, mention.role] = draft
        self._attach(draft, phrase)
        return draft

    def _author(self, phrase: Phrase) -> Draft | None:
        """Who speaks in "Trump's statement said", and in "the statement added" after it."""
        document = phrase.mention.role == "source" and phrase.noun in lexicon.AUTHORED
        if not document or phrase.name:
            return None
        owner = phrase.owner or self._issuer(phrase)
        if owner is not None:
            return self.enter(owner, given=False)
        if not phrase.definite:
            return None
        if phrase.noun in self.authors:
            return self.authors[phrase.noun]
        found = self.cast.recent(phrase.head.index, _is_speaker)
        spoke = [(max(s.head.index for s in d.seen if s.source), d) for d in found]
        return max(spoke, key=lambda pair: pair[0], default=(0, None))[1]

    def _issuer(self, phrase: Phrase) -> Phrase | None:
        """Whose statement it is: the possessor, or who stands after "from", "by" or "of"."""
        syntax = self.context.syntax
        for child in syntax.children(phrase.head, "nmod:poss", "nmod", "acl", "obl"):
            cases = {word.lower for word in syntax.children(child, "case")}
            if child.rel == "nmod:poss" or cases & {"by", "from", "of"}:
                return take_apart(self.context, Mention(_block(syntax, child), "source"))
        return None

    def enter_first_person(self, mention: Mention, quotes: Sequence[tuple[Span, Span]]) -> None:
        """Link "we" inside a quotation to its speaker; outside of one it stays unknown."""
        for quote, source in quotes:
            draft = self.links.get((source, "source"))
            head = self.context.syntax.head_of(mention.span)
            if quote.contains(mention.span) and draft and head:
                draft.seen.append(Seen(mention.span, head, source=False, weight=1.0))
                self.links[mention.span, mention.role] = draft
                return

    def _draft(self, phrase: Phrase) -> Draft | None:
        if phrase.sort == "pronoun":
            known = self.links.get((phrase.mention.span, "source"))
            return known or antecedent(self.context.syntax, self.cast, phrase)
        if phrase.sort == "joint":
            return self._joint(phrase)
        if phrase.sort == "place":
            return self._place(phrase)
        pair = self._pair(phrase)
        if pair:
            return self._together(pair)
        owned = self._with_owned_state(phrase)
        return self.cast.find(owned) or self._new(owned)

    def _with_owned_state(self, phrase: Phrase) -> Phrase:
        """As in "its defence ministry": the state is whom "its" means."""
        if phrase.state or phrase.owner is None or phrase.owner.sort != "pronoun":
            return phrase
        owner = antecedent(self.context.syntax, self.cast, phrase.owner)
        return replace(phrase, state=owner.actor if owner and owner.kind == "state" else None)

    def _new(self, phrase: Phrase) -> Draft:
        draft = Draft(phrase.kind)
        self.cast.drafts.append(draft)
        return draft

    def _joint(self, phrase: Phrase) -> Draft:
        members = [self.enter(member, given=False) for member in phrase.members]
        return self._together([member for member in members if member])

    def _together(self, members: list[Draft]) -> Draft:
        for draft in self.cast.drafts:
            if draft.members and set(map(id, draft.members)) == set(map(id, members)):
                return draft
        draft = Draft("group", plural=True, members=members)
        self.cast.drafts.append(draft)
        return draft

    def _pair(self, phrase: Phrase) -> list[Draft]:
        """The last two that "both sides" or "the two ministers" can mean."""
        words = self.context.syntax.tokens_in(phrase.mention.span)
        if not phrase.plural or not {"both", "two"} & {word.lower for word in words[:2]}:
            return []
        if phrase.indefinite or words[0].lower not in {"both", "the", "these", "those"}:
            return []
        found = self.cast.recent(phrase.head.index, lambda draft: _is_one_of(draft, phrase.noun))
        return found[1::-1] if len(found) > 1 else []

    def _place(self, phrase: Phrase) -> Draft:
        place = phrase.mention.place
        for draft in self.cast.drafts:
            known = draft.place if draft.kind == "place" else None
            if place and known and known.gazetteer_id == place.gazetteer_id:
                return draft
            if (place is None or draft.place is None) and _same_place_name(draft, phrase):
                return draft
        return self._new(phrase)

    def _attach(self, draft: Draft, phrase: Phrase) -> None:
        """Enter the state and the owner that the phrase names, and link them."""
        if phrase.state and phrase.state_span and phrase.sort != "actor":
            self._enter_state(phrase.state, phrase.state_span, phrase.head)
        if phrase.owner and draft.owner is None:
            owner = self.enter(phrase.owner, given=False)
            draft.owner = owner if owner and not _owned_by(owner, draft) else None
        elif draft.owner is None and draft.state and draft.kind in {"organisation", "force"}:
            own = self.cast.state(draft.state)
            draft.owner = own if own is not draft else None
        if draft.owner is None and draft.actor and draft.actor.owner:
            draft.owner = self.cast.state(self.context.actors.by_name[draft.actor.owner])

    def _enter_state(self, actor: Actor, span: Span, head: Token) -> None:
        state = self.cast.state(actor)
        token = self.context.syntax.head_of(span) or head
        if all(seen.span != span for seen in state.seen):
            state.seen.append(Seen(span, token, source=False, weight=0.6))


def _is_clause(phrase: Phrase) -> bool:
    """Whether a role is no thing but a clause ("to discuss relations"), which nobody can be."""
    return phrase.head.pos == "VERB" and phrase.name is None and phrase.kind == "other"


def _is_speaker(draft: Draft) -> bool:
    return draft.kind != "document" and any(seen.source for seen in draft.seen)


def _owned_by(draft: Draft | None, owner: Draft) -> bool:
    """Whether a draft is the owner or belongs to it, at any remove."""
    while draft is not None and draft is not owner:
        draft = draft.owner
    return draft is owner


def _place_for(draft: Draft, mention: Mention) -> Place | None:
    if mention.place is None or draft.kind not in {"place", "state", "facility"}:
        return None
    return mention.place if draft.kind != "state" or mention.place.precision == 4 else None


def _same_place_name(draft: Draft, phrase: Phrase) -> bool:
    return draft.kind == "place" and phrase.name is not None and phrase.name in draft.names


def _is_one_of(draft: Draft, noun: str) -> bool:
    """Whether a draft is one of several things called by a singular noun."""
    if noun in {"side", "party"}:
        return draft.kind in {"state", "force"} and draft.actor is not None
    if noun in {"country", "nation", "state", "government"}:
        return draft.kind == "state"
    if noun in {"man", "woman"}:
        return draft.kind == "person"
    return noun in draft.called() and not draft.plural


def _finish(reader: _Reader) -> Resolution:
    kept = sorted(_needed(reader.links.values()), key=_first_offset)
    ids = {id(draft): f"e{number}" for draft, number in zip(kept, count(1), strict=False)}
    for draft in kept:
        if draft.kind == "person" and draft.names:
            draft.names += _full_names(reader.context, draft)
    entities = tuple(_entity(draft, ids, reader.context.syntax.text) for draft in kept)
    return Resolution(entities, {key: ids[id(draft)] for key, draft in reader.links.items()})


def _needed(linked: Iterable[Draft]) -> list[Draft]:
    """The drafts that mentions mean, with their members and whom they belong to."""
    found: dict[int, Draft] = {}
    queue = list(linked)
    while queue:
        draft = queue.pop()
        if id(draft) not in found:
            found[id(draft)] = draft
            queue += [*draft.members, *([draft.owner] if draft.owner else [])]
    return list(found.values())


def _first_offset(draft: Draft) -> tuple[int, int]:
    spans = [seen.span for seen in draft.seen]
    return min(((span.start, span.end) for span in spans), default=(10**9, 0))


def _entity(draft: Draft, ids: Mapping[int, str], text: str) -> Entity:
    return Entity(
        id=ids[id(draft)],
        kind=draft.kind,
        name=_acronym(draft, text) or name_of(draft),
        mentions=tuple(sorted({seen.span for seen in draft.seen})),
        affiliation=ids[id(draft.owner)] if draft.owner else None,
        members=tuple(ids[id(member)] for member in draft.members),
        place=draft.place,
    )


def _acronym(draft: Draft, text: str) -> str | None:
    """The short name of a body that the article never names in full ("AFP").

    States keep their name: "US" and "UK" are as much adjectives as names.
    """
    if draft.actor is None or draft.kind == "state" or draft.actor.name in text:
        return None
    words = (seen.head.text for seen in draft.seen)
    return next((w for w in words if w.isupper() and len(w) > _SHORT_STATE), None)


def name_of(draft: Draft) -> str:
    """The fullest proper name, else the phrase that tells most."""
    if draft.members:
        return " and ".join(name_of(member) for member in draft.members)
    if draft.actor:
        return draft.actor.name
    if draft.names:
        plain = [name for name in draft.names if not _POSSESSIVE.search(name)]
        return max(plain or draft.names, key=lambda name: len(name.split()))
    if draft.body and draft.state and not _tells_state(draft):
        return f"{draft.labels[0]} of {draft.state.name}"
    with_state = [label for label in draft.labels if draft.body and label[:1].isupper()]
    return (with_state or draft.labels or [""])[0]


def _full_names(context: Context, draft: Draft) -> list[str]:
    """The name with a given name, where the article has it outside of the mentions."""
    if any(" " in name for name in draft.names):
        return []
    tokens = context.syntax.tokens
    ends = [token.index for token in tokens if token.text in draft.names]
    found = [words_of(context, tokens[_name_start(context, end) : end + 1]) for end in ends]
    return [name for name in found if " " in name][:1]


def _name_start(context: Context, end: int) -> int:
    """Where the capitals before a surname begin, titles and states left out."""
    tokens = context.syntax.tokens
    start = end
    while start > 0:
        token = tokens[start - 1]
        joins = token.text == "-" or token.lower in lexicon.PARTICLES
        name = token.pos == "PROPN" and token.text[0].isupper() and not token.text.isupper()
        title = token.lower in lexicon.TITLES | lexicon.ABBREVIATED
        if not (name or joins) or title or context.actors.at([token.text], 0):
            break
        start -= 1
    while start < end and not tokens[start].text[0].isupper():
        start += 1
    return start


def _tells_state(draft: Draft) -> bool:
    return any(label[:1].isupper() for label in draft.labels)
