"""Classes of English nouns that tell what a noun phrase of the news means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from onrecord.model import EntityKind


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DETERMINERS: Final = _words("the a an this that these those some any another each every all its "
                            "their his her our my your several many most few others "
                            "one")  # fmt: skip
INDEFINITE: Final = _words("a an another one some")
PREPOSITIONS: Final = _words("of in for at from on by with near to against under inside outside "
                             "across around between within among over after before during "
                             "about along via as through into behind including")  # fmt: skip
RELATIVE: Final = _words("who whose whom which where that")
CONNECTORS: Final = _words("of for the and de la du del al el bin ibn van von der den da di & ' s")
PARTICLES: Final = _words("de la du del al el bin ibn van von der den da di bint abu ul ud")

HE: Final = _words("he him his himself")
SHE: Final = _words("she her hers herself")
IT: Final = _words("it its itself")
THEY: Final = _words("they them their theirs themselves both")
FIRST: Final = _words("i me my mine myself we us our ours ourselves")
PRONOUNS: Final = HE | SHE | IT | THEY | FIRST | RELATIVE

MALE: Final = _words("mr sir lord king prince emir sultan sheikh ayatollah pope spokesman chairman "
                     "congressman son brother father husband man boy imam businessman "
                     "policeman serviceman fisherman patriarch archbishop bishop")  # fmt: skip
FEMALE: Final = _words("mrs ms miss lady dame queen princess spokeswoman chairwoman congresswoman "
                       "daughter sister mother wife widow woman girl businesswoman "
                       "policewoman")  # fmt: skip

TITLES: Final = MALE | FEMALE | _words(
    "president minister premier chancellor general gen lieutenant lt colonel col major maj captain "
    "capt sergeant sgt brigadier brig admiral adm commander marshal corporal private secretary "
    "spokesperson ambassador envoy governor mayor senator sen representative rep chief chair head "
    "leader director deputy official officer analyst expert researcher professor prof doctor dr "
    "judge justice prosecutor lawyer attorney journalist reporter correspondent editor "
    "photographer "
    "activist resident soldier warlord ruler dictator author historian adviser advisor aide "
    "diplomat counterpart successor predecessor founder member lawmaker mp legislator speaker "
    "witness survivor farmer teacher nurse student coordinator commissioner rapporteur "
    "administrator manager candidate veteran pilot negotiator strongman cleric priest rabbi "
    "physician surgeon medic paramedic worker economist scientist fellow owner investigator "
    "observer inspector detective sheriff constable superintendent politician professor "
    "volunteer fighter militant gunman suspect victim driver person source insider blogger "
    "executive ceo coach cardinal vice undersecretary chargé ombudsman mediator delegate "
    "parent neighbour neighbor civilian refugee villager citizen national passenger "
    "opponent critic rival ally supporter colleague partner companion relative dissident "
    "protester demonstrator rescuer firefighter scholar pundit strategist campaigner "
    "monarch crown"
)  # fmt: skip
ABBREVIATED: Final = _words("mr mrs ms dr gen lt col maj capt sgt brig adm sen rep prof st rev")
PORTFOLIOS: Final = _words("state defence defense foreign affairs staff interior health finance "
                           "justice energy the and home external internal treasury education "
                           "trade economy transport security war information culture "
                           "republic operations")  # fmt: skip
COLLECTIVES: Final = _words("people men women children officials residents locals sources troops "
                            "forces police authorities media survivors villagers rebels gunmen "
                            "insurgents protesters demonstrators medics ministers leaders "
                            "militiamen servicemen youths families sides parties "
                            "population crew family public crowd couple staff")  # fmt: skip
OFFICIAL: Final = _words("president minister premier chancellor general gen lieutenant lt colonel "
                         "col major maj captain capt sergeant sgt brigadier brig admiral adm "
                         "commander marshal secretary spokesman spokeswoman spokesperson "
                         "ambassador envoy governor mayor chief head leader director deputy "
                         "official officer prosecutor adviser advisor aide diplomat lawmaker mp "
                         "senator speaker king queen prince princess emir sultan ruler dictator "
                         "soldier pilot negotiator commissioner ombudsman coordinator rapporteur "
                         "delegate delegation representative legislator researcher member "
                         "founder fighter militant chair chairman chairwoman executive ceo "
                         "premier troop force serviceman rebel investigator fellow analyst "
                         "undersecretary")  # fmt: skip
ENVOYS: Final = _words("ambassador envoy representative correspondent negotiator mediator")
"""Sent by the one named before to the one named after ("US envoy for Iran")."""
CITIZENS: Final = _words("analyst expert fellow researcher member fighter militant rebel")
"""Official-like only with an organisation: a state's analysts do not speak for the state."""

