"""The command's start and end: streams, Ctrl-C, errors to exit codes; no logic.

What it needs is imported when it runs: Ctrl-C while modules load is then one line as well.
"""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Final, NoReturn

from onrecord.errors import OnrecordError

_INTERRUPTED: Final = 130
"""The exit code that shells expect of a program ended by Ctrl-C."""


def main() -> NoReturn:
    """Runs the command line: what a user can mend is one line on standard error, exit code 1."""
    signal.signal(signal.SIGINT, _stop_start)
    _set_streams()
    code = _run()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(code)


class _Stopped(BaseException):
    """The user pressed Ctrl-C; not KeyboardInterrupt, which Typer would report as its own."""


def _stop_start(_signal: int, _frame: FrameType | None) -> NoReturn:
    """Ends at once: modules that load could swallow an exception, and nothing is open yet."""
    os.write(2, b"stopped; nothing was done yet\n")
    os._exit(_INTERRUPTED)


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise _Stopped


def _run() -> int:
    from onrecord.commands import app, errors
    from onrecord.publish import printing

    try:
        signal.signal(signal.SIGINT, _stop)
        code = _code_of(app)
        sys.stdout.flush()
    except OnrecordError as error:
        printing.complain(errors, error)
        return 1
    except _Stopped:
        printing.say(errors, "stopped; what was taken in before is kept")
        return _INTERRUPTED
    except OSError as error:
        return _give_up_output(error)
    return code


def _code_of(app: Callable[[], object]) -> int:
    try:
        app()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(bool(ended.code))
    return 0


def _give_up_output(error: OSError) -> int:
    """Says why standard output takes no more; silent where its reader has seen enough."""
    from onrecord.commands import errors
    from onrecord.publish import printing

    # What is still buffered must go somewhere when the interpreter ends.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    if not isinstance(error, BrokenPipeError):
        fact = f"the output cannot be written ({error.strerror or error})"
        printing.complain(errors, OnrecordError(fact, "make room, or send it elsewhere"))
    return 1


def _set_streams() -> None:
    """UTF-8 whatever the locale says; a stream that was closed is one that takes everything."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w"))  # noqa: SIM115
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    main()
