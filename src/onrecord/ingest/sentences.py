"""Where sentences end inside a paragraph: our own rules, for English news.

A stop ends a sentence unless something speaks against it: a word in lower case goes on,
the stop belongs to an abbreviation, an initial or a list number, or it stands in a
dateline. Each stop is judged by a bounded stretch of text around it, so the time is
linear in the length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.ingest.credits import find_dateline
from onrecord.model import Span

_CLOSERS = "\"'”’»›)]}"
_STOP = re.compile(r"[.!?…]+[\"'”’»›)\]}]*")
_LONE_CLOSERS = re.compile(r"\s+[\"'”’»›)\]}]+(?=\s|$)")
_OPENERS = re.compile(r"[\"'“‘«‹(\[{–—-]*\s?")
_DASHES = ("-", "–", "—")
_NEXT_WORDS = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*")
_LAST_WORD = re.compile(r"[^\s\"'“‘«‹(\[{–—/-]+$")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_LIST_NUMBER = re.compile(r"\s*[(\[]?(?:\d{1,3}|[A-Za-z])")
_REACH = 80


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLES = _words(
    "adm amb brig capt cdr cmdr col comdr cpl det dr fr ft gen gov govs hon insp lt maj messrs min "
    "mlle mme mr mrs ms msgr mt pfc ph pres prof pte pvt rep reps ret rev sec sen sens sgt spc "
    "spec ssgt supt"
)
"""Capitalised words whose stop never ends a sentence: a name must follow."""
_NEVER_END = _words("v vs viz cf ca approx e.g i.e eg ie ret")
"""Words in any case whose stop never ends a sentence."""
_BEFORE_NUMBER = _words(
    "no nos art arts fig figs vol vols p pp par sec ch para res jan feb mar apr jun jul aug sep "
    "sept oct nov dec"
)
"""Words whose stop ends no sentence before a number ("No. 5", "Feb. 7")."""
_MAY_END = _words(
    "inc ltd corp co bros plc jr sr esq st ste ave blvd rd etc al est dept div univ assn govt "
    "intl natl u.s u.n u.k e.u d.c n.y n.j n.m n.c s.c n.d s.d n.h r.i w.va u.s.a u.s.s.r u.a.e "
    "ph.d m.d b.a m.a ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn "
    "miss mont neb nev okla ore pa penn tenn tex vt va wash wis wyo ont que b.c"
)
"""Abbreviations that end a sentence only before a word that likes to start one."""
_LOWER_CASE = frozenset({"etc", "al", "est"})
_STARTERS = _words(
    "a an the this that these those it its he his she her hers they their we our you your i my "
    "there here what when where who why how which while if although though because since after "
    "before as at by for from in into of on to with without under over during despite amid among "
    "and but or nor so yet however meanwhile moreover still then now also both some many most "
    "several all no none not one two three each every more earlier later last asked according "
    "instead separately"
)
_CLOCK = frozenset({"a.m", "p.m"})
_AFTER_CLOCK = _words(
    "gmt utc est edt cst cdt pst pdt cet cest eet eest bst ist msk jst et ct pt mt time local "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december"
)
_SAYS = _words(
    "said says asked asks told tells wrote writes added adds replied shouted cried exclaimed "
    "wondered demanded tweeted posted declared insisted joked quipped quoted recalled"
)


def split_sentences(text: str, paragraph: Span) -> Iterator[Span]:
    """The sentences of a paragraph in order, trimmed of white space, never empty.

    Together they hold every character of the paragraph that is not white space.
    """
    start = paragraph.start
    for end in _ends(text, paragraph):
        if (span := _trimmed(text, start, end)) is not None:
            yield span
        start = end
    if (span := _trimmed(text, start, paragraph.end)) is not None:
        yield span


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    stripped = piece.strip()
    return Span(start + lead, start + lead + len(stripped)) if stripped else None


def _ends(text: str, paragraph: Span) -> Iterator[int]:
    dateline = find_dateline(text, paragraph)
    start = position = dateline.span.end if dateline else paragraph.start
    while (stop := _STOP.search(text, position, paragraph.end)) is not None:
        position = stop.end()
        if _ends_sentence(text, stop, Span(start, paragraph.end)):
            lone = _LONE_CLOSERS.match(text, position, min(position + 8, paragraph.end))
            start = position = lone.end() if lone else position
            yield position


def _ends_sentence(text: str, stop: re.Match[str], rest: Span) -> bool:
    """Whether a stop ends the sentence that begins at ``rest.start``."""
    after = text[stop.end() : min(stop.end() + _REACH, rest.end)]
    if not after or not after[0].isspace():
        return False
    following = after.lstrip()
    words = _NEXT_WORDS.findall(following)
    if not words or _OPENERS.sub("", following, count=1)[:1].islower():
        return not words
    mark = stop.group().rstrip(_CLOSERS)
    closers = stop.group()[len(mark) :]
    if mark[-1] in "!?":
        return not (closers and _is_speech_tag(following))
    if mark != ".":
        return not _is_omission(text, stop)
    return closers.strip(")]}") != "" or _full_stop(text, stop.start(), rest.start, following)


def _is_speech_tag(following: str) -> bool:
    """Whether what follows a closed quotation tells its speaker: 'Zelenskyy asked'."""
    head = re.split(r"[.,;:!?\"“]", following, maxsplit=1)[0]
    words = _NEXT_WORDS.findall(head)[:6]
    if not words or words[0].lower() in _STARTERS:
        return False
    return any(word in _SAYS for word in words[1:])


def _is_omission(text: str, stop: re.Match[str]) -> bool:
    return stop.start() > 0 and text[stop.start() - 1] in "[("


def _full_stop(text: str, stop: int, start: int, following: str) -> bool:
    """Whether a single stop before a capital or a number ends the sentence from ``start``."""
    if stop - start < 8 and _LIST_NUMBER.fullmatch(text, start, stop):
        return False
    found = _LAST_WORD.search(text, max(start, stop - 24), stop)
    return found is None or not _is_abbreviation(found.group(), following)


def _is_abbreviation(word: str, following: str) -> bool:
    lower = word.lower()
    words = _NEXT_WORDS.findall(following)
    if lower in _CLOCK:
        return any(w.lower() in _AFTER_CLOCK for w in words[:2])
    if lower in _BEFORE_NUMBER and words[0][0].isdigit():
        return lower != "no" or word[0].isupper()
    if lower in _NEVER_END or (lower in _TITLES and word[0].isupper()):
        return True
    if lower not in _MAY_END and not _INITIAL.fullmatch(word):
        return False
    likely_start = words[0].lower() in _STARTERS and not following.startswith(_DASHES)
    return (word[0].isupper() or lower in _LOWER_CASE) and not likely_start