FORCES: Final = _words("troops forces soldiers fighters militants rebels insurgents gunmen army "
                       "military navy brigade battalion regiment division corps militia militias "
                       "paramilitaries separatists jihadists guerrillas mercenaries marines "
                       "peacekeepers commandos paratroopers fleet squadron unit units command "
                       "personnel servicemen force guards recruits conscripts")  # fmt: skip
MEDIA: Final = _words("newspaper newspapers broadcaster broadcasters channel television tv media "
                      "radio outlet outlets daily weekly magazine website press journal "
                      "tabloid tribune herald gazette times mail post insider telegraph chronicle "
                       "observer standard news")  # fmt: skip
DOCUMENTS: Final = _words("report reports footage document documents statement statements video "
                          "videos image images photo photos photograph photographs poll polls "
                          "survey surveys data study studies map maps letter resolution figures "
                          "records imagery evidence communique communiqué pictures file files "
                          "message messages post tweet speech rumours rumors")  # fmt: skip
AUTHORED: Final = _words("statement statements letter tweet tweets post message speech release "
                         "communique communiqué announcement remarks")  # fmt: skip
"""What somebody says in writing: whoever wrote it is the one who speaks."""
BODIES: Final = _words("ministry agency service department office council commission committee "
                       "court parliament congress senate party group organisation organization "
                       "institute union bank company firm university bureau directorate authority "
                       "police embassy mission coalition alliance bloc movement foundation "
                       "association federation league staff cabinet watchdog body charity ngo "
                       "board team centre center society network fund tribunal assembly house "
                       "secretariat observatory presidency administration programme program "
                       "authorities campaign delegation opposition legislature fire rescue "
                       "operator airline airways think services")  # fmt: skip
FACILITIES: Final = _words("airport plant base bridge school port dam station hospital refinery "
                           "depot prison camp airfield airbase embassy compound mosque church "
                           "building buildings warehouse")  # fmt: skip
WEAPONS: Final = _words("drone drones missile missiles rocket rockets tank tanks warplane "
                        "warplanes aircraft jet jets artillery mortar mortars bomb bombs shell "
                        "shells helicopter helicopters mine mines weapon weapons "
                        "ammunition")  # fmt: skip
PLACES: Final = _words("city town village region province district border area capital territory "
                       "enclave strip oblast settlement island peninsula county front frontline "
                       "governorate state country camp")  # fmt: skip
NAMEABLE: Final = _words("agency group movement organisation organization party newspaper "
                         "broadcaster channel network website militia company firm outlet daily "
                         "magazine charity station insurgents rebels militants alliance bloc "
                         "watchdog militia tabloid weekly foundation institute tv television "
                         "radio")  # fmt: skip
"""Nouns that stand beside the name of what they describe ("the Wagner group")."""

ALIKE: Final[tuple[frozenset[str], ...]] = (
    _words("agency service bureau directorate"),
    _words("group movement organisation organization faction militia rebels militants insurgents"),
    _words("country nation state"),
    _words("government regime administration authorities"),
    _words("newspaper daily paper tabloid outlet"),
    _words("broadcaster channel station network outlet"),
    _words("army military forces"),
    _words("leader ruler president dictator strongman"),
    _words("spokesman spokeswoman spokesperson"),
    _words("city town capital village settlement"),
    _words("region province oblast district area territory governorate"),
    _words("ministry department"),
    _words("premier minister"),
    _words("organisation organization"),
)
"""Nouns that writers use in turn for the same thing."""

