"""`mersey clock`: when is it due, and which days did not count?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import typer
from typer.core import TyperCommand

from mersey.cli.options import spread
from mersey.cli.saying import say
from mersey.cli.shell import print_json
from mersey.errors import UsageError

if TYPE_CHECKING:
    from mersey.clocks import Calendar, Clock, WaitUsed

clock = typer.Typer(
    help="Legal clocks: a limit, and why it falls when it does.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

YOUR_FILE: Final = (
    "Note      your file's days were left out as you asked; a council's own closures "
    "move\n          a statutory limit only where its law says so."
)
A_DATE: Final = "Write it as 2026-07-06, or with a time of day as 2026-07-06T20:10."


class _WithPauses(TyperCommand):
    """A command whose `--pause` takes two dates; typer has no type for a pair."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        for option in self.params:
            if option.name == "pause":
                option.nargs = 2


def _pair(said: Any) -> Any:
    """The two words after `--pause`, as they are."""
    return said


@dataclass(frozen=True, kw_only=True)
class _Pauses:
    """What a case waited for."""

    pause: Annotated[
        list[object] | None,
        typer.Option(
            metavar="FROM TO", parser=_pair, help="A pause, by its two dates; repeat."
        ),
    ] = None
    pause_kind: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KIND",
            help="What was waited for: one for all pauses, or one for each."
            " [the clock's usual]",
        ),
    ] = None


@clock.command(cls=_WithPauses)
@spread
def explain(
    name: Annotated[
        str, typer.Argument(metavar="CLOCK", help="Its id; `mersey list clocks`.")
    ],
    *,
    start: Annotated[
        str, typer.Option(metavar="DATE[THH:MM]", help="When it started, local time.")
    ],
    pauses: _Pauses,
    count_from: Annotated[
        Literal["day_after", "same_day"] | None,
        typer.Option(help="Count by the other rule, to compare. [the clock's own]"),
    ] = None,
    calendar_file: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="School terms or closures: first,last,name,kind"
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object and nothing else.")
    ] = False,
) -> None:
    """Print when a case is due, and every day that did not count.

    A pause is counted by the clock's own rule: some waits pause it, some start it again.

    Example: mersey clock explain foi.request --start 2026-07-06
    """
    from mersey.clocks import explain as explained
    from mersey.clocks.clock import Authority, CountFrom
    from mersey.clocks.clock_lines import plain_lines

    begun = _moment(start)
    version = _version(name, begun)
    found = explained(
        version,
        begun,
        calendar=_calendar(version, calendar_file),
        waits=_waits(version, pauses.pause or [], pauses.pause_kind or []),
        count_from=CountFrom(count_from) if count_from else None,
    )
    if as_json:
        print_json(found.as_data())
        return
    for line in plain_lines(found):
        say(line)
    is_closures = found.calendar.id.startswith("council")
    if is_closures and version.authority is Authority.STATUTORY:
        say(YOUR_FILE)


def _moment(said: str) -> date:
    """A date, or a naive local time."""
    try:
        if len(said) == len("2026-07-06"):
            return date.fromisoformat(said)
        moment = datetime.fromisoformat(said)
    except ValueError as error:
        msg = f'"{said}" is not a date.'
        raise UsageError(msg, next_step=A_DATE) from error
    if moment.tzinfo is not None:
        msg = f'"{said}" says a zone; a clock reads the time on the wall.'
        raise UsageError(msg, next_step=A_DATE)
    return moment


def _version(name: str, start: date) -> Clock:
    """The version of the clock that covers that start."""
    from mersey.clocks import version_on
    from mersey.services import clock_versions

    versions = clock_versions(name)
    day = start.date() if isinstance(start, datetime) else start
    found = version_on(versions, day)
    if found is None:
        covered = "; ".join(_dates_of(version) for version in versions)
        msg = f"No version of {name} covers a case that started on {day}."
        raise UsageError(msg, next_step=f"It covers starts {covered}.")
    return found


def _dates_of(version: Clock) -> str:
    since = f"from {version.valid_from}" if version.valid_from else ""
    until = f"until {version.valid_to}" if version.valid_to else ""
    return f"{since} {until}".strip() or "on any day"


def _waits(version: Clock, pauses: list[Any], kinds: list[str]) -> list[WaitUsed]:
    """Each pause as the clock's own rule has it."""
    from mersey.clocks import wait_used

    if len(kinds) not in (0, 1, len(pauses)) or len(kinds) > len(pauses):
        msg = f"{len(kinds)} kinds of pause are named, and {len(pauses)} pauses."
        raise UsageError(
            msg, next_step="Give one --pause-kind for all, or one for each --pause."
        )
    named = kinds if len(kinds) == len(pauses) else (kinds or [""]) * len(pauses)
    return [
        wait_used(version, _moment(begin), _moment(finish), kind=kind)
        for (begin, finish), kind in zip(pauses, named, strict=True)
    ]


def _calendar(version: Clock, file: Path | None) -> Calendar | None:
    """The calendar in the file, laid on the clock's own."""
    if file is None:
        return None
    from mersey.clocks import CALENDARS, calendar_from_file

    own = version.calendar
    has_own = own in CALENDARS and own != "none"
    kind = "school" if own.startswith("school") else "council"
    return calendar_from_file(
        file, id=f"{kind}:{file.stem}", base=own if has_own else "england_wales"
    )
