"""The command line as users and scripts meet it: real processes, real files, exit codes."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import jsonschema
import pytest

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.jsonl"))
STORY = (
    "Rebels said on Friday that they had taken the town of Goma in eastern Congo. "
    "The army denied the claim. The United Nations could not verify it.\n"
    "At least 30 people were killed in the fighting, according to the mayor of the town, "
    "who said that thousands had fled towards the border with Rwanda since Monday.\n"
)
GERMAN = "Die Armee hat am Freitag nach eigenen Angaben die Stadt eingenommen und Gefangene.\n"


@dataclass(frozen=True)
class Ran:
    """How a call ended."""

    code: int
    out: str
    err: str

    @property
    def errors(self) -> list[str]:
        return [line for line in self.err.splitlines() if line.startswith("error:")]


def run(*words: str | Path, given: bytes = b"", cwd: Path | None = None, **env: str) -> Ran:
    """One call of the command."""
    command = [sys.executable, "-m", "onrecord.cli", *map(str, words)]
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("ONRECORD_", "COLUMNS"))}
    done = subprocess.run(
        command,
        input=given,
        capture_output=True,
        env=plain | env,
        cwd=cwd,
        check=False,
        timeout=120,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def assert_refused(ran: Ran, *words: str) -> None:
    """Ended with one clear error that has these words in it."""
    assert ran.code == 1, ran
    assert "Traceback" not in ran.err
    assert len(ran.errors) == 1, ran.err
    for word in words:
        assert word in ran.errors[0]


@dataclass(frozen=True)
class Kept:
    """A ledger of three examples, made once; tests may only look at it."""

    path: Path
    said: Ran


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    path = tmp_path_factory.mktemp("kept") / "kept.db"
    return Kept(path, run("ingest", *EXAMPLES[:3], "--ledger", path))


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def _directory(path: Path) -> None:
    path.mkdir()


def _missing(path: Path) -> None:
    del path


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (_missing, ["does not exist"]),
        (_directory, ["is a directory"]),
        (b"", ["is empty"]),
        (b" \n\n", ["is empty"]),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ["is binary"]),
        ("Un officier a parlé à la presse".encode("latin-1"), ["not UTF-8", "iconv"]),
        (STORY.encode("utf-16"), ["UTF-16"]),
        (GERMAN.encode() * 3, ["German", "not English"]),
        (b"a" * 50_000_000, ["larger than", "limit"]),
        (b"The army said it left." + b"\0", ["NUL", "binary"]),
    ],
    ids=["missing", "directory", "empty", "blank", "binary", "latin-1", "utf-16", "german",
         "50 MB of one line", "NUL"],
)  # fmt: skip
def test_what_is_no_article_is_one_clear_error(make, words, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "input"
    path.write_bytes(make) if isinstance(make, bytes) else make(path)
    ran = run("read", path)
    assert_refused(ran, *words)
    assert ran.out == ""


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--published", "2025-02-30"], ["2025-02-30", "YYYY-MM-DD"]),
        (["--published", "yesterday"], ["yesterday", "YYYY-MM-DD"]),
    ],
)
def test_an_impossible_day_is_one_clear_error(
    options: list[str], words: list[str], story: Path
) -> None:
    assert_refused(run("read", story, *options), *words)


@pytest.mark.parametrize("words", [["read"], ["read", "x", "--frmat", "json"], ["destroy"]])
def test_a_wrong_call_says_how_to_call(words: list[str]) -> None:
    ran = run(*words)
    assert ran.code == 2
    assert "Usage" in ran.err
    assert "Traceback" not in ran.err


def test_a_batch_goes_on_behind_a_broken_line(tmp_path: Path) -> None:
    path, ledger = tmp_path / "batch.jsonl", tmp_path / "a.db"
    lines = [
        json.dumps({"text": STORY, "title": "One", "published": "2025-01-31"}),
        '{"text": "The army said',
        json.dumps({"text": STORY, "title": "Two", "published": "2025-02-31"}),
        json.dumps({"text": STORY, "title": "Three", "published": "2025-02-01"}),
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    ran = run("read", path, "--format", "json")
    assert ran.code == 1
    assert [json.loads(line)["document"]["title"] for line in ran.out.splitlines()] == [
        "One",
        "Three",
    ]
    assert ["line 2" in ran.errors[0], "line 3" in ran.errors[1]] == [True, True]
    assert len(ran.errors) == 2
    again = run("ingest", path, "--ledger", ledger)
    assert again.code == 1
    assert "2 added" in again.out
    assert run("verify", "--ledger", ledger).code == 0


@pytest.mark.parametrize("place", ["nowhere/a.db", "file/a.db", "/proc/a.db", "/sys/a.db"], ids=str)
def test_a_ledger_where_none_can_be_is_one_clear_error(
    place: str, story: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("a file, not a folder", encoding="utf-8")
    assert_refused(run("ingest", story, "--ledger", tmp_path / place))


def _another_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    connection.close()


def _plain_text(path: Path) -> None:
    path.write_text("notes of last week\n" * 20, encoding="utf-8")


@pytest.mark.parametrize("make", [_another_database, _plain_text])
@pytest.mark.parametrize("command", ["ingest", "show", "verify"])
def test_a_file_of_another_program_is_refused_and_left_as_it_is(  # type: ignore[no-untyped-def]
    command: str, make, story: Path, tmp_path: Path
) -> None:
    path = tmp_path / "other"
    make(path)
    before = path.read_bytes()
    assert_refused(run(command, *([story] if command == "ingest" else []), "--ledger", path))
    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["other", "story.txt"]


def test_looking_into_no_ledger_is_one_clear_error(tmp_path: Path) -> None:
    assert_refused(run("show", cwd=tmp_path), "no ledger", "ingest")
    assert list(tmp_path.iterdir()) == []


def test_standard_input_is_read_and_json_keeps_to_the_schema() -> None:
    schema = json.loads(run("schema").out)
    ran = run("read", EXAMPLES[3], "-", EXAMPLES[0], "--format", "json", given=STORY.encode())
    assert ran.code == 0, ran.err
    readings = [json.loads(line) for line in ran.out.splitlines()]
    for reading in readings:
        jsonschema.validate(reading, schema)
    given = [json.loads(path.read_text(encoding="utf-8"))["text"] for path in EXAMPLES]
    assert [r["document"]["text"] for r in readings] == [given[3], STORY, given[0]]
    assert "no date" in ran.err


def test_the_same_again_adds_nothing(kept: Kept) -> None:
    assert kept.said.code == 0, kept.said.err
    assert "3 added" in kept.said.out
    head = run("verify", "--ledger", kept.path).out
    assert "3 already there" in run("ingest", *EXAMPLES[:3], "--ledger", kept.path).out
    assert run("verify", "--ledger", kept.path).out == head


def test_a_changed_text_is_a_new_version(tmp_path: Path, story: Path) -> None:
    ledger = tmp_path / "a.db"
    assert "1 added" in run("ingest", story, "--ledger", ledger).out
    story.write_text(STORY.replace("At least 30", "At least 45"), encoding="utf-8")
    assert "1 added as a new version" in run("ingest", story, "--ledger", ledger).out
    page = tmp_path / "one.jsonl"
    for number in ("30", "45"):
        fields = {"text": STORY.replace("30", number), "url": "https://example.org/goma"}
        page.write_text(json.dumps(fields), encoding="utf-8")
        ran = run("ingest", page, "--ledger", ledger)
    assert "1 added as a new version" in ran.out


@pytest.mark.parametrize("what", ["claims", "holders", "documents"])
def test_each_listing_comes_as_table_csv_and_json(what: str, kept: Kept) -> None:
    table = run("show", what, "--ledger", kept.path, COLUMNS="80")
    rows = run("show", what, "--ledger", kept.path, "--format", "csv").out.splitlines()
    objects = run("show", what, "--ledger", kept.path, "--format", "json").out.splitlines()
    assert max(map(len, table.out.splitlines())) <= 80
    assert "\x1b" not in table.out
    assert list(json.loads(objects[0])) == rows[0].split(",")
    assert len(rows) >= len(objects) + 1


def test_filters_narrow_what_is_shown(kept: Kept) -> None:
    every = _shown(kept)
    assert {row["type"] for row in _shown(kept, "--type", "casualties")} <= {"casualties"}
    holder = every[0]["holder"]
    of_holder = _shown(kept, "--holder", holder)
    assert 0 < len(of_holder) < len(every)
    assert _shown(kept, "--since", "2035-01-01") == []
    assert _shown(kept, "--search", "zeppelin") == []
    assert 0 < len(_shown(kept, "--limit", "1")) < len(every)


def _shown(kept: Kept, *words: str) -> list[dict[str, object]]:
    ran = run("show", "--ledger", kept.path, "--format", "json", *words)
    assert ran.code == 0, ran.err
    return [json.loads(line) for line in ran.out.splitlines()]


@pytest.mark.parametrize(
    ("words", "fact"),
    [
        (["--type", "bomb"], "'bomb'"),
        (["--since", "2025-02-30"], "2025-02-30"),
        (["--since", "2025-02-02", "--until", "2025-02-01"], "before"),
    ],
)
def test_a_filter_that_makes_no_sense_is_one_clear_error(
    words: list[str], fact: str, kept: Kept
) -> None:
    assert_refused(run("show", "--ledger", kept.path, *words), fact)


def test_nothing_found_is_said(kept: Kept, tmp_path: Path) -> None:
    assert "no claims match" in run("show", "--ledger", kept.path, "--holder", "nobody").out
    empty = tmp_path / "empty.db"
    run("ingest", tmp_path / "missing", "--ledger", empty)
    assert "empty" in run("show", "--ledger", empty).out


def test_a_cut_ledger_fails_against_a_head_noted_before(kept: Kept, tmp_path: Path) -> None:
    head = run("verify", "--ledger", kept.path).out.split()[-1]
    assert run("verify", "--ledger", kept.path, "--head", head).code == 0
    shorter = tmp_path / "shorter.db"
    run("ingest", EXAMPLES[0], "--ledger", shorter)
    assert run("verify", "--ledger", shorter).code == 0
    ran = run("verify", "--ledger", shorter, "--head", head)
    assert ran.code == 1
    assert "problem:" in ran.err


def test_the_version_is_told() -> None:
    ran = run("--version")
    assert (ran.code, ran.out.split()[0]) == (0, "onrecord")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("form", ["table", "json"])
def test_output_to_a_full_disk_is_one_clear_error(form: str, kept: Kept) -> None:
    command = [sys.executable, "-m", "onrecord.cli", "show", "--ledger", str(kept.path)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*command, "--format", form], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert_refused(Ran(done.returncode, "", done.stderr.decode()), "No space left")


def test_a_reader_that_stops_early_is_no_error(kept: Kept) -> None:
    command = [sys.executable, "-m", "onrecord.cli", "show", "--ledger", str(kept.path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


def test_escapes_and_markup_of_strangers_come_out_as_plain_words(tmp_path: Path) -> None:
    path = tmp_path / "[red]x\n\x1b[2J.jsonl"
    title = "[/] [bold]\x1b[2J\u202eOne\x07"
    path.write_text(json.dumps({"text": STORY, "title": title}), encoding="utf-8")
    for form in ("table", "text", "csv", "json"):
        ran = run("read", path, "--format", form)
        assert ran.code == 0, ran.err
        assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(ran.out)
        assert "[bold]" in ran.out
    assert_refused(run("read", tmp_path / "no\n[red]\x1b[2Jfile"), "[red]␛[2Jfile")
