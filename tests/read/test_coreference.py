"""Who is who within one article.

An article is written compactly: ``[s:...]`` marks a source, ``[a:...]`` an argument, ``[p:...]``
a place. A word may carry grammar as ``word/POS/rel/head`` (head: how many tokens away);
where it does not, capitals are PROPN, a mention's head is its last noun before a preposition,
and the head of a source is the subject of its sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from trees import syntax_of

from onrecord.errors import DataError
from onrecord.model import Place, Span
from onrecord.read.coreference import Actors, Mention, Resolution, resolve
from onrecord.syntax import Syntax, Token

DATA = Path(__file__).parents[2] / "src/onrecord/data"
ACTORS = Actors.parse(
    (DATA / "actors.tsv").read_text("utf-8"), (DATA / "metonyms.tsv").read_text("utf-8")
)

POS = {
    "DET": "the a an this that these those some both another its their his her",
    "ADP": "of in for at from on by with to against",
    "CCONJ": "and or", "ADV": "not later also", "PUNCT": ", . ( ) \" “ ” - : —",
    "VERB": "said told met denied says rejects killed accused warned attacked claimed wrote agreed",
    "PRON": "he she it they him them we i us who which",
}  # fmt: skip
TAGS = {word: tag for tag, words in POS.items() for word in words.split()}
ROLES = {"s": "source", "a": "argument", "p": "place"}
PIECE = re.compile(
    r"(?P<open>\[[sap]:)|(?P<close>\])|(?P<word>[^\W_]+|[^\w\s\[\]])(?P<tags>(?:/[\w:-]+)*)|\s"
)


@dataclass
class Draft:
    """A token in the making, before heads are known."""

    text: str
    start: int
    sentence: int
    tags: list[str]
    mention: int | None = None


@dataclass
class Marked:
    """The article of a test with its mentions in order."""

    syntax: Syntax
    mentions: list[Mention]

    def resolve(self, **changes: object) -> Resolution:
        return resolve(self.syntax, self.mentions, ACTORS, **changes)  # type: ignore[arg-type]


def read(marked: str, places: dict[str, Place] | None = None) -> Marked:
    """Build the syntax of a marked text."""
    drafts, spans, text = _scan(marked)
    tokens = tuple(_token(drafts, i, spans) for i in range(len(drafts)))
    mentions = [
        Mention(span, role, place=(places or {}).get(span.of(text)))  # type: ignore[arg-type]
        for role, span, _ in spans
    ]
    return Marked(Syntax(text, tokens), mentions)


def _scan(marked: str) -> tuple[list[Draft], list[tuple[str, Span, int]], str]:
    drafts: list[Draft] = []
    spans: list[tuple[str, Span, int]] = []
    text, sentence, opened = "", 0, None
    for piece in PIECE.finditer(marked):
        if piece["open"]:
            opened = (ROLES[piece["open"][1]], len(text), len(drafts))
        elif piece["close"]:
            assert opened
            spans.append((opened[0], Span(opened[1], len(text)), opened[2]))
            opened = None
        elif piece["word"]:
            number = len(spans) if opened else None
            tags = (piece["tags"] or "").split("/")[1:]
            drafts.append(Draft(piece["word"], len(text), sentence, tags, number))
            text += piece["word"]
            sentence += piece["word"] == "." and opened is None
        else:
            text += " "
    return drafts, spans, text


def _pos(draft: Draft) -> str:
    if draft.tags:
        return draft.tags[0]
    tag = TAGS.get(draft.text.lower())
    if tag and not (draft.text[0].isupper() and draft.mention is not None and tag == "VERB"):
        return tag
    if not draft.text[0].isalnum():
        return "PUNCT"
    return "PROPN" if draft.text[0].isupper() else "NOUN"


def _head_of_mention(drafts: list[Draft], number: int) -> int:
    inside = [i for i, draft in enumerate(drafts) if draft.mention == number]
    head = inside[0]
    for i in inside:
        if i != inside[0] and (_pos(drafts[i]) == "ADP" or drafts[i].text in {",", "(", "who"}):
            break
        if _pos(drafts[i]) in {"NOUN", "PROPN", "PRON"} and drafts[i].text != "s":
            head = i
    return head


def _token(drafts: list[Draft], index: int, spans: list[tuple[str, Span, int]]) -> Token:
    draft = drafts[index]
    tags = [*draft.tags, "", "", ""][:3]
    root = next(
        (i for i, d in enumerate(drafts)
         if d.sentence == draft.sentence and d.mention is None and _pos(d) == "VERB"), index
    )  # fmt: skip
    head, rel = root, "root" if root == index else "dep"
    if draft.mention is not None:
        top = _head_of_mention(drafts, draft.mention)
        role = spans[draft.mention][0]
        outer = {"source": "nsubj", "argument": "obj", "place": "obl"}[role]
        head, rel = (root, outer) if top == index else (top, "compound")
    if tags[2]:
        head = index + int(tags[2])
    end = draft.start + len(draft.text)
    return Token(
        index, draft.start, end, draft.text, draft.sentence, _pos(draft), head, tags[1] or rel, ""
    )


def names(marked: Marked, resolution: Resolution) -> list[str | None]:
    """The entity's name of each mention, in order."""
    by_id = {entity.id: entity.name for entity in resolution.entities}
    ids = [resolution.entity_of(m.span, m.role) for m in marked.mentions]
    return [by_id[one] if one else None for one in ids]


