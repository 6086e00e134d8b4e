"""From passages in markup to readings (codebook section 4); each rule of README.md is checked."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, get_args

from onrecord.model import ClaimType, EntityKind, Factuality, RoleName, Span, Stance
from training.corpus.markup import Label, MarkupError, Passage
from training.corpus.values import Json, quantity_of, span_json, time_of

TYPES: Final = get_args(ClaimType)
STANCES: Final = get_args(Stance)
ROLES: Final = get_args(RoleName)
FACTUALITIES: Final = get_args(Factuality)
MODALITIES: Final = ("possible", "future", "conditional", "attempted")
DISTANCES: Final = ("distancing", "endorsing")
SUBTYPES: Final = {
    "control": ("gain", "loss", "hold", "contest"),
    "casualties": ("killed", "wounded", "missing", "captured"),
    "detention": ("detain", "release", "exchange"),
}
CERTAIN: Final = ("asserts", "confirms", "acknowledges", "accuses", "estimates")
FIXED: Final = {
    "denies": "CT-", "retracts": "CT-", "doubts": "PS-", "names": "-", "cannot_verify": "UU",
    "no_comment": "UU", "does_not_acknowledge": "UU", "does_not_deny": "UU",
}  # fmt: skip
REACTIONS: Final = (
    "cannot_verify",
    "no_comment",
    "denies",
    "does_not_deny",
    "does_not_acknowledge",
)
ALONE: Final = ("s", "q", "x", "d", "c", "t", "n")


def factuality(stance: str, polarity: str, modality: str) -> str:
    """The commitment that a stance gives to a claim (the table of codebook section 1)."""
    if stance in FIXED:
        return FIXED[stance]
    sign = "-" if polarity == "negative" else "+"
    if stance in ("assesses", "suspects", *CERTAIN) and modality == "possible":
        return f"PS{sign}"
    if stance in ("assesses", "suspects"):
        return f"PR{sign}"
    certain = stance in CERTAIN and modality in ("actual", "attempted")
    return f"CT{sign}" if certain else "UU"


@dataclass(frozen=True, slots=True)
class _Marks:
    """What stands behind the type of a claim or the stance of a cue, separated by commas."""

    words: tuple[str, ...]

    def one(self, names: Iterable[str], default: str) -> str:
        """The one of these names that is there."""
        return next((name for name in names if name in self.words), default)

    def after(self, prefix: str) -> str | None:
        """What follows the prefix in the first word that has it."""
        found = (word.removeprefix(prefix) for word in self.words if word.startswith(prefix))
        return next(found, None)


def reading(passage: Passage) -> Json:
    """The gold reading of a passage. Raises ``MarkupError`` when labels do not fit together."""
    try:
        return _Builder(passage).reading()
    except MarkupError as error:
        raise MarkupError(f"{passage.id}: {error}") from error


class _Builder:
    """Puts the labels of one passage together."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self._check_names()
        self.entities = {
            e.id: {
                "id": e.id,
                "kind": e.kind,
                "name": e.name,
                "mentions": [span_json(s) for i, s in passage.mentions if i == e.id],
                "affiliation": e.affiliation,
                "members": list(e.members),
                "place": None,
            }
            for e in passage.entities
        }
        self.entity_at = {(s.start, s.end): i for i, s in passage.mentions}
        for known in passage.mentions:
            if known[0] not in self.entities:
                raise MarkupError(f"@{known[0]} is not declared")

    def _check_names(self) -> None:
        for entity in self.passage.entities:
            if entity.kind not in get_args(EntityKind):
                raise MarkupError(f"no such kind of entity: {entity.kind} of @{entity.id}")
        known = {*ALONE, *ROLES}
        for label in self.passage.labels:
            if label.name not in known:
                raise MarkupError(f"no such label: {label.name}{label.number}")

    def reading(self) -> Json:
        """Everything in the shape of the interchange."""
        attributions = self._attributions()
        claims = self._claims(attributions)
        positions = list(self._positions(attributions, claims))
        digest = hashlib.sha256(self.passage.text.encode()).hexdigest()
        document = {
            "id": digest,
            "text": self.passage.text,
            "title": None,
            "outlet": None,
            "url": None,
            "published": self.passage.published.isoformat(),
            "language": "en",
            "credits": [],
            "blocks": [
                {**span_json(s), "role": role, "reason": "gold"} for s, role in self.passage.lines
            ],
        }
        return {
            "schema": "reading/1",
            "reader": "gold",
            "document": document,
            "entities": list(self.entities.values()),
            "attributions": [self._public(a) for a in attributions.values()],
            "claims": [self._public(c) for c in claims.values()],
            "positions": positions,
        }

    @staticmethod
    def _public(item: Json) -> Json:
        return {key: value for key, value in item.items() if not key.startswith("_")}

    def _entity(self, span: Span, kind: str = "other") -> str:
        """The entity of a span: declared, or a new one named by its words."""
        key = (span.start, span.end)
        if key not in self.entity_at:
            name = span.of(self.passage.text)
            same = next((i for i, e in self.entities.items() if e["name"] == name), None)
            identifier = same or f"e{len(self.entities) + 1}"
            if not same:
                self.entities[identifier] = {
                    "id": identifier, "kind": kind, "name": name, "mentions": [],
                    "affiliation": None, "members": [], "place": None,
                }  # fmt: skip
            self.entities[identifier]["mentions"].append(span_json(span))
            self.entity_at[key] = identifier
        return self.entity_at[key]

    def _attributions(self) -> dict[int, Json]:
        found: dict[int, Json] = {}
        for cue in self.passage.of("q"):
            if cue.number not in found:
                found[cue.number] = self._attribution(cue)
            else:
                found[cue.number]["cue"].append(span_json(cue.span))
        for label in (*self.passage.of("s"), *self.passage.of("x"), *self.passage.of("d")):
            if label.number not in found:
                raise MarkupError(f"{label.name}{label.number} has no cue q{label.number}")
        for number, item in found.items():
            item["parent"] = self._parent(number, item, found)
        for number in found:
            self._chain(number, found)
        return dict(sorted(found.items()))

    def _attribution(self, cue: Label) -> Json:
        named, arrow, targets = cue.value.partition(">")
        stance, *rest = named.split(",")
        marks = _Marks(tuple(rest))
        if cue.sign != ":" or stance not in STANCES:
            raise MarkupError(f"q{cue.number} needs a stance (q{cue.number}:asserts)")
        if unknown := [w for w in rest if w not in DISTANCES and not re.match(r"in\d+$", w)]:
            raise MarkupError(f"q{cue.number}: no such mark: {unknown}")
        source = [label.span for label in self._numbered("s", cue.number)]
        content = [label.span for label in self._numbered("x", cue.number)]
        said = next(iter(self._numbered("d", cue.number)), None)
        return {
            "id": f"a{cue.number}",
            "source": [span_json(s) for s in source],
            "cue": [span_json(cue.span)],
            "content": [span_json(s) for s in content],
            "holder": self._entity(source[0]) if source else "UNSPECIFIED",
            "form": self._form(content),
            "stance": stance,
            "distance": marks.one(DISTANCES, "neutral"),
            "parent": None,
            "said": time_of(said) if said else None,
            "_in": marks.after("in"),
            "_cue": cue.span,
            "_content": content,
            "_targets": [self._claim_number(t) for t in targets.split(",")] if arrow else [],
        }

    def _numbered(self, name: str, number: int) -> list[Label]:
        return [label for label in self.passage.of(name) if label.number == number]

    @staticmethod
    def _claim_number(words: str) -> int:
        if not re.match(r"c\d+$", words):
            raise MarkupError(f"not a claim: {words!r}")
        return int(words[1:])

    def _form(self, content: list[Span]) -> str:
        text = self.passage.text
        quoted = [text[max(0, s.start - 1) : s.start] in ("“", '"') for s in content]
        inside = any(mark in s.of(text) for s in content for mark in '“"')
        if content and all(quoted) and not inside:
            return "direct"
        return "mixed" if any(quoted) or inside else "indirect"

    def _parent(self, number: int, item: Json, found: dict[int, Json]) -> str | None:
        if item["_in"]:
            if int(item["_in"]) not in found:
                raise MarkupError(f"q{number}: no attribution {item['_in']}")
            return f"a{item['_in']}"
        around = [
            (s.end - s.start, other)
            for other, a in found.items()
            for s in a["_content"]
            if other != number and s.contains(item["_cue"])
        ]
        return f"a{min(around)[1]}" if around else None

    def _chain(self, number: int, found: dict[int, Json]) -> list[str]:
        chain: list[str] = []
        at: str | None = f"a{number}"
        while at:
            if at in chain:
                raise MarkupError(f"attribution {number} stands within itself")
            chain.insert(0, at)
            at = found[int(at[1:])]["parent"]
        return chain

    def _claims(self, attributions: dict[int, Json]) -> dict[int, Json]:
        found: dict[int, Json] = {}
        for trigger in self.passage.of("c"):
            if trigger.number in found:
                raise MarkupError(f"c{trigger.number} has two triggers")
            found[trigger.number] = self._claim(trigger, attributions)
        for label in self.passage.labels:
            if label.name in (*ROLES, "t", "n") and label.number not in found:
                raise MarkupError(f"{label.name}{label.number} has no claim c{label.number}")
        for label in self.passage.labels:
            if label.name in ROLES:
                found[label.number]["roles"].append(self._role(label, found))
        for claim in found.values():
            movement = "origin" if claim["type"] == "withdrawal" else "destination"
            by_role = {role["role"]: role["entity"] for role in reversed(claim["roles"])}
            claim["place"] = by_role.get("place") or by_role.get(movement)
        return dict(sorted(found.items()))

    def _claim(self, trigger: Label, attributions: dict[int, Json]) -> Json:
        kind, *rest = trigger.value.split(",")
        name, _, subtype = kind.partition(".")
        marks = _Marks(tuple(rest))
        self._check_claim(trigger, name, subtype, rest)
        times = self._numbered("t", trigger.number)
        owners = self._owners(trigger, marks, attributions)
        return {
            "id": f"c{trigger.number}",
            "type": name,
            "subtype": subtype or None,
            "trigger": span_json(trigger.span),
            "roles": [],
            "polarity": "negative" if "neg" in rest else "positive",
            "modality": marks.one(MODALITIES, "actual"),
            "time": time_of(times[0]) if times else None,
            "place": None,
            "place_relation": None,
            "quantities": [quantity_of(n) for n in self._numbered("n", trigger.number)],
            "attribution": f"a{owners[-1]}" if owners and owners[-1] else None,
            "_owners": owners,
            "_silent": "silent" in rest,
            "_stance": marks.one(STANCES, ""),
            "_fact": marks.after("fact="),
        }

    @staticmethod
    def _check_claim(trigger: Label, name: str, subtype: str, rest: list[str]) -> None:
        if trigger.sign != ":" or name not in TYPES:
            raise MarkupError(f"c{trigger.number}: no such type: {name!r}")
        if subtype not in ("", *SUBTYPES.get(name, ())):
            raise MarkupError(f"c{trigger.number}: no such subtype of {name}: {subtype!r}")
        if name in SUBTYPES and not subtype:
            raise MarkupError(f"c{trigger.number}: {name} needs one of {SUBTYPES[name]}")
        facts = {f"fact={value}" for value in FACTUALITIES}
        known = {"neg", "silent", *MODALITIES, *STANCES, *facts}
        if wrong := [w for w in rest if w not in known and not re.match(r"by\d+(\+\d+)*$", w)]:
            raise MarkupError(f"c{trigger.number}: no such mark: {wrong}")

    def _owners(self, trigger: Label, marks: _Marks, attributions: dict[int, Json]) -> list[int]:
        """The attributions with a position on the claim, 0 for the narrator; the innermost last."""
        if given := marks.after("by"):
            owners = [int(number) for number in given.split("+")]
            if missing := [n for n in owners if n and n not in attributions]:
                raise MarkupError(f"c{trigger.number}: no attribution {missing}")
            return owners
        around = [
            (span.end - span.start, number)
            for number, item in attributions.items()
            for span in item["_content"]
            if span.contains(trigger.span)
        ]
        return [min(around)[1]] if around else [0]

    def _role(self, label: Label, claims: dict[int, Json]) -> Json:
        claim = None
        if label.sign == ">":
            number = self._claim_number(label.value)
            if number not in claims:
                raise MarkupError(f"{label.name}{label.number}: no claim {label.value}")
            claim = label.value
        clause = label.name in ("cause", "purpose", "condition", "name")
        entity = None if claim or clause else self._entity(label.span)
        return {"role": label.name, **span_json(label.span), "entity": entity, "claim": claim}

    def _positions(self, attributions: dict[int, Json], claims: dict[int, Json]) -> Iterable[Json]:
        stands = self._stands(attributions, claims)
        for count, (claim, owner, stance) in enumerate(stands, 1):
            item = attributions.get(owner)
            chain = self._chain(owner, attributions) if item else []
            shown = [*item["source"], *item["cue"], *item["content"]] if item else []
            fact = claim["_fact"] if owner in claim["_owners"] else None
            yield {
                "id": f"p{count}",
                "holder": item["holder"] if item else "NARRATOR",
                "claim": claim["id"],
                "stance": stance,
                "factuality": fact or factuality(stance, claim["polarity"], claim["modality"]),
                "distance": item["distance"] if item else "neutral",
                "chain": chain,
                "evidence": shown or [claim["trigger"]],
                "said": item["said"] if item else None,
                "confidence": 1.0,
            }

    def _stands(
        self, attributions: dict[int, Json], claims: dict[int, Json]
    ) -> Iterable[tuple[Json, int, str]]:
        """Each claim with an owner and stance, then the reactions to it."""
        for claim in claims.values():
            if claim["_silent"]:
                continue
            for owner in claim["_owners"]:
                own = attributions[owner]["stance"] if owner else "asserts"
                innermost = owner == claim["_owners"][-1]
                yield claim, owner, (claim["_stance"] or own) if innermost else own
        for number, item in attributions.items():
            for target in item["_targets"]:
                if target not in claims:
                    raise MarkupError(f"q{number} reacts to c{target}, which is not there")
                yield claims[target], number, item["stance"]
