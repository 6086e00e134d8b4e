"""A bar on standard error that counts the articles of a call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import Final, Generic, TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
)

Item = TypeVar("Item")
Changed = TypeVar("Changed")

_AHEAD: Final = 1_000
"""Articles looked ahead to know the total; a longer batch is counted without one."""


class Counted(Generic[Item]):
    """Items that are counted on a bar as they are taken, if there is a bar at all."""

    def __init__(self, items: Iterable[Item], bar: Progress | None = None) -> None:
        self._items = items
        self._bar = bar

    def __iter__(self) -> Iterator[Item]:
        return iter(self._items)

    def map(self, change: Callable[[Item], Changed | None]) -> Counted[Changed]:
        """The changed items, without those that ``change`` has nothing to give for."""
        changed = map(change, self._items)
        return Counted((item for item in changed if item is not None), self._bar)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Takes the bar off the screen while something else is printed there."""
        if self._bar is None:
            yield
            return
        self._bar.stop()
        yield
        self._bar.start()


@contextmanager
def counted(items: Iterable[Item], console: Console) -> Iterator[Counted[Item]]:
    """The items, with a bar where ``console`` is a terminal and there are at least two."""
    if not console.is_terminal:
        yield Counted(items)
        return
    iterator = iter(items)
    ahead = list(islice(iterator, _AHEAD))
    every = chain(ahead, iterator)
    if len(ahead) < 2:
        yield Counted(every)
        return
    # Redirected, the data for standard output would come out on standard error.
    with Progress(
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    ) as bar:
        total = len(ahead) if len(ahead) < _AHEAD else None
        yield Counted(bar.track(every, total=total), bar)
