"""Notes with a slip are refused with what is wrong named."""

from __future__ import annotations

from typing import Any

import pytest
from training.standoff.build import check, reading_of
from training.standoff.notation import NotationError, parse

RECORD: dict[str, Any] = {
    "url": "x:1", "title": None, "date": None,
    "text": "The army lost the town, the ministry said.",
}  # fmt: skip
NOTES = """url x:1
entity army force the army | The army
entity ministry organisation the ministry | the ministry
say a1 ministry asserts | the ministry | said | The army..town
claim c1 control/loss | lost | by a1 | actor The army > army
"""


def test_sound_notes_pass() -> None:
    reading = reading_of(parse(NOTES), RECORD)
    check(reading)
    assert [claim["subtype"] for claim in reading["claims"]] == ["loss"]
    assert [position["holder"] for position in reading["positions"]] == ["ministry"]


@pytest.mark.parametrize(
    ("slip", "named"),
    [
        (("control/loss", "control/lose"), "no such label: .*lose"),
        (("control/loss", "battle"), "no such label: .*battle"),
        (("asserts", "says"), "no such label: .*says"),
        (("army force", "army army"), "no such label: .*army"),
        (("> army", "> navy"), "no such id: .*navy"),
    ],
)
def test_a_slip_is_named(slip: tuple[str, str], named: str) -> None:
    with pytest.raises(NotationError, match=named):
        check(reading_of(parse(NOTES.replace(*slip, 1)), RECORD))
