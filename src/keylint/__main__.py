"""Where keylint begins; whatever goes wrong is told in one line, without a traceback."""

import os
import sys

# `python -m keylint` looks for modules in the current folder first, which may be a stranger's: it is
# taken out before anything else is imported, be it `__future__`.
if __name__ == "__main__" and not (sys.flags.isolated or getattr(sys.flags, "safe_path", False)):
    del sys.path[0]

import contextlib
import signal
from typing import Any

from keylint import commands, output
from keylint.commands import delivery
from keylint.sources.git_call import TROUBLE
from keylint.wishes import Wishes

INTERRUPTED = 130  # what typer makes of Ctrl-C


def main() -> None:
    """Run keylint on the arguments of the process."""
    _end_in_order()
    sys.unraisablehook = _tell_uncaught
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        _run(sys.argv[1:])
    except BaseException as error:
        if isinstance(error, SystemExit) and _is_exit_code(error.code):
            raise
        _give_up(_told(error))


def _is_exit_code(code: object) -> bool:
    """Whether Python would leave with it, and not print it."""
    return code is None or (isinstance(code, int) and code != INTERRUPTED)


def _told(error: BaseException) -> str:
    """What went wrong, in one line; of what may quote a file only its kind and place are told."""
    if isinstance(error, KeyboardInterrupt) or getattr(error, "code", 0) == INTERRUPTED:
        return "interrupted, nothing was reported"
    if isinstance(error, output.OutputError):
        return str(error)
    if isinstance(error, MemoryError):
        return f"there is not enough memory ({_place(error)}), nothing was reported"
    if isinstance(error, TROUBLE):
        return f"git: {error}"
    if isinstance(error, OSError):  # its name may be that of a stranger's file
        return f"the system failed ({error.strerror} in {_place(error)}), nothing was reported"
    return _mistake(f"{type(error).__name__} in {_place(error)}")


def _mistake(what: str) -> str:
    return (
        f"internal error ({what}); this is a mistake in "
        "keylint, please report it at https://github.com/keylint/keylint/issues"
    )


def _tell_uncaught(mistake: "sys.UnraisableHookArgs") -> None:
    """Tell of a mistake that nobody could catch, as in a destructor, as of any other."""
    delivery.tell(_mistake(mistake.exc_type.__name__))


def _end_in_order() -> None:
    """Let whoever asks for the end have what Ctrl-C has: what was found so far, and a word."""
    for name in ("SIGTERM", "SIGHUP"):
        asked = getattr(signal, name, None)
        # Who starts a program can have it ignore a signal, as `nohup` does.
        if asked and signal.getsignal(asked) is signal.SIG_DFL:
            signal.signal(asked, signal.default_int_handler)


def _run(arguments: list[str]) -> None:
    if _is_plain(arguments):
        sys.exit(commands.scan_files(Wishes(paths=tuple(arguments[1:]) or Wishes().paths)))
    sys.exit(_parsed())


def _parsed() -> int:
    """Run what the parser makes of the arguments; what it complains of may hold a credential."""
    from keylint.cli import app
    from keylint.reports.shown import safe

    try:
        return app(prog_name="keylint", standalone_mode=False) or 0
    except Exception as error:
        complaint: Any = error
        if not hasattr(complaint, "format_message"):
            raise
        complaint.message = safe(complaint.message)
        with contextlib.suppress(OSError):  # the exit code says the same
            complaint.show()
        return int(complaint.exit_code)


def _is_plain(arguments: list[str]) -> bool:
    """Whether it is `keylint scan` with no options, as a hook calls it and people do.

    It has nothing to parse then, and the parser would take longer to load than the scan.
    """
    command, *paths = arguments or [""]
    return command == "scan" and all(map(_is_path, paths))


def _is_path(argument: str) -> bool:
    return not argument.startswith("-") and os.path.lexists(argument)


def _give_up(message: str) -> None:
    delivery.tell(message)
    sys.exit(delivery.INCOMPLETE)


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    name = os.path.basename(trace.tb_frame.f_code.co_filename) if trace else ""
    return f"{name}:{trace.tb_lineno}" if trace else "?"


if __name__ == "__main__":
    main()
