"""Options that several commands share, written once as dataclasses.

`spread` turns a command that takes such a dataclass into one that typer understands:
each field becomes an option of its own.
"""

from __future__ import annotations

import dataclasses
import inspect
import typing
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mersey.errors import UsageError
from mersey.wording import plural

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from mersey.load import ReadOptions

LogFile = Annotated[
    Path,
    typer.Argument(
        metavar="FILE", help="The log: CSV, Excel, ODS, JSON, Parquet, XES or OCEL."
    ),
]
PackName = Annotated[
    str | None,
    typer.Option(
        "--service",
        metavar="PACK",
        help="Service pack, or the folder of your own; `mersey list packs`. [the one"
        " that fits]",
    ),
]
LimitNames = Annotated[
    list[str] | None,
    typer.Option(
        "--limit",
        metavar="CLOCK",
        help="Count this limit too, though no law sets it (contract, local or usual);"
        " may be repeated. `mersey list clocks`.",
    ),
]
SplitColumns = Annotated[
    list[str] | None,
    typer.Option(
        "--by",
        metavar="COLUMN",
        help="Split the cases by this column (team, type, priority, ward, any column kept)"
        " and say whether the groups differ; may be repeated.",
    ),
]
WorkspaceFolder = Annotated[
    Path,
    typer.Option(
        envvar="MERSEY_WORKSPACE", help="Folder that mersey keeps its data in."
    ),
]
Memory = Annotated[
    str | None,
    typer.Option(
        metavar="AMOUNT",
        envvar="MERSEY_MEMORY",
        help="Most memory to use, as 2GB. [a quarter of the machine]",
    ),
]


def memory_bytes(said: str | None) -> int | None:
    """The bytes that a run may hold; None, a quarter of the machine, if nobody said.

    Raises:
        UsageError: It is no amount of memory, or too little.
    """
    from mersey.engine.memory import bytes_of

    return None if said is None else bytes_of(said)