_TOPICS: Final = {
    "defense": "defence", "external": "foreign", "internal": "interior", "home": "interior",
    "emergencies": "emergency", "state": "foreign",
}  # fmt: skip
_TOPIC_WORDS: Final = (
    r"defen[cs]e|foreign|external affairs|interior|internal affairs|home|health|finance|justice|"
    r"energy|education|transport|emergency|emergencies|information|culture|agriculture|economy|"
    r"trade|oil|industry|water|electricity|environment|labou?r|security|human rights"
)
_MINISTRY: Final = re.compile(
    rf"\b(?P<before>{_TOPIC_WORDS})(?: affairs)? (?:ministry|department)\b"
    rf"|\b(?:ministry|department) (?:of|for) (?:the )?(?P<after>{_TOPIC_WORDS})(?: affairs)?\b"
    r"|\b(?P<office>foreign|home) office\b"
)
_PATTERNS: Final = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), body)
    for body, pattern in {
        "military intelligence":
            r"military intelligence(?: agency| service| directorate| department)?",
        "intelligence":
            r"(?:spy|intelligence|secret|espionage) (?:agency|service|services|bureau|directorate)"
            r"|intelligence",
        "security service": r"(?:state )?security (?:service|services|agency)",
        "general staff": r"general staff",
        "joint chiefs": r"joint chiefs(?: of staff)?",
        "air force": r"air ?force",
        "navy": r"navy",
        "coast guard": r"coast ?guard",
        "border guard": r"border (?:guard|guards|service|agency|police)",
        "armed forces": r"army|military|armed forces|defen[cs]e forces",
        "police": r"police(?: force| department)?",
        "parliament": r"parliament|national assembly|legislature",
        "supreme court": r"supreme court",
        "constitutional court": r"constitutional court",
        "central bank": r"central bank|national bank",
        "presidency":
            r"(?:presidential|president ' s) (?:office|administration|palace)|presidency",
        "embassy": r"embassy",
        "state television":
            r"state (?:television|tv|broadcaster)|state - run (?:television|tv)",
        "news agency": r"(?:state|official) (?:- run )?news agency",
        "state media": r"state (?:- run )?media|official media",
        "emergency service": r"emergency services?",
        "civil defence": r"civil defen[cs]e(?: agency)?",
        "prosecutor's office":
            r"prosecutors? (?:' s |general ' s |' )?office|general prosecutor ' s office",
        "government": r"government|regime|administration|cabinet",
    }.items()
)  # fmt: skip


def body_of(words: str) -> tuple[str, int, int] | None:
    """What body of a state lower-case words name, and where the words for it begin and end.

    "russia ' s defence ministry" and "ministry of defence" give both "defence ministry".
    """
    ministry = _MINISTRY.search(words)
    if ministry:
        field = next(group for group in ministry.groups() if group).split()[0]
        return f"{topic(field)} ministry", ministry.start(), ministry.end()
    for pattern, body in _PATTERNS:
        found = pattern.search(words)
        if found:
            return body, found.start(), found.end()
    return None


def topic(word: str) -> str:
    """One word for one field of government ("defense" → "defence")."""
    return _TOPICS.get(word, word)


def singular(noun: str) -> str:
    """A lower-case noun without its plural ending ("ministers" → "minister")."""
    if noun in {"men", "women", "people", "children"}:
        return {"men": "man", "women": "woman", "people": "person", "children": "child"}[noun]
    if len(noun) < 4 or noun in ABBREVIATED:
        return noun
    if noun.endswith("men"):
        return noun[:-2] + "an"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun


def is_plural(noun: str) -> bool:
    """Whether a lower-case noun means several."""
    if noun in {"news", "series", "headquarters", "chiefs", "gas"}:
        return False
    return (noun in COLLECTIVES and noun not in {"police", "media"}) or singular(noun) != noun


def alike(noun: str) -> frozenset[str]:
    """The nouns by which something called ``noun`` may be called again, itself included."""
    return frozenset({noun}).union(*(family for family in ALIKE if noun in family))


def kind_of(noun: str) -> EntityKind | None:
    """What kind of entity a lower-case head noun means, None if the word does not tell."""
    if noun in FORCES:
        return "force"
    for kind, words in _KINDS:
        if noun in words:
            return kind
    one = singular(noun)
    if one in TITLES or noun in COLLECTIVES:
        return "group" if one != noun or noun in COLLECTIVES else "person"
    return "organisation" if one in BODIES else None


_KINDS: Final[tuple[tuple[EntityKind, frozenset[str]], ...]] = (
    ("media", MEDIA),
    ("document", DOCUMENTS),
    ("weapon", WEAPONS),
    ("state", _words("government regime country nation state kingdom republic")),
    ("place", PLACES),
    ("group", _words("authorities")),
    ("organisation", BODIES),
    ("facility", FACILITIES),
)
