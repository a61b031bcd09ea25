"""`mersey whois`: whose a short name is, from the file and the key of the workspace."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mersey.cli.log_reading import prepared
from mersey.cli.options import LogFile, Reading, Shown, WorkspaceFolder, spread
from mersey.cli.saying import say, say_lines, width
from mersey.cli.shell import print_json
from mersey.errors import UsageError, WorkspaceError
from mersey.wording import joined

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, kw_only=True)
class _Of:
    """Whose key the names were made with."""

    service: Annotated[
        str, typer.Option(metavar="NAME", help="The service that the log belongs to.")
    ]
    workspace: WorkspaceFolder = Path("mersey-data")


@spread
def whois(
    file: LogFile,
    names: Annotated[
        list[str], typer.Argument(metavar="NAME...", help="Short names, as pages tell.")
    ],
    *,
    of: _Of,
    shown: Shown,
    reading: Reading,
) -> None:
    """Tell which cases of the file the short names of a page stand for.

    It asks the file itself, on the computer that has it: a workspace keeps no names of
    cases, and only its key can say which is which.

    Example: mersey whois applications.csv k3fj2q9x --service planning
    """
    from mersey.charts import Table
    from mersey.report.plain import table_lines

    found = _found(file, names, of, reading)
    rows = tuple((name, case) for name, cases in found.items() for case in cases)
    table = Table(columns=("Name", "Case"), rows=rows, raw=rows)
    if shown.as_json:
        cases = [{"name": name, "cases": [*own]} for name, own in found.items()]
        print_json({"schema": "mersey.whois/1", "service": of.service, "cases": cases})
    elif shown.as_csv:
        say(table.csv(), nl=False)
    else:
        say_lines(table_lines(table, width=width()))


def _found(
    file: Path, names: list[str], of: _Of, reading: Reading
) -> Mapping[str, tuple[str, ...]]:
    from mersey.eventlog import Workspace
    from mersey.load import cases_called

    key = Workspace(of.workspace).key_if_any(of.service)
    if key is None:
        msg = f"{of.workspace} holds no log of {of.service}, so no name was made there."
        raise WorkspaceError(msg, next_step="Check ⟦workspace⟧ and ⟦service⟧.")
    with prepared(file, replace(reading, keep_ids=True)) as (_, log):
        (cases,) = log.arrays.cases("pseudonym")
    found = cases_called(names, cases.values, key=key)
    if unknown := [name for name, own in found.items() if not own]:
        msg = f"No case of {file.name} is called {joined(unknown)}."
        hint = "Take the file that was loaded, and say of it what was said then."
        raise UsageError(msg, next_step=hint)
    return found