def _column(role: str) -> Any:
    return typer.Option(metavar="COLUMN", help=f"Column that holds {role}.")


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How to read a log. Everything has a default: mersey works it out and says why."""

    case: Annotated[
        str | None,
        typer.Option(
            metavar="COLUMN",
            help="Column that holds the case's reference; `none`: each row is a case.",
        ),
    ] = None
    activity: Annotated[str | None, _column("the step that was taken")] = None
    time: Annotated[str | None, _column("when the step was done")] = None
    start: Annotated[str | None, _column("when work on the step began")] = None
    opened: Annotated[str | None, _column("when the case opened")] = None
    closed: Annotated[
        str | None,
        typer.Option(
            metavar="COLUMN",
            help="Column that holds when the case closed; `none`: no column does.",
        ),
    ] = None
    deadline: Annotated[str | None, _column("the case's own limit, a date")] = None
    person: Annotated[str | None, _column("who did it")] = None
    team: Annotated[str | None, _column("the team")] = None
    cost: Annotated[str | None, _column("money spent on the step")] = None
    outcome: Annotated[str | None, _column("how the case ended")] = None
    status: Annotated[str | None, _column("where the case stands now")] = None
    lifecycle: Annotated[str | None, _column("start or complete of a step")] = None
    table: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Sheet of a workbook, or OCEL object type."),
    ] = None
    map_file: Annotated[
        Path | None,
        typer.Option("--map", metavar="MAP.toml", help="Use the mapping in this file."),
    ] = None
    end: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ACTIVITY", help="Step that ends a case; may be repeated."
        ),
    ] = None
    as_at: Annotated[
        datetime | None,
        typer.Option(
            metavar="DATE",
            formats=["%Y-%m-%d"],
            help="Last day the log covers, as 2026-03-31; later events are set aside.",
        ),
    ] = None
    time_zone: Annotated[
        str | None,
        typer.Option(metavar="ZONE", help="Zone of times without one. [Europe/London]"),
    ] = None
    day_first: Annotated[
        bool | None,
        typer.Option(
            "--day-first/--month-first",
            help="How 1/2/2026 is meant, if it must be said.",
        ),
    ] = None
    date_order: Annotated[
        str | None,
        typer.Option(
            metavar="day|month",
            help="What comes first in 1/2/2026, as --day-first and --month-first say.",
        ),
    ] = None
    encoding: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Encoding of the text, such as iso8859-14."),
    ] = None
    keep: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COLUMN",
            help="Keep a column as it is; may be repeated. Needs --because.",
        ),
    ] = None
    because: Annotated[
        list[str] | None,
        typer.Option(
            metavar="REASON",
            help="Why: one for each --keep, in their order, or one for all.",
        ),
    ] = None
    keep_ids: Annotated[
        bool,
        typer.Option(
            "--keep-ids",
            help="Keep case and staff names, for use inside the council only.",
        ),
    ] = False
    memory: Memory = None

    def read_options(
        self, pack: str | None = None, *, limits: Sequence[str] = ()
    ) -> ReadOptions:
        """The same, as the library takes them, with the pack and limits that were named."""
        from mersey.load import ReadOptions

        shared = {f.name for f in dataclasses.fields(ReadOptions)} & {
            f.name for f in dataclasses.fields(self)
        }
        plain = {n: getattr(self, n) for n in shared - {"keep", "as_at"}}
        if self.date_order is not None:
            plain["day_first"] = _is_day_first(self.date_order)
        return ReadOptions(
            **plain,
            as_at=self.as_at_date,
            service=pack,
            limits=tuple(limits),
            keep=_reasons(self.keep or [], self.because or []),
        )

    @property
    def memory_bytes(self) -> int | None:
        """The memory that the run may hold; None for a quarter of the machine."""
        return memory_bytes(self.memory)

    @property
    def as_at_date(self) -> date | None:
        """The as-at date, if one was given."""
        return self.as_at.date() if self.as_at else None


@dataclass(frozen=True, kw_only=True)
class Stored:
    """A log that is in the workspace already."""

    service: Annotated[
        str | None, typer.Option(metavar="NAME", help="A service in the workspace.")
    ] = None
    workspace: WorkspaceFolder = Path("mersey-data")


@dataclass(frozen=True, kw_only=True)
class Shown:
    """How a table of results is shown."""

    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object and nothing else.")
    ] = False
    as_csv: Annotated[bool, typer.Option("--csv", help="Print the table as CSV.")] = (
        False
    )

    def __post_init__(self) -> None:
        if self.as_json and self.as_csv:
            msg = "Both --json and --csv were asked for."
            raise UsageError(msg, next_step="Choose one.")


def spread(command: Callable[..., None]) -> Callable[..., None]:
    """`command`, with each field of its dataclass arguments as an option of its own."""
    hints = typing.get_type_hints(command, include_extras=True)
    groups = {n: t for n, t in hints.items() if _is_group(t)}

    def run(**given: Any) -> None:
        filled = {
            name: group(
                **{f.name: given.pop(f.name) for f in dataclasses.fields(group)}
            )
            for name, group in groups.items()
        }
        command(**given, **filled)

    parameters = [
        parameter.replace(annotation=hints[name], kind=parameter.KEYWORD_ONLY)
        for name, parameter in inspect.signature(command).parameters.items()
        if name not in groups
    ]
    for group in groups.values():
        parameters += _fields_as_parameters(group)
    run.__name__ = command.__name__
    run.__doc__ = command.__doc__
    run.__annotations__ = {p.name: p.annotation for p in parameters} | {"return": None}
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # a function may carry one
    return run


def _is_group(hint: Any) -> bool:
    return isinstance(hint, type) and dataclasses.is_dataclass(hint)


def _fields_as_parameters(group: Any) -> list[inspect.Parameter]:
    hints = typing.get_type_hints(group, include_extras=True)
    return [
        inspect.Parameter(
            f.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=_default_of(f),
            annotation=hints[f.name],
        )
        for f in dataclasses.fields(group)
    ]


def _default_of(one: dataclasses.Field[Any]) -> Any:
    """What stands where the option is left out; nothing where it must be given."""
    if one.default is dataclasses.MISSING:
        return inspect.Parameter.empty
    return one.default


def _is_day_first(order: str) -> bool:
    """Whether the day comes first, in an order as a person writes it."""
    said = order.strip().lower().replace("_", "-").removesuffix("-first")
    if said in ("day", "dmy", "dd/mm", "dd/mm/yyyy", "d/m/y"):
        return True
    if said in ("month", "mdy", "mm/dd", "mm/dd/yyyy", "m/d/y"):
        return False
    msg = f'There is no order of dates called "{order}".'
    raise UsageError(msg, next_step="Say --date-order day or --date-order month.")


def _reasons(columns: list[str], reasons: list[str]) -> dict[str, str]:
    """Column → why it is kept.

    Raises:
        UsageError: Reasons and columns do not go together, or a reason is empty.
    """
    said = [reason.strip() for reason in reasons]
    if columns and len(said) == 1:
        said *= len(columns)
    if len(said) != len(columns) or not all(said):
        msg = (
            f"{plural(len(columns), 'column is', 'columns are')} to be kept, and "
            f"{plural(len(reasons), 'reason')} given."
        )
        hint = 'Give a reason for each: --keep "Column" --because "why it is needed".'
        raise UsageError(msg, next_step=hint)
    return {name.strip(): why for name, why in zip(columns, said, strict=True)}
