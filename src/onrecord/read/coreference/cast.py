"""Everybody and everything met so far in an article, while it is being read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.read.coreference import words as lexicon
from onrecord.read.coreference.names import is_acronym, same_body, same_person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from onrecord.model import EntityKind, Place, Span
    from onrecord.read.coreference.actors import Actor
    from onrecord.read.coreference.phrase import Gender, Phrase
    from onrecord.syntax import Token

_GENERIC_PERSONS = frozenset({"man", "woman", "boy", "girl", "person", "old"})


@dataclass(frozen=True, slots=True)
class Seen:
    """One mention of a draft. ``weight`` says how easily a pronoun takes it up (0..1)."""

    span: Span
    head: Token
    source: bool
    weight: float


@dataclass(eq=False, slots=True)
class Draft:
    """An entity in the making; it grows with each mention."""

    kind: EntityKind
    names: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    actor: Actor | None = None
    state: Actor | None = None
    body: str | None = None
    acronym: str | None = None
    gender: Gender | None = None
    plural: bool = False
    owner: Draft | None = None
    members: list[Draft] = field(default_factory=list)
    place: Place | None = None
    seen: list[Seen] = field(default_factory=list)

    def absorb(self, phrase: Phrase) -> None:
        """Add what a phrase tells. What is known already stays."""
        if phrase.sort == "pronoun":
            self.gender = self.gender or phrase.gender
            return
        if phrase.name and phrase.name not in self.names:
            self.names.append(phrase.name)
        if phrase.label and phrase.label not in self.labels:
            self.labels.append(phrase.label)
        self.nouns |= {phrase.noun} - {""}
        self.titles |= phrase.titles
        self.actor, self.state = self.actor or phrase.actor, self.state or phrase.state
        self.body, self.acronym = self.body or phrase.body, self.acronym or phrase.acronym
        self.gender = self.gender or phrase.gender
        self.plural = self.plural or phrase.plural
        if self.kind == "other":
            self.kind = phrase.kind

    def last_before(self, index: int) -> Seen | None:
        """The last mention whose head stands at a token or before it."""
        earlier = [seen for seen in self.seen if seen.head.index <= index]
        return max(earlier, key=lambda seen: seen.head.index, default=None)

    def called(self) -> frozenset[str]:
        """The nouns by which a definite phrase may call this entity back."""
        nouns = set(self.nouns) | self.titles | _KIND_NOUNS.get(self.kind, frozenset())
        if self.body:
            nouns.add(self.body.split()[-1])
        if self.kind not in {"person", "place", "state", "force"}:
            nouns |= {name.split()[-1].lower() for name in self.names}
        return frozenset().union(*(lexicon.alike(noun) for noun in nouns))


_KIND_NOUNS: dict[EntityKind, frozenset[str]] = {
    "state": frozenset({"country", "government"}),
    "media": frozenset({"outlet"}),
    "force": frozenset({"group"}),
    "organisation": frozenset({"organisation"}),
}


@dataclass(slots=True)
class Cast:
    """The drafts in order of appearance."""

    drafts: list[Draft] = field(default_factory=list)

    def recent(self, index: int, fits: Callable[[Draft], bool]) -> list[Draft]:
        """The drafts that fit and were mentioned before a token, the latest first."""
        found = [(seen.head.index, draft) for draft in self.drafts
                 if fits(draft) and (seen := draft.last_before(index))]  # fmt: skip
        return [draft for _, draft in sorted(found, key=lambda pair: -pair[0])]

    def latest(self, index: int, fits: Callable[[Draft], bool]) -> Draft | None:
        """The draft that fits and was mentioned last before a token."""
        return next(iter(self.recent(index, fits)), None)

    def by_head(self, index: int) -> Draft | None:
        """The draft that has a mention headed by a token."""
        for draft in self.drafts:
            if any(seen.head.index == index for seen in draft.seen):
                return draft
        return None

    def find(self, phrase: Phrase) -> Draft | None:
        """The draft that a phrase (no pronoun) means, None where it brings somebody new."""
        for step in (
            _by_head,
            _by_apposition,
            _by_actor,
            _by_body,
            _by_person,
            _by_name,
            _by_antecedent,
            _by_noun,
            _by_label,
        ):
            draft = step(self, phrase)
            if draft:
                return draft
        return None

    def state(self, actor: Actor) -> Draft:
        """The draft of a state or another known actor, made if there is none."""
        for draft in self.drafts:
            if draft.actor and draft.actor.name == actor.name:
                return draft
        draft = Draft(actor.kind, [actor.name], [actor.name], actor=actor, body=actor.body)
        self.drafts.append(draft)
        return draft


def _first(drafts: Iterable[Draft]) -> Draft | None:
    return next(iter(drafts), None)


def _by_head(cast: Cast, phrase: Phrase) -> Draft | None:
    """The draft of a longer or shorter cut of the same phrase."""
    draft = cast.by_head(phrase.head.index)
    same = draft and draft.kind == phrase.kind and not draft.members
    return draft if same and phrase.kind != "place" else None


def _by_apposition(cast: Cast, phrase: Phrase) -> Draft | None:
    """The draft beside which a name or a description stands ("the ruler, Kim Jong-un")."""
    head = phrase.head
    draft = cast.by_head(head.head) if head.rel in {"appos", "nmod:desc"} else None
    if draft is None or draft.kind != phrase.kind or draft.plural != phrase.plural:
        return None
    known = bool(draft.names) and phrase.name is not None
    return None if known or phrase.kind == "place" else draft


def _by_actor(cast: Cast, phrase: Phrase) -> Draft | None:
    if phrase.actor is None:
        return None
    name = phrase.actor.name
    return _first(d for d in cast.drafts if d.actor and d.actor.name == name)


def _by_body(cast: Cast, phrase: Phrase) -> Draft | None:
    """The same kind of body of the same state; without a state, the last one of its kind."""
    if phrase.body is None or phrase.indefinite or (phrase.plural and phrase.sort != "noun"):
        return None

    def fits(draft: Draft) -> bool:
        if draft.body != phrase.body:
            return False
        if phrase.actor and draft.actor:
            return False
        if phrase.state and draft.state:
            return phrase.state.name == draft.state.name
        return phrase.actor is None or draft.actor is None

    return cast.latest(phrase.head.index, fits)


def _by_person(cast: Cast, phrase: Phrase) -> Draft | None:
    if phrase.kind != "person" or phrase.name is None:
        return None
    name = phrase.name

    def fits(draft: Draft) -> bool:
        if draft.kind != "person" or _clash(draft.gender, phrase.gender):
            return False
        if draft.names:
            return any(same_person(name, known) for known in draft.names)
        return _same_office(draft, phrase)

    exact = cast.latest(phrase.head.index, lambda d: d.kind == "person" and name in d.names)
    return exact or cast.latest(phrase.head.index, fits)


def _same_office(draft: Draft, phrase: Phrase) -> bool:
    """Whether a person met without a name holds the office that comes with the name."""
    offices = _offices(draft.titles)
    return (
        bool(offices)
        and draft.state is not None
        and (
            phrase.state is not None
            and draft.state.name == phrase.state.name
            and offices <= phrase.titles
        )
    )


def _offices(titles: Iterable[str]) -> frozenset[str]:
    single = {"president", "premier", "chancellor", "king", "queen", "emir", "sultan"}
    return frozenset(title for title in titles if " " in title or title in single)


def _clash(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _by_name(cast: Cast, phrase: Phrase) -> Draft | None:
    name = phrase.name or (phrase.label if phrase.label.isupper() else None)
    if name is None or phrase.kind == "person":
        return None

    def fits(draft: Draft) -> bool:
        if draft.kind == "person" or (draft.kind == "place") != (phrase.kind == "place"):
            return False
        return draft.acronym == name or any(
            same_body(name, known) or is_acronym(name, known) or is_acronym(known, name)
            for known in draft.names
        )

    return cast.latest(phrase.head.index, fits)


def _by_antecedent(cast: Cast, phrase: Phrase) -> Draft | None:
    """The draft that the learned coreference points to, if it can be the same."""
    if phrase.name or not phrase.definite or phrase.head.antecedent is None:
        return None
    draft = cast.by_head(phrase.head.antecedent)
    return draft if draft and _can_be(draft, phrase) and draft.kind == phrase.kind else None


def _by_noun(cast: Cast, phrase: Phrase) -> Draft | None:
    """As in "the agency": the last one that can be called so."""
    if not phrase.definite or phrase.plural or phrase.name or not phrase.noun:
        return None

    def fits(draft: Draft) -> bool:
        if not _can_be(draft, phrase):
            return False
        if phrase.noun in _GENERIC_PERSONS:
            return draft.kind == "person"
        return phrase.noun in draft.called()

    return cast.latest(phrase.head.index, fits)


def _can_be(draft: Draft, phrase: Phrase) -> bool:
    if draft.plural != phrase.plural and draft.kind in {"person", "group"}:
        return False
    if _clash(draft.gender, phrase.gender) or (phrase.body and draft.body != phrase.body):
        return False
    state = draft.state or (draft.actor if draft.kind == "state" else None)
    if phrase.state and (state is None or state.name != phrase.state.name):
        return False
    wanted, known = _offices(phrase.titles), _offices(draft.titles)
    return wanted <= known if wanted else True


def _by_label(cast: Cast, phrase: Phrase) -> Draft | None:
    if phrase.indefinite or phrase.sort in {"joint", "place"}:
        return None
    label = phrase.label.lower()

    def fits(draft: Draft) -> bool:
        return draft.kind == phrase.kind and label in {known.lower() for known in draft.labels}

    return cast.latest(phrase.head.index, fits)
