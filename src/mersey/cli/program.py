"""The program: its commands, and how an error becomes an exit code.

0 fine · 1 a bug (with traceback) · 2 wrong use · 3 the data is unusable ·
4 not allowed to leave · 5 not verified · 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING, Annotated, Final, NoReturn

import typer

from mersey import __version__
from mersey.cli.backup import backup, restore
from mersey.cli.care_waits import care_waits
from mersey.cli.cases import cases
from mersey.cli.check import check
from mersey.cli.clock import clock
from mersey.cli.evidence import evidence
from mersey.cli.export import export
from mersey.cli.forecast import forecast
from mersey.cli.invite import invite
from mersey.cli.listing import listing
from mersey.cli.load import load
from mersey.cli.look import look
from mersey.cli.measure import measure
from mersey.cli.pack import pack
from mersey.cli.quick_start import leave_at_once, start_quickly
from mersey.cli.sample import sample
from mersey.cli.saying import say
from mersey.cli.serve import serve, worker
from mersey.cli.shell import cannot_write
from mersey.cli.signals import signals
from mersey.cli.trail import trail
from mersey.cli.whatif import whatif
from mersey.cli.whois import whois
from mersey.errors import MemoryNeeded, MerseyError
from mersey.scratch import leave_nothing
from mersey.system import interrupts

if TYPE_CHECKING:
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

app = typer.Typer(
    name="mersey",
    add_completion=True,
    help="From the log a council's case system already keeps to one honest page.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(look)
app.command()(check)
app.command()(cases)
app.command(name="care-waits")(care_waits)
app.command()(load)
app.command()(export)
app.command()(measure)
app.command()(forecast)
app.command()(signals)
app.command()(whatif)
app.command()(whois)
app.command()(serve)
app.command()(worker)
app.command()(invite)
app.command()(backup)
app.command()(restore)
app.add_typer(trail, name="trail")
app.add_typer(sample, name="sample")
app.add_typer(pack, name="pack")
app.add_typer(clock, name="clock")
app.add_typer(evidence, name="evidence")
app.command(name="list")(listing)


def _version(wanted: bool) -> None:  # noqa: FBT001  (typer calls it with the value)
    if wanted:
        say(f"mersey {__version__}")
        raise typer.Exit


@app.callback()
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
            app(obj=web)
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
