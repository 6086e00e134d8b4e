"""What the documentation says is true of the program."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import onrecord

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(
    [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")],
    key=lambda page: page.name,
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_the_example_of_the_readme_runs() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    code, printed = re.findall(r"```python\n(.*?)```\n\n```\n(.*?)```", page, flags=re.DOTALL)[0]
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout == printed
    assert len(printed.splitlines()) == 3


@pytest.mark.parametrize("command", ["read", "ingest", "show", "verify", "schema"])
def test_options_in_the_documentation_exist(command: str) -> None:
    given = subprocess.run(
        [sys.executable, "-m", "onrecord.cli", command, "--help"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "COLUMNS": "200", "NO_COLOR": "1"},
    ).stdout
    for page in PAGES:
        for line in page.read_text(encoding="utf-8").splitlines():
            call = re.search(rf"onrecord {command}\b([^`#|]*)", line)
            for option in re.findall(r"--[a-z][a-z-]+", call[1] if call else ""):
                assert option in given, (page.name, option)


def test_the_public_names_are_few_and_there() -> None:
    assert len(onrecord.__all__) <= 8
    assert all(hasattr(onrecord, name) for name in onrecord.__all__)


def test_where_the_corpora_must_be_they_are() -> None:
    """On a build server a missing part is a failure; on a user's machine tests are skipped."""
    if os.environ.get("CI"):
        assert (ROOT.parent / "shared" / "seed" / "toretsk.txt").is_file()
