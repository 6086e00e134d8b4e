"""Files and standard input to documents: the one module of the stage that reads the disk."""

from __future__ import annotations

import codecs
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import InputError
from onrecord.ingest.pages import read_page
from onrecord.ingest.records import ARTICLE_LIMIT, check_text, parse_date, read_record
from onrecord.model import Document

__all__ = ["FILE_LIMIT", "Given", "load", "parse_date"]

FILE_LIMIT = 20_000_000
"""Largest text or HTML file read, in bytes; JSON Lines are streamed and have no limit."""
_LINE_LIMIT = 6 * ARTICLE_LIMIT
"""Longest JSON line read, in bytes: every character of the text may be a \\u escape."""
_SNIFFED = 4096
_STANDARD_INPUT = "standard input"

_JSON_ENDINGS = (".jsonl", ".ndjson", ".json")
_HTML_ENDINGS = (".html", ".htm", ".xhtml")
_HTML_START = re.compile(
    rb"(?:(?><!--.{0,1000}?-->)\s*+|(?><\?xml[^>]{0,200}>)\s*+)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


@dataclass(frozen=True, slots=True)
class Given:
    """What the command line says of every article, before what the article says itself."""

    published: date | None = None
    outlet: str | None = None


def load(paths: Sequence[str], given: Given) -> Iterator[Document | InputError]:
    """The documents of ``paths`` in order; "-" is standard input.

    Whatever cannot be read is yielded as one ``InputError`` in its place, and the rest
    goes on. JSON Lines are streamed: a file of any size needs the memory of one line.
    """
    for path in paths:
        for item in _read(path):
            yield _overridden(item, given) if isinstance(item, Document) else item


def _overridden(document: Document, given: Given) -> Document:
    return replace(
        document,
        published=given.published or document.published,
        outlet=given.outlet or document.outlet,
    )


def _read(path: str) -> Iterator[Document | InputError]:
    try:
        if path == "-":
            yield from _read_standard_input()
        elif Path(path).is_dir():
            yield InputError(f"{path} is a directory", "name the files in it")
        else:
            with Path(path).open("rb") as stream:
                yield from _read_stream(stream, path)
    except InputError as error:
        yield error
    except FileNotFoundError:
        yield InputError(f"{path} does not exist", "check the path")
    except PermissionError:
        yield InputError(f"{path} may not be read", "give yourself read permission (chmod u+r)")
    except (OSError, ValueError) as error:
        yield InputError(f"{path!r} cannot be read ({error})", "check the path and the disk")


def _read_standard_input() -> Iterator[Document | InputError]:
    stream = getattr(sys.stdin, "buffer", None)
    if stream is None:
        raise InputError("standard input is closed", "pipe an article in, or name a file")
    yield from _read_stream(stream, _STANDARD_INPUT)


def _read_stream(stream: BinaryIO, name: str) -> Iterator[Document | InputError]:
    first = stream.read(_SNIFFED)
    _check_bytes(first, name)
    head = first.removeprefix(codecs.BOM_UTF8)
    if _is_json_lines(head, name):
        yield from _read_lines(stream, head, name)
        return
    content = head + stream.read(FILE_LIMIT + 1 - len(head))
    if len(content) > FILE_LIMIT:
        fact = f"{name} is larger than {FILE_LIMIT // 1_000_000} MB, the limit for one article"
        raise InputError(fact, "split it into its articles, or give them as JSON Lines")
    yield _read_whole(content, name)


def _check_bytes(content: bytes, name: str) -> None:
    if content.startswith(_WIDE_MARKS):
        remedy = "convert it first: iconv -f UTF-16 -t UTF-8 FILE > NEW"
        raise InputError(f"{name} is in UTF-16 or UTF-32, UTF-8 is expected", remedy)
    if b"\0" in content:
        raise InputError(f"{name} is binary (it has NUL bytes)", "give text, HTML or JSON Lines")


def _is_json_lines(head: bytes, name: str) -> bool:
    ending = Path(name).suffix.lower()
    if ending in _JSON_ENDINGS:
        return True
    return ending not in (".txt", *_HTML_ENDINGS) and head.lstrip().startswith(b"{")


def _read_whole(content: bytes, name: str) -> Document:
    _check_bytes(content, name)
    if not content.strip():
        raise InputError(f"{name} is empty", "give an article with at least one sentence")
    if Path(name).suffix.lower() in _HTML_ENDINGS or _HTML_START.match(content.lstrip()):
        return read_page(_decode_page(content, name), name)
    text = _decode(content, name)
    check_text(text, name)
    return Document(text)


def _decode(content: bytes, where: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        fact = f"{where} is not UTF-8, which is expected (byte {error.start} does not fit)"
        remedy = "convert it first, for example: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW"
        raise InputError(fact, remedy) from None


def _decode_page(content: bytes, name: str) -> str:
    """A page's text, in the encoding that it declares where it is not UTF-8."""
    declared = _CHARSET.search(content[:_SNIFFED])
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        if declared is None:
            return _decode(content, name)
    try:
        return content.decode(declared.group(1).decode("ascii"))
    except (LookupError, ValueError):
        return _decode(content, name)


def _read_lines(stream: BinaryIO, head: bytes, name: str) -> Iterator[Document | InputError]:
    empty = True
    for number, line in enumerate(_lines(stream, head), start=1):
        if line is not None and not line.strip():
            continue
        if empty and line is not None and line.strip() in (b"{", b"["):
            fact = f"{name} is JSON over several lines, not JSON Lines"
            raise InputError(fact, "write one object a line, for example with: jq -c . FILE")
        empty = False
        yield _record(line, f"{name}, line {number}")
    if empty:
        raise InputError(f"{name} is empty", "give one JSON object a line")


def _record(line: bytes | None, where: str) -> Document | InputError:
    if line is None:
        fact = f"{where} is longer than {_LINE_LIMIT // 1_000_000} MB"
        return InputError(fact, f"keep an article under {ARTICLE_LIMIT:,} characters")
    try:
        return read_record(_decode(line, where), where)
    except InputError as error:
        return error


def _lines(stream: BinaryIO, head: bytes) -> Iterator[bytes | None]:
    """Lines without their end, None for one over the limit; memory stays at one line."""
    rest = head
    while True:
        line, found, rest = rest.partition(b"\n")
        if found:
            yield line
        else:
            line += stream.readline(_LINE_LIMIT - len(line) + 1)
            if not line:
                return
            yield _whole(stream, line)


def _whole(stream: BinaryIO, line: bytes) -> bytes | None:
    if line.endswith(b"\n") or len(line) <= _LINE_LIMIT:
        return line
    while (piece := stream.readline(1 << 20)) and not piece.endswith(b"\n"):
        pass
    return None
