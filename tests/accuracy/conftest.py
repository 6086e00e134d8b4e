"""One reader for all accuracy tests, and the worked example of the codebook."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from onrecord.model import Document, Reading

WORKED_EXAMPLE = Path(__file__).resolve().parents[3] / "shared" / "seed" / "toretsk.txt"
PUBLISHED = date(2025, 2, 7)

ReadText = Callable[[str, date], Reading]


@pytest.fixture(scope="session")
def worked_example_path() -> Path:
    if not WORKED_EXAMPLE.exists():
        pytest.skip("the worked example is not beside the checkout (../shared/seed)")
    return WORKED_EXAMPLE


@pytest.fixture(scope="session")
def worked_example(worked_example_path: Path) -> str:
    return worked_example_path.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def read_text() -> ReadText:
    """The reader's answer to a text published on a day; the reader is made once."""
    from onrecord import Reader

    reader = Reader()
    return lambda text, published: reader.read(Document(text=text, published=published))


@pytest.fixture(scope="session")
def reading(worked_example: str, read_text: ReadText) -> Reading:
    """The reading of the worked example."""
    return read_text(worked_example, PUBLISHED)
