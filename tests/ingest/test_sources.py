"""Files, pages, JSON Lines and standard input to documents; bad input to one clear error."""

from __future__ import annotations

import io
import json
import os
import tracemalloc
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError, SettingsError
from onrecord.ingest.pages import read_page
from onrecord.ingest.records import read_record
from onrecord.ingest.sources import FILE_LIMIT, Given, load, parse_date
from onrecord.model import Document

STORY = "Rebels entered Marun on Monday, residents said."
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Rebels enter Marun | Marun Courier</title>
<meta property="og:site_name" content="Marun Courier">
<link rel="canonical" href="https://example.org/news/marun">
<script type="application/ld+json">{{"@graph": [{{"@type": "NewsArticle",
 "headline": "Rebels enter Marun", "datePublished": "2025-01-27T23:10:00+01:00"}}]}}</script>
</head><body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article>
<h1>Rebels enter Marun</h1>
<p>{STORY} They came in the morning, after a week of shelling near the airport.</p>
<p>The army denied that it had lost control and said its troops still held the airport.</p>
<p>A spokesman for the mission said that it could not verify the report of either side.</p>
<p>The roads to the north have been closed for days, and few people can leave the town.</p>
</article><footer>All rights reserved</footer></body></html>"""


def write(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def only(paths: list[str], given: Given = Given()) -> Document | InputError:  # noqa: B008
    items = list(load(paths, given))
    assert len(items) == 1
    return items[0]


def document(paths: list[str], given: Given = Given()) -> Document:  # noqa: B008
    item = only(paths, given)
    assert isinstance(item, Document), item
    return item


def error(paths: list[str]) -> InputError:
    item = only(paths)
    assert isinstance(item, InputError)
    assert "\n" not in str(item)
    return item


@pytest.mark.parametrize("text", [STORY, f"{STORY}\r\n\r\nMore.\r\n", "Fé — “so”.\n", "  Lead.\n"])
def test_plain_text_stays_unchanged(tmp_path: Path, text: str) -> None:
    assert document([write(tmp_path, "a.txt", text)]) == Document(text)


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    assert document([write(tmp_path, "a.txt", b"\xef\xbb\xbfOne.")]).text == "One."
    line = b'\xef\xbb\xbf{"text": "One."}'
    assert document([write(tmp_path, "a.jsonl", line)]).text == "One."


def test_what_the_command_line_says_comes_first(tmp_path: Path) -> None:
    record = json.dumps({"text": STORY, "published": "2025-01-01", "outlet": "Courier"})
    path = write(tmp_path, "a.jsonl", record)
    assert document([path]).published == date(2025, 1, 1)
    found = document([path], Given(date(2025, 2, 7), "Herald"))
    assert (found.published, found.outlet) == (date(2025, 2, 7), "Herald")


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.json", "a.data"])
def test_json_lines_are_known_by_ending_or_by_their_brace(tmp_path: Path, name: str) -> None:
    record = {"text": STORY, "date": "2025-02-07", "title": " T ", "url": "https://example.org/a"}
    found = document([write(tmp_path, name, "\n \n" + json.dumps(record) + "\n")])
    assert found == Document(STORY, "T", None, "https://example.org/a", date(2025, 2, 7))


def test_a_brace_in_a_text_file_is_text(tmp_path: Path) -> None:
    assert document([write(tmp_path, "a.txt", "{Editor} One.")]).text == "{Editor} One."


def test_bad_lines_are_reported_where_they_stand_and_the_rest_goes_on(tmp_path: Path) -> None:
    lines = ['{"text": "One."}', '{"text": "Two', '{"text": "Three."}', "[]", '{"text": "Five."}']
    items = list(load([write(tmp_path, "a.jsonl", "\n".join(lines))], Given()))
    assert [i.text if isinstance(i, Document) else type(i).__name__ for i in items] == [
        "One.", "InputError", "Three.", "InputError", "Five.",
    ]  # fmt: skip
    assert "a.jsonl, line 2" in str(items[1])
    assert "a.jsonl, line 4" in str(items[3])


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"{", "over several lines"),
        (b'"text"', "JSON string, not an object"),
        (b"17", "not an object"),
        (b"{}", "no field 'text'"),
        (b'{"text": null}', "'text' that is not a string"),
        (b'{"text": ["One."]}', "'text' that is not a string"),
        (b'{"text": "  "}', "has no text"),
        (b'{"text": "One.", "title": 5}', "'title' that is not a string"),
        (b'{"text": "One.", "published": "2025-02-30"}', "'2025-02-30' is not a date"),
        (b'{"text": "One.", "date": "yesterday"}', "'yesterday' is not a date"),
        (b'{"text": "One.", "published": 20250207}', "'published' that is not a string"),
        (b'{"text": "One.", "url": "ftp://example.org/"}', "not http or https"),
        (b'{"text": "One.", "url": "example.org/a"}', "not http or https"),
        (b'{"text": "One.", "url": "http://[bad"}', "not http or https"),
        (b'{"text": "One \\ud800 two."}', "unpaired surrogate"),
        (b'{"text": "One.", "title": "\\udc00"}', "unpaired surrogate"),
        (b'{"text": "One \\u0000 two."}', "NUL"),
        (b'{"text": "One \xe9."}', "not UTF-8"),
        (b"[" * 100_000, "not valid JSON"),
        (b'{"text": ' + b"9" * 5_000 + b"}", "not valid JSON"),
        (b'{"text": "' + b"a" * 1_000_001 + b'"}', "1,000,001 characters"),
        (b'{"text": "' + b"a" * 6_000_001 + b'"}', "longer than 6 MB"),
    ],
)
def test_a_bad_line_is_one_error(tmp_path: Path, line: bytes, words: str) -> None:
    found = error([write(tmp_path, "a.jsonl", line + b"\n")])
    assert words in found.fact
    assert found.remedy


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\n", "empty"),
        ("a.txt", "\u2003\n".encode(), "no text"),
        ("a.jsonl", b"", "empty"),
        ("a.jsonl", b"\n\n", "empty"),
        ("a.html", b"", "empty"),
        ("a.txt", b"One\0two", "binary"),
        ("a.txt", b"x" * 5_000 + b"\0", "binary"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0", "binary"),
        ("a.txt", "Fé.".encode("latin-1"), "not UTF-8"),
        ("a.txt", "One.".encode("utf-16"), "UTF-16"),
        ("a.jsonl", '{"text": "One."}'.encode("utf-16"), "UTF-16"),
        ("a.txt", b"a" * 1_000_001, "1,000,001 characters"),
        ("a.html", b"<html><body><nav>Home</nav></body></html>", "no story"),
        ("a.html", b"<html", "no story"),
        ("a.html", b"<!DOCTYPE html><p>\xff\xfe", "not UTF-8"),
    ],
)
def test_a_bad_file_is_one_error(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    found = error([write(tmp_path, name, content)])
    assert words in found.fact
    assert name in found.fact
    assert found.remedy


def test_paths_that_cannot_be_read_are_one_error_each(tmp_path: Path) -> None:
    good = write(tmp_path, "good.txt", STORY)
    missing, odd = str(tmp_path / "missing.txt"), str(tmp_path / "a\0b")
    items = list(load([missing, str(tmp_path), odd, "n" * 5_000, good], Given()))
    assert [type(item).__name__ for item in items] == [*["InputError"] * 4, "Document"]
    assert "does not exist" in str(items[0])
    assert "is a directory" in str(items[1])


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_a_file_without_permission_is_an_error(tmp_path: Path) -> None:
    path = Path(write(tmp_path, "a.txt", STORY))
    path.chmod(0)
    assert "may not be read" in error([str(path)]).fact


def test_a_large_line_is_refused_with_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(0)
        for _ in range(50):
            stream.write(b"word " * 200_000)
    tracemalloc.start()
    found = error([str(path)])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "larger than 20 MB" in found.fact
    assert peak < 3 * FILE_LIMIT


def test_json_lines_of_any_size_are_streamed(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    line = json.dumps({"text": "word " * 10_000}) + "\n"
    with path.open("w") as stream:
        stream.writelines([line] * 200)
        stream.write('{"text": "' + "a" * 8_000_000 + '"}\n')
        stream.write(line)
    tracemalloc.start()
    kinds = [type(item).__name__ for item in load([str(path)], Given())]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert kinds == [*["Document"] * 200, "InputError", "Document"]
    assert peak < 40_000_000


@pytest.mark.parametrize(
    ("content", "text"),
    [(STORY.encode(), STORY), (b'{"text": "One."}', "One.")],
)
def test_a_dash_is_standard_input(
    monkeypatch: pytest.MonkeyPatch, content: bytes, text: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert document(["-"]).text == text


def test_closed_or_empty_standard_input_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert "closed" in error(["-"]).fact
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert "standard input is empty" in error(["-"]).fact


@pytest.mark.parametrize("name", ["a.html", "a.htm", "page", "a.txt"])
def test_a_page_gives_its_story_and_what_it_says_of_itself(tmp_path: Path, name: str) -> None:
    found = document([write(tmp_path, name, PAGE)])
    assert STORY in found.text
    assert "All rights reserved" not in found.text
    assert "World" not in found.text
    assert len([line for line in found.text.splitlines() if line.endswith(".")]) == 4
    assert found.title == "Rebels enter Marun"
    assert found.outlet == "Marun Courier"
    assert found.url == "https://example.org/news/marun"
    assert found.published == date(2025, 1, 27)


def test_the_declared_day_beats_one_in_the_text(tmp_path: Path) -> None:
    page = PAGE.replace(
        '"datePublished": "2025-01-27T23:10:00+01:00"', '"dateline": "Marun"'
    ).replace("<head>", '<head><meta property="article:published_time" content="2025-01-28">')
    assert document([write(tmp_path, "a.html", page)]).published == date(2025, 1, 28)


def test_a_page_in_its_declared_encoding_is_read(tmp_path: Path) -> None:
    page = PAGE.replace("utf-8", "windows-1252").replace("residents", "“résidents”")
    found = document([write(tmp_path, "a.html", page.encode("windows-1252"))])
    assert "“résidents”" in found.text


@pytest.mark.parametrize(
    "page",
    [
        "<html>" + "<div>" * 50_000 + STORY,
        "<html><body>" + "<p>" * 20_000,
        PAGE.replace('{"@graph"', '{"@graph" [broken'),
        PAGE.replace('"2025-01-27T23:10:00+01:00"', "[[[{}]]]"),
        "<?xml version='1.0' encoding='utf-8'?>" + PAGE,
        "<html><head>" + "<!-- -->" * 5_000,
    ],
)
def test_an_odd_page_is_a_document_or_one_error(tmp_path: Path, page: str) -> None:
    assert isinstance(only([write(tmp_path, "a.html", page)]), Document | InputError)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-02-07", date(2025, 2, 7)),
        (" 2024-02-29 ", date(2024, 2, 29)),
        ("2025-02-07T23:30:00Z", date(2025, 2, 7)),
        ("2025-02-07 10:00", date(2025, 2, 7)),
    ],
)
def test_iso_dates_are_read(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize("text", ["2025-02-30", "2025-13-01", "7 Feb 2025", "", "20", "9" * 500])
def test_other_dates_are_refused_with_the_form_wanted(text: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse_date(text)
    assert "YYYY-MM-DD" in caught.value.remedy


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["text", "date", "published", "url", "title"]), inner)
    ),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=60), JSON.map(json.dumps)))
def test_no_line_breaks_the_reader(line: str) -> None:
    try:
        text = read_record(line, "here").text
    except InputError as caught:
        text = caught.fact
    assert text.strip()


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="<>/!-pa\"'= divhtml\n", max_size=200))
def test_no_page_breaks_the_reader(page: str) -> None:
    try:
        text = read_page(page, "here").text
    except InputError as caught:
        text = caught.fact
    assert text.strip()
