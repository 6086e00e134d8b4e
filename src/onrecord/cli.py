"""The command line: words to calls, no logic."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from onrecord import __version__, interchange, settings
from onrecord.errors import InputError, OnrecordError
from onrecord.ingest import Given, load, parse_date
from onrecord.ledger import Filter, Ledger
from onrecord.model import Document, Reading
from onrecord.pipeline import Reader
from onrecord.publish import exports, terminal
from onrecord.publish.wording import claim_words

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
errors = Console(stderr=True, highlight=False, soft_wrap=True)


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
    typer.Option("--ledger", metavar="PATH", help="Ledger file [default: $ONRECORD_LEDGER, else onrecord.db]"),
]


def _version(wanted: bool) -> None:  # noqa: FBT001 - the callback's form is Typer's
    if wanted:
        typer.echo(f"onrecord {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[  # noqa: ARG001 - handled by its callback
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """The options before any command."""


@app.command()
def read(
    files: Files,
    published: Published = None,
    outlet: Outlet = None,
    form: Annotated[Format, typer.Option("--format", help="table, json, csv or text")] = Format.table,
) -> None:
    """Read articles and print who stands where, with the words that prove it.

    Examples:

        onrecord read article.txt --published 2025-02-07

        onrecord read articles.jsonl --format json > readings.jsonl

        curl -s https://example.org/story | onrecord read - --format text
    """
    batch = _Batch(files, _given(published, outlet))
    printer = _Printer(form)
    for reading in batch.readings(_reader()):
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
    path = ledger or settings.load(os.environ).ledger
    batch = _Batch(files, _given(published, outlet))
    counts: dict[str, int] = {}
    with Ledger.open(path, wording=claim_words) as store:
        reader = _reader()
        for reading in batch.readings(reader, known=store):
            receipt = store.ingest(reading)
            counts[receipt.outcome] = counts.get(receipt.outcome, 0) + 1
        counts["unchanged"] = counts.get("unchanged", 0) + batch.known
    words = {
        "added": "added",
        "new_version": "added as a new version",
        "new_reading": "read again by another reader version",
        "unchanged": "already there",
    }
    said = [f"{counts[k]} {v}" for k, v in words.items() if counts.get(k)]
    typer.echo(f"{path}: {', '.join(said) or 'nothing added'}")
    batch.finish()


@app.command()
def show(
    what: Annotated[Subject, typer.Argument(help="claims, holders or documents")] = Subject.claims,
    holder: Annotated[str | None, typer.Option(help="Words of a holder's name.")] = None,
    place: Annotated[str | None, typer.Option(help="A place, or an area around it.")] = None,
    kind: Annotated[str | None, typer.Option("--type", help="A claim type, such as casualties.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Claims of that day or later.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Claims of that day or earlier.")] = None,
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
    wanted = Filter(
        holder=holder,
        place=place,
        type=kind,
        since=parse_date(since) if since else None,
        until=parse_date(until) if until else None,
        search=search,
        limit=limit,
    )
    path = ledger or settings.load(os.environ).ledger
    with Ledger.open(path, create=False) as store:
        rows: Sequence[Any] = {
            Subject.claims: store.claims,
            Subject.holders: store.holders,
            Subject.documents: store.documents,
        }[what](wanted)
    _print_rows(what, rows, form)


@app.command()
def verify(
    head: Annotated[str | None, typer.Option(metavar="HASH", help="The head hash noted elsewhere.")] = None,
    ledger: LedgerPath = None,
) -> None:
    """Check that no row of the ledger was changed, lost or put in between.

    Examples:

        onrecord verify

        onrecord verify --head 3f9a... --ledger war.db
    """
    path = ledger or settings.load(os.environ).ledger
    with Ledger.open(path, create=False) as store:
        found = store.verify(head)
    for problem in found.problems:
        errors.print(f"[red]problem:[/] {problem}")
    typer.echo(f"{path}: {found.rows} audit rows, {len(found.problems)} problems")
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


def main() -> NoReturn:
    """Runs the command line; an error that a user can mend is one line and exit code 1 or 2."""
    try:
        app(standalone_mode=True)
    except OnrecordError as error:
        _report(error)
        sys.exit(1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except KeyboardInterrupt:
        errors.print("stopped; what was taken in before is kept")
        sys.exit(130)
    sys.exit(0)


def _reader() -> Reader:
    return Reader(settings.load(os.environ))


def _given(published: str | None, outlet: str | None) -> Given:
    return Given(published=parse_date(published) if published else None, outlet=outlet)


def _report(error: OnrecordError) -> None:
    errors.print("[bold red]error:[/]", end=" ")
    errors.print(f"{error.fact}: {error.remedy}", markup=False)


class _Batch:
    """Articles of a call, read one after the other; a bad one is reported and passed over."""

    def __init__(self, files: Sequence[str], given: Given) -> None:
        self._files = files
        self._given = given
        self._failed = 0
        self.known = 0

    def readings(self, reader: Reader, known: Ledger | None = None) -> Iterator[Reading]:
        """The readings in input order, without the articles that the ledger ``known`` has."""
        items = load(self._files, self._given)
        with _progress(items) as articles:
            for item in articles:
                if isinstance(item, InputError):
                    self._fail(item)
                    continue
                try:
                    article = reader.clean(item)
                    if known is not None and known.has(article.id, reader.version):
                        self.known += 1
                        continue
                    yield reader.read_article(article)
                except InputError as error:
                    self._fail(error)

    def _fail(self, error: InputError) -> None:
        self._failed += 1
        _report(error)

    def finish(self) -> None:
        """Ends the call with exit code 1 where an article could not be read."""
        if self._failed:
            errors.print(f"{self._failed} of the inputs could not be read; the others were")
            raise typer.Exit(1)


@contextmanager
def _progress(items: Iterable[Document | InputError]) -> Iterator[Iterator[Document | InputError]]:
    """The items, counted on a bar from the second one on; the total is known as they come."""
    iterator = iter(items)
    ahead = [item for item in (next(iterator, None), next(iterator, None)) if item is not None]
    if len(ahead) < 2 or not errors.is_terminal:
        yield _chain(ahead, iterator)
        return
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    rest = [*ahead, *iterator]
    with Progress(*columns, console=errors, transient=True) as bar:
        yield iter(bar.track(rest, total=len(rest)))


def _chain(
    ahead: list[Document | InputError], rest: Iterator[Document | InputError]
) -> Iterator[Document | InputError]:
    yield from ahead
    yield from rest


class _Printer:
    """Prints readings in one format as they come."""

    def __init__(self, form: Format) -> None:
        self._form = form
        self._console = _console()
        self._first = True

    def print(self, reading: Reading) -> None:
        """One reading to standard output."""
        if self._form is Format.json:
            typer.echo(next(exports.as_json_lines([interchange.to_json(reading)])))
        elif self._form is Format.csv:
            rows = exports.reading_rows(reading)
            typer.echo(exports.as_csv(exports.POSITION_COLUMNS, rows, header=self._first), nl=False)
        elif self._form is Format.text:
            self._console.print(terminal.reading_as_text(reading))
        else:
            self._console.print(terminal.reading_as_table(reading))
        if self._form in {Format.json, Format.csv}:
            for note in reading.notes:
                errors.print(f"note: {note}", markup=False)
        self._first = False


def _console() -> Console:
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=120)


def _print_rows(what: Subject, rows: Sequence[Any], form: Listing) -> None:
    if form is Listing.json:
        for line in exports.as_json_lines(rows):
            typer.echo(line)
    elif form is Listing.csv:
        flat = [exports.flat(row) for row in rows]
        columns = list(flat[0]) if flat else []
        typer.echo(exports.as_csv(columns, flat), nl=False)
    else:
        shown = {
            Subject.claims: terminal.ledger_claims,
            Subject.holders: terminal.ledger_holders,
            Subject.documents: terminal.ledger_documents,
        }[what](rows)
        _console().print(shown)


if __name__ == "__main__":
    main()