NAMED = [
    # one mention: name
    ("[s:Russia’s defence ministry] said .", ["Russia’s defence ministry"]),
    ("[s:The Russian Ministry of Defence] said .", ["Russian Ministry of Defence"]),
    ("[s:Reuters news agency] said .", ["Reuters"]),
    ("[s:The Wagner group] said .", ["Wagner Group"]),
    ("[s:state news agency KCNA] said .", ["KCNA"]),
    ("[s:the monitoring group Airstrike Watch] said .", ["Airstrike Watch"]),
    ("[s:The National Intelligence Service in Seoul] said .", ["National Intelligence Service"]),
    ("[s:Kyiv] said .", ["Ukraine"]),
    ("[s:the regime in Pyongyang] said .", ["North Korea"]),
    ("[s:The Ukrainian government] said .", ["Ukraine"]),
    ("[s:the government of Sudan] said .", ["Sudan"]),
    ("[s:the Kremlin] said .", ["Kremlin"]),
    ("[s:Downing Street] said .", ["Downing Street"]),
    ("[s:Brussels] said .", ["European Union"]),
    ("[s:The U.S.] said .", ["United States"]),
    ("[s:Mr Putin] said .", ["Putin"]),
    ("[s:Russian President Vladimir Putin] said .", ["Vladimir Putin"]),
    ("[s:the Russian president , Vladimir/PROPN/appos/-2 Putin] said .", ["Vladimir Putin"]),
    ("[s:Vladimir Putin , the president of Russia ,] said .", ["Vladimir Putin"]),
    ("[s:North Korean vice - foreign minister Kim Jong - gyu] said .", ["Kim Jong-gyu"]),
    ("[s:US Secretary of State Antony Blinken] said .", ["Antony Blinken"]),
    ("[s:Lt . Gen . Abdel Karim] said .", ["Abdel Karim"]),
    ("[s:Human Rights Watch researcher Ada Bell] said .", ["Ada Bell"]),
    ("[s:Ada Bell of Human Rights Watch] said .", ["Ada Bell"]),
    ("[s:Ukrainian military/ADJ analysts] said .", ["Ukrainian military analysts"]),
    ("[s:Intelligence officials in South Korea] said .", ["Intelligence officials in South Korea"]),
    ("[s:officials] said .", ["officials"]),
    ("[s:the local/ADJ residents] said .", ["local residents"]),
    ("[s:the 34 - year - old/NOUN] said .", ["34-year-old"]),
    ("[s:Israel’s military] said .", ["Israel’s military"]),
    ("[s:The Israel Defense Forces] said .", ["Israel Defense Forces"]),
    ("[s:The Turkish Ministry of Foreign Affairs] said .", ["Turkish Ministry of Foreign Affairs"]),
    ("[s:World Health Organization ( WHO )] said .", ["World Health Organization"]),
    ("[s:officials speaking/VERB/acl/-1 in Goma] said .", ["officials"]),
    ("[s:a spokesman for the army] said .", ["spokesman for the army"]),
    ("[s:police] said .", ["police"]),
    ("[s:satellite images] said .", ["satellite images"]),
    ("[s:US Ambassador to the United Nations Nina Hall] said .", ["Nina Hall"]),
    ("[s:speaker of the parliament Ali Falk] said .", ["Ali Falk"]),
    ("[s:Ann Lund , the Prime Minister of Tunisia ,] said .", ["Ann Lund"]),
    ("[s:a spokesman for President Ivo Falk] said .", ["spokesman for President Ivo Falk"]),
    ("[s:the gas producer Norgas] said .", ["Norgas"]),
    ("[s:about/ADV 30,000 people] said .", ["about 30,000 people"]),
    ("[p:the mining city of Toretsk] said .", ["Toretsk"]),
    ("[s:a claim/NOUN/obj/2 Kyiv/PROPN/nsubj/-1] rejects .", ["Ukraine"]),
    ("[s:a United States Department of State spokesperson] said .",
     ["United States Department of State spokesperson"]),
    ("[s:the General Staff] said .", ["General Staff"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NAMED, ids=[text for text, _ in NAMED])
def test_a_holder_has_its_fullest_name_without_title_or_article(text, expected):
    marked = read(_join(text))
    assert [_join(name or "") for name in names(marked, marked.resolve())] == expected


def _join(text: str) -> str:
    """Close up hyphens and full stops of the compact notation."""
    text = re.sub(r"(?<=\w) - (?=\w)", "-", text)
    return re.sub(r"(?<=\b\w\w\w) \. (?=[A-Z])|(?<=\bLt) \. ", ". ", text)


CLUSTERS = [
    # several mentions: numbers of the entities, equal where they are one
    ("surname after full name",
     "[s:Vladimir Putin] said . [s:Mr Putin] said . [s:Putin] said .", "0 0 0"),
    ("full name after surname", "[s:Mr Putin] said . [s:Vladimir Putin] said .", "0 0"),
    ("title and state call the person back",
     "[s:Russian President Vladimir Putin] said . [s:The Russian president] said .", "0 0"),
    ("an office before the name",
     "[s:The Russian president] said . [s:President Vladimir Putin of Russia] said .", "0 0"),
    ("another state's president is another",
     "[s:Russian President Vladimir Putin] said . [s:The Ukrainian president] said .", "0 1"),
    ("the president", "[s:President Evo Lopez] said . [s:The president] said .", "0 0"),
    ("two ministers keep apart",
     ("[s:foreign minister Ana Lund] said . [s:defence minister Bo Falk] said ."
     " [s:The foreign minister] said . [s:The defence minister] said ."), "0 1 0 1"),
    ("same family name, different given names",
     "[s:Kim Jong Un] said . [s:Kim Jong Gyu] said .", "0 1"),
    ("spelt in two ways",
     "[s:Volodymyr Zelensky] said . [s:Volodymyr Zelenskyy] said .", "0 0"),
    ("spy agency, intelligence service, proper name, the agency",
     ("[s:South Korea’s spy agency] said . [s:The National Intelligence Service in Seoul] said ."
     " [s:South Korea’s intelligence service] said . [s:The agency] said ."), "0 0 0 0"),
    ("spy agencies of two states",
     "[s:South Korea’s spy agency] said . [s:North Korea’s spy agency] said .", "0 1"),
    ("officials of a body are a group of their own",
     ("[s:South Korea’s spy agency] said . [s:Intelligence officials in South Korea] said ."
     " [s:military officials in South Korea] said ."), "0 1 2"),
    ("a capital and its state speak as one", "[s:Kyiv] said . [s:Ukraine] said .", "0 0"),
    ("regime, capital and state",
     "[s:North Korea] said . [s:the regime in Pyongyang] said . [s:Pyongyang] said .", "0 0 0"),
    ("a capital as a place is no government",
     "[s:Kyiv] said . Tom killed [p:Kyiv] .", "0 1"),
    ("the ministry", "[s:Russia’s defence ministry] said . [s:The ministry] said .", "0 0"),
    ("the ministry is the last one",
     ("[s:Russia’s defence ministry] said . [s:Ukraine’s health ministry] said ."
     " [s:The ministry] said ."), "0 1 1"),
    ("ministry of and ministry",
     "[s:the Ministry of Defence of Russia] said . [s:the Russian defense ministry] said .", "0 0"),
    ("an acronym given in brackets",
     "[s:The Northern Aid Council ( NAC )] said . [s:NAC] said . [s:The council] said .", "0 0 0"),
    ("an acronym by its initials",
     "[s:The Northern Aid Council] said . [s:NAC] said .", "0 0"),
    ("names of known actors", "[s:the IDF] said . [s:Israel’s military] said .", "0 0"),
    ("the group", "[s:Hamas] said . [s:The group] said .", "0 0"),
    ("the news agency", "[s:Reuters] said . [s:Hamas] said . [s:The agency] said .", "0 1 0"),
    ("it", "[s:Russia’s defence ministry] said . [s:It] said .", "0 0"),
    ("it passes over persons", ("[s:Amnesty International] said . [s:Mr Putin] said ."
     " [s:It] said ."), "0 1 0"),
    ("he", "[s:Mr Putin] said . [s:He] said .", "0 0"),
    ("she passes over men",
     "[s:Mrs Lund] said . [s:Mr Falk] said . [s:She] said .", "0 1 0"),
    ("he takes up the subject",
     "[s:Mr Falk] met [a:Mr Lund] . [s:He] said .", "0 1 0"),
    ("him is not the subject of his own verb",
     "[s:Mr Lund] said . [s:Mr Falk] attacked [a:him] .", "0 1 0"),
    ("they", "[s:Local/ADJ residents] said . [s:Mr Falk] said . [s:They] said .", "0 1 0"),
    ("who", "[s:Mr Falk] met [a:Ann Lund] , [s:who/PRON/nsubj/1] wrote/VERB/acl:relcl/-3 .",
     "0 1 1"),
    ("indefinite phrases bring somebody new",
     "[s:a resident] said . [s:another resident] said . [s:the resident] said .", "0 1 1"),
    ("the same words are the same group",
     "[s:Ukrainian officials] said . [s:Ukrainian officials] said .", "0 0"),
    ("other words are another group",
     "[a:Russian soldiers] said . [a:North Korean soldiers] said .", "0 1"),
    ("police", "[s:Police] said . [s:The police] said .", "0 0"),
    ("joint speakers come back as they",
     "[s:the US and the UK] said . [s:They] said .", "0 0"),
    ("both sides",
     "[s:Armenia] said . [s:Azerbaijan] said . [s:Both sides] said . [s:the two/NUM sides] said .",
     "0 1 2 2"),
    ("the two ministers",
     "[s:Minister Ana Lund] said . [s:Minister Bo Falk] said . [s:the two/NUM ministers] said .",
     "0 1 2"),
    ("he after a fronted clause without a subject",
     "[s:Mr Falk] said . Speaking/VERB/advcl/7"
     " to/ADP/case/2 [a:Mr Lund/PROPN/obl/-3] , [s:he] said .",
     "0 1 0"),
    ("a later speaker over an often named one",
     "[s:Mr Falk] said . [s:He] said . [s:He] said . [s:Mr Lund] said . [s:He] said .",
     "0 0 0 1 1"),
    ("US is no pronoun", "[s:Mr Falk] said . [a:US] said .", "0 1"),
    ("an armed group in apposition",
     "[s:The armed/ADJ group , Hamas/PROPN/appos/-2] said . [s:Hamas] said .", "0 0"),
    ("talks do not speak",
     "[s:Ministers/NOUN] said . [a:Talks/NOUN] failed . [s:They] said .", "0 1 0"),
    ("Associates are no name", "[s:Associates/NOUN of Mr Falk] said . [s:They] said .", "0 0"),
    ("a statement is its author's",
     ("[s:Mr Falk] said . [s:Mr Lund] said . [s:Falk/PROPN/nmod:poss/3 's statement] said ."
      " [s:The statement] said ."), "0 1 0 0"),
    ("a statement without an author is the last speaker's",
     "[s:Mr Falk] said . [s:The statement] said .", "0 0"),
    ("footage speaks for itself", "[s:Mr Falk] said . [s:The footage] said .", "0 1"),
    ("a clause is nobody's name",
     "[s:Ministers] met to [a:discuss/VERB/acl/-2 relations] . [s:They] said .", "0 - 0"),
    ("no antecedent", "[s:He] said .", "-"),
    ("a state is no group", "[s:Russia] said . [s:The group] said .", "0 1"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"), [c[1:] for c in CLUSTERS], ids=[c[0] for c in CLUSTERS]
)
def test_mentions_of_one_are_one_entity(text, expected):
    marked = read(_join(text))
    resolution = marked.resolve()
    numbers: dict[str, int] = {}
    found = []
    for mention in marked.mentions:
        one = resolution.entity_of(mention.span, mention.role)
        found.append(str(numbers.setdefault(one, len(numbers))) if one else "-")
    assert " ".join(found) == expected


AFFILIATED = [
    ("[s:Russia’s defence ministry] said .", "Russia"),
    ("[s:South Korea’s spy agency] said .", "South Korea"),
    ("[s:the FSB] said .", "Russia"),
    ("[s:Russian President Vladimir Putin] said .", "Russia"),
    ("[s:North Korean vice-foreign minister Kim Jong-gyu] said .", "North Korea"),
    ("[s:Defence ministry spokesman Igor Falk] said .", "Defence ministry"),
    ("[s:Hamas leader Omar Nasr] said .", "Hamas"),
    ("[s:UN Secretary-General Ines Moreau] said .", "United Nations"),
    ("[s:a spokesman for the Israeli military] said .", "Israeli military"),
    ("[s:Pentagon spokesman Joe Bell] said .", "Pentagon"),
    ("[s:Intelligence officials in South Korea] said .", "Intelligence"),
    ("[s:Ukrainian officials] said .", "Ukraine"),
    ("[s:North Korean troops] said .", "North Korea"),
    ("[s:Human Rights Watch researcher Ada Bell] said .", "Human Rights Watch"),
    ("[s:Ada Bell of Human Rights Watch] said .", "Human Rights Watch"),
    ("[s:US Special Representative for Iran Ben Hook] said .", "United States"),
    ("[s:Ann Lund , the Prime Minister of Tunisia ,] said .", "Tunisia"),
    ("[s:speaker of the parliament Ali Falk] said .", "parliament"),
    ("[s:Houthi officials] said .", "Houthis"),
    ("[s:Ukrainian military/ADJ analysts] said .", None),
    ("[s:local/ADJ residents] said .", None),
    ("[s:Ukrainian refugees] said .", None),
]


@pytest.mark.parametrize(("text", "expected"), AFFILIATED, ids=[text for text, _ in AFFILIATED])
def test_a_holder_belongs_to_the_body_it_speaks_for(text, expected):
    marked = read(_join(text))
    resolution = marked.resolve()
    by_id = {entity.id: entity for entity in resolution.entities}
    holder = by_id[resolution.entity_of(marked.mentions[0].span) or ""]
    found = by_id[holder.affiliation].name if holder.affiliation else None
    assert found == expected


KINDS = [
    ("[s:Kyiv] said .", "state"),
    ("[s:Mr Putin] said .", "person"),
    ("[s:the 34-year-old] said .", "person"),
    ("[s:Reuters] said .", "media"),
    ("[s:Hamas] said .", "force"),
    ("[s:North Korean troops] said .", "force"),
    ("[s:officials] said .", "group"),
    ("[s:Russia’s defence ministry] said .", "organisation"),
    ("[s:satellite images] said .", "document"),
    ("[a:two drones] said .", "weapon"),
    ("[s:Macron/PROPN/nsubj/3 and/CCONJ/cc/1 Scholz/PROPN/conj/-2] said .", "group"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS, ids=[text for text, _ in KINDS])
def test_a_holder_has_a_kind(text, kind):
    marked = read(text)
    resolution = marked.resolve()
    by_id = {entity.id: entity for entity in resolution.entities}
    assert by_id[resolution.entity_of(marked.mentions[0].span) or ""].kind == kind


def test_joint_speakers_are_one_holder_with_members():
    marked = read("[s:the US and the UK] said .")
    resolution = marked.resolve()
    by_id = {entity.id: entity for entity in resolution.entities}
    joint = by_id[resolution.entity_of(marked.mentions[0].span) or ""]
    assert [by_id[one].name for one in joint.members] == ["United States", "United Kingdom"]


def test_a_parse_whose_part_reaches_over_the_whole_ends():
    # The last of the three holds the first word, so that its span is that of all of them.
    syntax = syntax_of(
        "Local/ADJ/6/amod police/NOUN/7/nsubj and/CCONJ/4/cc rebels/NOUN/2/conj"
        " and/CCONJ/6/cc troops/NOUN/2/conj agreed/VERB/0/root ./PUNCT/7/punct"
    )
    whole = Span(0, syntax.text.index(" agreed"))
    resolution = resolve(syntax, [Mention(whole, "source")], ACTORS)
    (holder,) = resolution.entities
    assert resolution.entity_of(whole) == holder.id


def test_we_inside_a_quotation_is_its_speaker():
    marked = read('[s:Mr Falk] said " [a:we] killed " . [s:Mr Lund] said .')
    text = marked.syntax.text
    quote = Span(text.index('"'), text.rindex('"') + 1)
    found = marked.resolve(quotes=[(quote, marked.mentions[0].span)])
    assert names(marked, found) == ["Falk", "Falk", "Lund"]
    assert names(marked, marked.resolve()) == ["Falk", None, "Lund"]


def test_the_learned_antecedent_outweighs_a_nearer_candidate():
    marked = read("Tom met [a:Mr Falk] and [a:Mr Lund] . [s:He] said .")
    tokens = list(marked.syntax.tokens)
    he = next(token for token in tokens if token.text == "He")
    falk = next(token for token in tokens if token.text == "Falk")
    tokens[he.index] = Token(
        **{f: getattr(he, f) for f in Token.__slots__} | {"antecedent": falk.index}
    )
    assert names(marked, marked.resolve()) == ["Falk", "Lund", "Lund"]
    marked = Marked(Syntax(marked.syntax.text, tuple(tokens)), marked.mentions)
    assert names(marked, marked.resolve()) == ["Falk", "Lund", "Falk"]


def test_a_place_keeps_where_it_lies_and_a_state_takes_its_country():
    kyiv = Place("Kyiv", 50.45, 30.52, "geonames", "703448", ("Ukraine",), 1, 0.9)
    ukraine = Place("Ukraine", 49.0, 32.0, "geonames", "690791", (), 4, 0.9)
    marked = read(
        "[s:Kyiv] said . [p:Ukraine] said . Tom killed [a:Kyiv] .",
        {"Kyiv": kyiv, "Ukraine": ukraine},
    )
    resolution = marked.resolve()
    assert [(e.name, e.kind, e.place and e.place.gazetteer_id) for e in resolution.entities] == [
        ("Ukraine", "state", "690791"),
        ("Kyiv", "place", "703448"),
    ]


def test_entities_are_numbered_in_order_of_first_mention():
    marked = read("[s:Mr Falk] said . [s:Hamas] said .")
    assert [entity.id for entity in marked.resolve().entities] == ["e1", "e2"]


@pytest.mark.parametrize(
    ("actors", "metonyms"),
    [("head\nRussia\tstate\n", "head\n"), ("head\n", "head\nKyiv\tUkraine\n")],
    ids=["a row too short", "a seat of nobody"],
)
def test_a_broken_table_is_an_error_with_a_remedy(actors, metonyms):
    with pytest.raises(DataError, match="reinstall"):
        Actors.parse(actors, metonyms)
