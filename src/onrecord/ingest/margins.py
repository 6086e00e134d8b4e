"""What a line says of itself: caption, byline, promotion or other matter around a story.

Each test takes a line of at most a few hundred characters and gives the reason in words,
or None.
"""

from __future__ import annotations

import re

from onrecord.ingest.credits import known_agencies

_CAPTION_START = re.compile(
    r"[(\[*]{0,2}(?:FILE PHOTO|FILE IMAGE|FILE\s?[-–—:]|(?i:file photo|file image|photo credit|"
    r"image credit|"
    r"photographs?\s?:|photos?\s?[:|]|images?\s?[:|]|pictures?\s?[:|]|pictured\s?:|video\s?[:|]|"
    r"illustration\s?[:|]|map\s?[:|]|graphic\s?[:|]|caption\s?[:|]|credit\s?[:|]|"
    r"photo(?:graph)? by\s|image by\s|courtesy of\s))"
)
_CAPTION_END = re.compile(
    r"(?:[(\[](?:AP|AFP|EPA|Reuters|Getty|Photo|Photograph|Image|Picture|Credit)\b[^()\[\]]{0,80}"
    r"(?:Photo|Image|Getty|/|:|via)[^()\[\]]{0,80}[)\]]|"
    r"(?:Photograph|Photo|Image|Picture|Credit)s?(?:\s?:|\sby)\s[^.]{2,80}|"
    r"\b(?:REUTERS|EPA|AFP|AP|Getty|Shutterstock)/[A-Z][^.]{0,60}|/(?:REUTERS|EPA|AFP|AP)\b|"
    r"\b(?:via|/)\s?(?:AP|AFP|Getty Images|Reuters|Getty)|\bGetty Images|"
    r"[(\[][Ff]ile(?: photo| picture)?[)\]])"
    r"[.)\]]?$"
)
_CAPITAL_NAME = r"[A-Z][\w’'.-]*"
_PEOPLE = rf"{_CAPITAL_NAME}(?:\s(?:{_CAPITAL_NAME}|de|van|von|al|bin|el|der)){{0,4}}"
_LIST_OF_PEOPLE = (
    rf"{_PEOPLE}(?:(?:,\s(?:and\s)?|\sand\s|\s?[|/]\s?|\swith\s|\sin\s|\sfor\s|\sat\s|"
    rf"\sof\s)(?:the\s)?{_PEOPLE}){{0,6}}"
)
_BY = re.compile(
    rf"(?:By|BY|Words by|Story by|Analysis by|From|Written by):?\s{_LIST_OF_PEOPLE}\.?"
)
_PEOPLE_IN_PLACE = re.compile(
    rf"{_CAPITAL_NAME}\s{_PEOPLE}\sin\s{_PEOPLE}(?:(?:,\s|\sand\s|"
    rf",\sand\s){_PEOPLE}\sin\s{_PEOPLE}){{0,3}}"
)
_JOB = re.compile(
    rf"{_PEOPLE},?\s(?:[\w’'-]+\s){{0,4}}(?:correspondent|editor|reporter|writer|analyst|"
    rf"bureau chief)"
    r"(?:,?\s(?:in\s)?[A-Z][\w ]{0,30})?",
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?"
_DATE = (
    rf"(?:{_DAY},?\s)?(?:{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?(?:\s\d{{4}})?|\d{{1,2}}(?:st|"
    rf"nd|rd|th)?\s{_MONTH},?(?:\s\d{{4}})?|\d{{4}}-\d\d-\d\d|"
    rf"\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}})"
)
_CLOCK = (
    r"(?:\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?)\s?(?:[A-Z]{2,4}|local time)?"
)
_STAMP = r"(?:first published|last updated|last modified|published|updated|posted|modified)"
_DATE_LINE = re.compile(
    rf"(?:(?i:{_STAMP})(?:\s(?:on|at))?:?\s?)?{_DATE}(?:(?:,|\s[-–—|"
    rf"•·])?\s(?:at\s)?{_CLOCK})?(?:\s?[|/–—-].{{0,60}})?\.?"
)
_STAMPED = re.compile(rf"(?i:{_STAMP})(?:\s(?:on|at)\s|:\s|\s)(?=.{{0,30}}\d).{{1,60}}")
_TIME_LINE = re.compile(
    rf"(?:{_CLOCK}|\d+\s?(?:h|hr|hrs|m|min|mins|hours?|minutes?|days?)\sago)(?:\s[-–—|"
    rf"]?\s?(?:GMT|UTC|BST|CET|EST|ET))?"
)
_PROMOTION = re.compile(
    r"[\W_]{0,3}(?:read more|read also|also read|read next|read the (?:rest|"
    r"full)\b.{0,20}(?:here|story)|"
    r"see also|related(?:\s(?:articles?|stor(?:y|ies)|content|news|topics|links|reading|"
    r"coverage))?\s?(?::|$)|"
    r"more on this(?: story)?|more from\b.{0,40}$|more:|most (?:read|viewed|popular)|"
    r"recommended(?: for you| stories)?\s?(?::|$)|"
    r"you may also like|don['’]t miss\s?:|watch\s?(?:now|live)?\s?[:|]|"
    r"listen\s?(?:to the podcast)?\s?[:|]|"
    r"further reading|top stories\b.{0,20}$|editor['’]s picks?|in case you missed|"
    r"sign up\b|subscribe\b|advertisement\b|sponsored(?: content)?$|"
    r"follow (?:us|@|[\w ]{2,60} on (?:twitter|facebook|instagram|telegram|x|whatsapp|"
    r"threads|bluesky))\b|follow @\w+|"
    r"join (?:us on|our) .{0,40}|"
    r"(?:the )?(?:story|article) continues (?:below|after)|click here|tap here|"
    r"download (?:our|the) .{0,20}app|"
    r"get (?:the|our) .{0,60}(?:newsletter|app|inbox)|support our|donate|like us on|"
    r"share (?:this|on)\b|"
    r"skip (?:past )?(?:to )?(?:newsletter|advert|content))",
    re.IGNORECASE,
)
_PROMOTION_WHOLE = re.compile(
    r"[\W_]{0,3}(?:related|advertisement|recommended|trending|more|promoted)[\W_]{0,3}",
    re.IGNORECASE,
)
_LABEL_ONLY = re.compile(
    r"(?:tags?|topics?|keywords?|filed under|categor(?:y|ies))\s?:\s.{1,200}|"
    r"\d+\s(?:min(?:ute)?s?\sread|comments?|shares?)|"
    r"(?:share|print|email|save|comments?|copy link|facebook|twitter|whatsapp|home|menu|"
    r"live|world|news|breaking(?: news)?)|"
    r"\d{1,4}\.?|all rights reserved.{0,40}|loading.{0,20}|back to top",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|@\w+|#\w+(?:\s#\w+)*")
_LONGEST_PROMOTION = 160


def caption_reason(line: str) -> str | None:
    """Why a line belongs to a picture."""
    if _CAPTION_START.match(line):
        return "opens as captions do"
    if _CAPTION_END.search(line[-170:]):
        return "ends with the credit of a picture"
    return None


def byline_reason(line: str, *, at_edge: bool) -> str | None:
    """Why a line tells who wrote the story, or when.

    ``at_edge``: whether it stands close to the start or the end of the text, where names
    and places without "By" are a byline too.
    """
    if _BY.fullmatch(line):
        return "'By' and names only"
    if _DATE_LINE.fullmatch(line):
        return "a date standing alone"
    if _STAMPED.fullmatch(line):
        return "tells when the text was published"
    if at_edge and (_JOB.fullmatch(line) or _is_people_in_place(line)):
        return "names only, with place or post"
    return None


def _is_people_in_place(line: str) -> bool:
    if _PEOPLE_IN_PLACE.fullmatch(line):
        return True
    person, _, agency = line.partition(", ")
    is_agency = agency != "" and known_agencies(agency) == known_agencies(line) != ()
    return is_agency and len(agency) < 30 and re.fullmatch(_PEOPLE, person) is not None


def promotion_reason(line: str) -> str | None:
    """Why a line invites to something else than the story."""
    if _PROMOTION_WHOLE.fullmatch(line):
        return "a label of other matter"
    if len(line) <= _LONGEST_PROMOTION and _PROMOTION.match(line):
        return "opens as invitations to other pages do"
    return None


def margin_reason(line: str) -> str | None:
    """Why a line is furniture of the page: separators, time stamps, menus, addresses."""
    if not any(character.isalnum() for character in line):
        return "no letter or digit in it"
    if _TIME_LINE.fullmatch(line):
        return "a time standing alone"
    if _ADDRESS.fullmatch(line):
        return "an address only"
    return "a label of the page" if _LABEL_ONLY.fullmatch(line) else None
