"""A ledger's file: telling it from others, opening it, and SQLite's complaints in our words.

A file that is not a ledger is left exactly as it is.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from onrecord.errors import LedgerError
from onrecord.ledger.schema import APPLICATION, VERSION, steps_from

_MAGIC = b"SQLite format 3\0"
_HEADER = 100
"""Bytes of an SQLite file's header; ``application_id`` is the big-endian word at 68."""


def inspect(path: Path, *, create: bool) -> bool:
    """Whether the file may be written, after making sure that it is a ledger or may become one.

    Reads the header's bytes only: SQLite itself may write to a file on opening it.
    """
    try:
        if not path.exists():
            _inspect_folder(path, create=create)
            return True
        if path.is_dir():
            raise LedgerError(f"{path} is a folder", "name a file inside it")
        if not path.is_file():
            raise LedgerError(f"{path} is no regular file", "name another file")
        with path.open("rb") as file:
            _inspect_header(path, file.read(_HEADER), create=create)
        return _inspect_access(path, create=create)
    except OSError as error:
        fact = f"the ledger {path} cannot be read ({error.strerror})"
        raise LedgerError(fact, "check its name and permissions") from error


def _inspect_folder(path: Path, *, create: bool) -> None:
    folder = path.absolute().parent
    if not create:
        raise LedgerError(f"there is no ledger at {path}", "ingest an article first")
    if not folder.is_dir():
        raise LedgerError(f"the folder {folder} does not exist", "create it or name another file")
    if not os.access(folder, os.W_OK):
        raise LedgerError(f"the folder {folder} cannot be written to", "name another file")


def _inspect_header(path: Path, header: bytes, *, create: bool) -> None:
    if not header and create:
        return
    remedy = "name another file; this one was left as it is"
    if header[: len(_MAGIC)] != _MAGIC or len(header) < _HEADER:
        raise LedgerError(f"{path} is not a ledger", remedy)
    if int.from_bytes(header[68:72], "big") != APPLICATION:
        raise LedgerError(f"{path} is a database of another program", remedy)


def _inspect_access(path: Path, *, create: bool) -> bool:
    writable = os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)
    if create and not writable:
        raise LedgerError(f"the ledger {path} is read-only", "allow writing or name another file")
    return writable


def engine_at(path: Path, *, writable: bool, busy_seconds: float) -> Engine:
    """Connections to the file that guard it as a ledger wants.

    An execution option ``writes`` says that a transaction will write.
    """
    location = path.absolute().as_uri() + ("" if writable else _read_only(path))

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(location, uri=True, timeout=busy_seconds, isolation_level=None)

    engine = create_engine("sqlite://", creator=connect)
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def _read_only(path: Path) -> str:
    """A ledger that nobody here may write needs no locks, unless a log beside it holds more."""
    log = Path(f"{path}-wal")
    return "?mode=ro" if log.exists() and log.stat().st_size else "?mode=ro&immutable=1"


def _configure(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    # Without it INSERT OR REPLACE deletes without asking the triggers that forbid it.
    connection.execute("PRAGMA recursive_triggers = ON")
    # What a receipt was given for survives a loss of power, too.
    connection.execute("PRAGMA synchronous = FULL")


def _begin(connection: Connection) -> None:
    """Take the write lock at the start: a lock asked for later cannot be waited for."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def prepare(path: Path, engine: Engine) -> None:
    """Bring the file's schema to this program's version; an empty file gets all of it.

    Raises ``LedgerError`` for a newer one.
    """
    with engine.connect() as connection:
        version = _version(path, connection)
    if version < VERSION:
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            _upgrade(path, connection)
        _use_write_ahead_log(engine)


def _version(path: Path, connection: Connection) -> int:
    version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if version > VERSION:
        fact = f"the ledger {path} has schema {version}, this program knows up to {VERSION}"
        raise LedgerError(fact, "use a newer onrecord")
    return version


def _upgrade(path: Path, connection: Connection) -> None:
    for step in steps_from(_version(path, connection)):
        for statement in step.statements:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA user_version = {step.version}")
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")


def _use_write_ahead_log(engine: Engine) -> None:
    """Let readers in beside a writer; the file remembers it.

    Only after the schema is there, so that the header in the main file tells a ledger from
    its first moment. Where another process has the new file open the switch is refused at
    once: that process is at this same step.
    """
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if _code(error) != sqlite3.SQLITE_BUSY:
            raise
    finally:
        connection.close()


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Say in our words what went wrong in the database."""
    try:
        yield
    except DBAPIError as error:
        if not isinstance(error.orig, sqlite3.Error):
            raise
        raise _complaint(path, error.orig) from error
    except sqlite3.Error as error:
        raise _complaint(path, error) from error
    except UnicodeEncodeError as error:
        fact = "these words hold characters that are no text (lone surrogates)"
        raise LedgerError(fact, "give them as UTF-8") from error


_COMPLAINTS = {
    sqlite3.SQLITE_BUSY: ("is locked by another process", "try again when it is done"),
    sqlite3.SQLITE_LOCKED: ("is locked by another process", "try again when it is done"),
    sqlite3.SQLITE_READONLY: ("is read-only", "allow writing or name another file"),
    sqlite3.SQLITE_CANTOPEN: ("cannot be opened", "check its name, folder and permissions"),
    sqlite3.SQLITE_FULL: ("cannot grow, the disk is full", "make room and ingest again"),
    sqlite3.SQLITE_IOERR: ("cannot be read or written", "check the disk"),
    sqlite3.SQLITE_NOTADB: ("is damaged", "restore it from a copy"),
    sqlite3.SQLITE_CORRUPT: ("is damaged", "restore it from a copy"),
    sqlite3.SQLITE_CONSTRAINT: ("refuses a row", "see what is wrong with onrecord verify"),
}


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary result code: the low byte of the extended one."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF


def _complaint(path: Path, error: sqlite3.Error) -> LedgerError:
    otherwise = ("cannot be used", "see what is wrong with onrecord verify")
    what, remedy = _COMPLAINTS.get(_code(error), otherwise)
    return LedgerError(f"the ledger {path} {what} ({error})", remedy)
