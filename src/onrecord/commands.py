"""The commands: words to calls, no logic.

A command imports the model's runtime or the database when it needs them: each takes a fifth of
a second.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, get_args

import typer

from onrecord import settings
from onrecord.errors import InputError, SettingsError
from onrecord.ingest import Given, clean, load, parse_date
from onrecord.model import Article, ClaimType, Document
from onrecord.publish import printing
from onrecord.publish.printable import visible
from onrecord.publish.progress import Counted, counted
from onrecord.publish.wording import claim_words

if TYPE_CHECKING:
    from onrecord.pipeline import Reader

app = typer.Typer(
    name="onrecord",
    help="Puts war reporting on the record: who said what happened, who denies it, "
    "who could not verify it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode="markdown",
)
errors = printing.error_console()


class Format(StrEnum):
    """How ``read`` prints."""

    table = "table"
    json = "json"
    csv = "csv"
    text = "text"


class Listing(StrEnum):
    """How ``show`` prints."""

    table = "table"
    json = "json"
    csv = "csv"


class Subject(StrEnum):
    """What ``show`` lists."""

    claims = "claims"
    holders = "holders"
    documents = "documents"


_OUTCOMES: Final = {
    "added": "added",
    "new_version": "added as a new version",
    "new_reading": "read again by another reader version",
    "unchanged": "already there",
}
Files = Annotated[
    list[str],
    typer.Argument(metavar="FILE...", help="Plain text, HTML or JSON Lines; - is standard input."),
]
Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Day of publication (YYYY-MM-DD), for files that give none."),
]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="Who published it.")]
LedgerPath = Annotated[
    Path | None,
    typer.Option(
        "--ledger", metavar="PATH", help="Ledger file [default: $ONRECORD_LEDGER, else onrecord.db]"
    ),
]


def _version(wanted: bool) -> None:  # noqa: FBT001 - the callback's form is Typer's
    if wanted:
        typer.echo(f"onrecord {settings.__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """The options before any command."""


@app.command()
def read(
    files: Files,
    published: Published = None,
    outlet: Outlet = None,
    form: Annotated[
        Format, typer.Option("--format", help="table, json, csv or text")
    ] = Format.table,
) -> None:
    """Read articles and print who stands where, with the words that prove it.

    Examples:

        onrecord read article.txt --published 2025-02-07

        onrecord read articles.jsonl --format json > readings.jsonl

        curl -s https://example.org/story | onrecord read - --format text
    """
    batch = _Batch(files, _given(published, outlet))
    printer = printing.ReadingPrinter(form, errors)
    with batch.articles() as articles:
        for article in articles:
            reading = _reader().read_article(article)
            with articles.aside():
                printer.print(reading)
    batch.finish()


@app.command()
def ingest(
    files: Files,
    published: Published = None,
    outlet: Outlet = None,
    ledger: LedgerPath = None,
) -> None:
    """Read articles into the ledger; what it has already is left as it is.

    Examples:

        onrecord ingest examples/*.jsonl

        onrecord ingest story.html --published 2025-02-07 --ledger war.db
    """
    from onrecord.ledger import Ledger

    path = ledger or settings.load(os.environ).ledger
    batch = _Batch(files, _given(published, outlet))
    counts = dict.fromkeys(_OUTCOMES, 0)
    with Ledger.open(path, wording=claim_words) as store, batch.articles() as articles:
        for article in articles:
            if store.has(article.id, _reader().version):
                counts["unchanged"] += 1
            else:
                counts[store.ingest(_reader().read_article(article)).outcome] += 1
    said = [f"{counts[outcome]} {words}" for outcome, words in _OUTCOMES.items() if counts[outcome]]
    typer.echo(f"{visible(str(path))}: {', '.join(said) or 'nothing added'}")
    batch.finish()


@app.command()
def show(
    what: Annotated[Subject, typer.Argument(help="claims, holders or documents")] = Subject.claims,
    holder: Annotated[str | None, typer.Option(help="Words of a holder's name.")] = None,
    place: Annotated[str | None, typer.Option(help="A place, or an area around it.")] = None,
    kind: Annotated[
        str | None, typer.Option("--type", help="A claim type, such as casualties.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Claims of that day or later.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Claims of that day or earlier.")
    ] = None,
    search: Annotated[str | None, typer.Option(help="Words in the article or the claim.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many rows.")] = None,
    form: Annotated[Listing, typer.Option("--format", help="table, json or csv")] = Listing.table,
    ledger: LedgerPath = None,
) -> None:
    """Show what the ledger holds.

    Examples:

        onrecord show

        onrecord show --place Idlib --type casualties --format csv

        onrecord show holders --since 2020-01-01

        onrecord show --search '"could not verify"'
    """
    from onrecord.ledger import Filter, Ledger
    from onrecord.publish.answers import print_rows

    first, last = _days(since, until)
    wanted = Filter(holder, place, _claim_type(kind), first, last, search, limit=limit)
    path = ledger or settings.load(os.environ).ledger
    with Ledger.open(path, create=False) as store:
        rows: Sequence[Any] = {
            Subject.claims: store.claims,
            Subject.holders: store.holders,
            Subject.documents: store.documents,
        }[what](wanted)
    print_rows(what.value, rows, form.value, asked=wanted != Filter(limit=limit))


@app.command()
def verify(
    head: Annotated[
        str | None, typer.Option(metavar="HASH", help="The head hash noted elsewhere.")
    ] = None,
    ledger: LedgerPath = None,
) -> None:
    """Check that no row of the ledger was changed, lost or put in between.

    Examples:

        onrecord verify

        onrecord verify --head 3f9a... --ledger war.db
    """
    from onrecord.ledger import Ledger

    path = ledger or settings.load(os.environ).ledger
    with Ledger.open(path, create=False) as store:
        found = store.verify(head)
    for problem in found.problems:
        printing.say(errors, f"problem: {problem}")
    typer.echo(f"{visible(str(path))}: {found.rows} audit rows, {len(found.problems)} problems")
    typer.echo(f"head {found.head}")
    if not found.whole:
        raise typer.Exit(1)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a reading (what `read --format json` prints).

    Example:

        onrecord schema > reading.schema.json
    """
    typer.echo((settings.PACKAGE_DATA / "reading.schema.json").read_text(encoding="utf-8").rstrip())


@cache
def _reader() -> Reader:
    """The reader, made when the first article needs it."""
    from onrecord.pipeline import Reader

    return Reader(settings.load(os.environ))


def _given(published: str | None, outlet: str | None) -> Given:
    return Given(published=parse_date(published) if published else None, outlet=outlet)


def _days(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    first = parse_date(since) if since else None
    last = parse_date(until) if until else None
    if first is not None and last is not None and last < first:
        raise SettingsError(f"{last} is before {first}", "give --since the earlier of the two days")
    return first, last


def _claim_type(kind: str | None) -> str | None:
    known = get_args(ClaimType)
    if kind is not None and kind not in known:
        raise SettingsError(f"{kind!r} is no type of claim", f"give one of {', '.join(known)}")
    return kind


class _Batch:
    """Articles of a call, one after the other; a bad one is reported and passed over."""

    def __init__(self, files: Sequence[str], given: Given) -> None:
        self._files = files
        self._given = given
        self._taken = 0
        self._failed = 0

    @contextmanager
    def articles(self) -> Iterator[Counted[Article]]:
        """The articles that can be read, in input order, counted on a bar."""
        with counted(load(self._files, self._given), errors) as items:
            yield items.map(self._article)

    def _article(self, item: Document | InputError) -> Article | None:
        try:
            if isinstance(item, InputError):
                raise item
            article = clean(item)
        except InputError as error:
            self._failed += 1
            printing.complain(errors, error)
            return None
        self._taken += 1
        return article

    def finish(self) -> None:
        """Ends the call with exit code 1 where an article could not be read."""
        if self._failed:
            if self._taken:
                every = self._failed + self._taken
                printing.say(errors, f"{self._failed} of {every} articles could not be read")
            raise typer.Exit(1)
