"""The schema that the package ships and prints, and the examples held to it."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.jsonl"))
SHIPPED = (files("onrecord") / "data" / "reading.schema.json").read_text("utf-8")


def run(*words: str) -> str:
    """What the command prints."""
    command = [sys.executable, "-m", "onrecord.cli", *words]
    done = subprocess.run(command, capture_output=True, check=True, timeout=120)
    return done.stdout.decode()


def test_the_command_prints_the_schema_that_is_shipped() -> None:
    assert json.loads(run("schema")) == json.loads(SHIPPED)


def test_the_schema_is_valid_and_names_its_draft() -> None:
    schema = json.loads(SHIPPED)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


@pytest.fixture(scope="module")
def readings() -> list[object]:
    printed = run("read", *map(str, EXAMPLES), "--format", "json")
    return [json.loads(line) for line in printed.splitlines()]


def test_every_example_keeps_to_the_schema(readings: list[object]) -> None:
    validator = Draft202012Validator(json.loads(SHIPPED), format_checker=FormatChecker())
    assert len(readings) == len(EXAMPLES) >= 8
    for reading in readings:
        assert [error.message for error in validator.iter_errors(reading)] == []


@pytest.mark.parametrize("key", ["schema", "document", "positions"])
def test_a_reading_without_a_part_is_not_valid(key: str, readings: list[object]) -> None:
    (first, *_) = readings
    assert isinstance(first, dict)
    without = {name: value for name, value in first.items() if name != key}
    assert not Draft202012Validator(json.loads(SHIPPED)).is_valid(without)
