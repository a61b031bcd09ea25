"""The program: its commands, and how an error becomes an exit code.

0 fine · 1 a bug (with traceback) · 2 wrong use · 3 the data is unusable ·
4 not allowed to leave · 5 not verified · 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import errno
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Final, NoReturn

import typer

from mersey import __version__
from mersey.cli.quick_start import leave_at_once, start_quickly
from mersey.cli.saying import say
from mersey.cli.shell import cannot_write
from mersey.errors import MemoryNeeded, MerseyError
from mersey.scratch import leave_nothing
from mersey.system import interrupts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

    from mersey.cli.web_application import WebApplication

STOPPED: Final = 130
"""The exit code of a program that Ctrl-C stopped."""

SOON_S: Final = 0.01

NO_ROOM: Final = {
    errno.EACCES,
    errno.EDQUOT,
    errno.EFBIG,
    errno.ENOSPC,
    errno.EROFS,
}
"""Errors of the disk that are no fault of the program."""

TOO_LITTLE_MEMORY: Final = MemoryNeeded(
    "The machine has too little memory free for this log.",
    next_step="Close other programs, or give mersey a part of the log. Nothing was "
    "changed.",
)

COMMANDS: Final = {
    "look": "look.look",
    "check": "check.check",
    "cases": "cases.cases",
    "care-waits": "care_waits.care_waits",
    "load": "load.load",
    "export": "export.export",
    "measure": "measure.measure",
    "forecast": "forecast.forecast",
    "signals": "signals.signals",
    "whatif": "whatif.whatif",
    "whois": "whois.whois",
    "serve": "serve.serve",
    "worker": "serve.worker",
    "invite": "invite.invite",
    "backup": "backup.backup",
    "restore": "backup.restore",
    "prune": "prune.prune",
    "trail": "trail.trail",
    "sample": "sample.sample",
    "pack": "pack.pack",
    "clock": "clock.clock",
    "evidence": "evidence.evidence",
    "list": "listing.listing",
}
"""Command, in the order of the help → where it is in this folder."""


def put_together(*names: str) -> typer.Typer:
    """The program with these commands; with all of them where none is named.

    A command's module is read only where it is wanted: the others would take a twentieth
    of a look.
    """
    app = typer.Typer(
        name="mersey",
        add_completion=True,
        help="From the log a council's case system already keeps to one honest page.",
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(_program)
    for name in names or COMMANDS:
        module, _, attribute = COMMANDS[name].partition(".")
        command = getattr(import_module(f"mersey.cli.{module}"), attribute)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name=name)(command)
    return app


def asked_for(words: Sequence[str]) -> tuple[str, ...]:
    """The command that these words begin with, if one alone will do.

    Empty for help, for a word that is no command, and where a shell asks how a word goes
    on.
    """
    if "_MERSEY_COMPLETE" in os.environ or not words or words[0] not in COMMANDS:
        return ()
    return (words[0],)


def _version(wanted: bool) -> None:  # noqa: FBT001  (typer calls it with the value)
    if wanted:
        say(f"mersey {__version__}")
        raise typer.Exit


def _program(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_version,
            is_eager=True,
            help="Print the version and stop.",
        ),
    ] = False,
) -> None:
    pass


def main(*, web: WebApplication | None = None) -> NoReturn:
    """Run the program and leave with its exit code.

    `web` is the web application; None where it was not handed down.
    """
    start_quickly()
    stop = _Stop()
    interrupts.on_asked(stop)
    sys.unraisablehook = stop.again
    try:
        try:
            put_together(*asked_for(sys.argv[1:]))(obj=web)
        finally:
            stop.is_over = True
    except MerseyError as error:
        _say(error)
        sys.exit(error.exit_code)
    except MemoryError:
        _say(TOO_LITTLE_MEMORY)
        sys.exit(TOO_LITTLE_MEMORY.exit_code)
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        refused = cannot_write(error)
        _say(refused)
        sys.exit(refused.exit_code)
    except (KeyboardInterrupt, RuntimeError, SystemExit) as left:
        # A signal in the middle of a query reaches us as the database's own error.
        if stop.is_asked:
            say("Stopped. Nothing was changed.", err=True)
            leave_nothing()
            os._exit(STOPPED)  # at once: what had to be tidied up has been
        if isinstance(left, SystemExit) and not left.code:
            leave_at_once()
        raise
    sys.exit(0)


class _Stop:
    """What a signal does: it is remembered, and it interrupts."""

    def __init__(self) -> None:
        self.is_asked = False
        self.is_over = False

    def __call__(self, _number: int, _frame: FrameType | None) -> None:
        if self.is_asked or self.is_over:
            return  # it is tidying up, or has: that must not be interrupted
        self.is_asked = True
        raise KeyboardInterrupt

    def again(self, lost: sys.UnraisableHookArgs) -> None:
        """Interrupt anew where an object's end swallowed the interruption."""
        if self.is_asked and issubclass(lost.exc_type, KeyboardInterrupt):
            if not self.is_over:
                self.is_asked = False
                interrupts.ask_again(SOON_S)
            return
        sys.__unraisablehook__(lost)


def _say(error: MerseyError) -> None:
    say(f"mersey: {error.problem}", err=True)
    if error.next_step:
        say(error.next_step, err=True)
