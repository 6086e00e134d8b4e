"""Words of strangers made safe for a terminal: nothing in them moves the cursor or hides.

Every character becomes one character, so offsets into a text stay right.
"""

from __future__ import annotations

from typing import Final

_PICTURES: Final = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}
_HIDDEN: Final = (
    *range(0x80, 0xA0),  # the C1 controls: U+009B alone opens an escape sequence
    *range(0x202A, 0x202F),  # embeddings and overrides of the direction of writing
    *range(0x2066, 0x206A),  # its isolates
    *range(0xD800, 0xE000),  # what Python makes of a file name that is not UTF-8
    0xFEFF,
)
_SHOWN: Final = _PICTURES | dict.fromkeys(_HIDDEN, "\ufffd")
_OF_LINES: Final = _SHOWN | {
    0x09: " ",
    0x0A: "\n",
    0x0D: " ",
    0x85: "\n",
    0x2028: "\n",
    0x2029: "\n",
}
_IN_JSON: Final = {code: f"\\u{code:04x}" for code in (0x7F, *_HIDDEN, 0x2028, 0x2029)}


def visible(words: str) -> str:
    """The words on one line: control characters as pictures ("␛"), others unseen as "�"."""
    return words.translate(_SHOWN)


def on_one_line(words: str) -> str:
    """The words with single blanks between them, visible."""
    return visible(" ".join(words.split()))


def visible_lines(text: str) -> str:
    """The text with its line breaks, other control characters as in ``visible``."""
    return text.translate(_OF_LINES)


def escaped_json(written: str) -> str:
    r"""The same JSON, with characters that a terminal would obey as ``\u`` escapes."""
    return written.translate(_IN_JSON)
