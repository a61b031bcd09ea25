"""`mersey whois`: whose a short name is, from the file and the key of the workspace."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from mersey.cli.log_reading import kept_log
from mersey.cli.options import LogFile, Reading, Shown, WorkspaceFolder, spread
from mersey.cli.saying import say, say_lines, width
from mersey.cli.shell import print_json
from mersey.errors import UsageError, WorkspaceError
from mersey.wording import joined


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
        cases = [{"name": name, "cases": own} for name, own in found.items()]
        print_json({"schema": "mersey.whois/1", "service": of.service, "cases": cases})
    elif shown.as_csv:
        say(table.csv(), nl=False)
    else:
        say_lines(table_lines(table, width=width()))


def _found(
    file: Path, names: list[str], of: _Of, reading: Reading
) -> dict[str, list[str]]:
    """Short name → the cases that it may be, as the file writes them."""
    from mersey.eventlog import Workspace

    workspace = Workspace(of.workspace)
    key = workspace.key_if_any(of.service)
    if key is None:
        msg = f"{of.workspace} holds no log of {of.service}, so no name was made there."
        raise WorkspaceError(msg, next_step="Check ⟦workspace⟧ and ⟦service⟧.")
    begins = {name: name.rpartition(":")[2].strip().lower() for name in names}
    told = _references(file, tuple(filter(None, begins.values())), of, key, reading)
    found = {
        name: [case for one, case in told.items() if begin and one.startswith(begin)]
        for name, begin in begins.items()
    }
    if unknown := [name for name, cases in found.items() if not cases]:
        msg = f"No case of {file.name} is called {joined(unknown)}."
        raise UsageError(msg, next_step="Take the file that was loaded.")
    return found


def _references(
    file: Path, begins: tuple[str, ...], of: _Of, key: bytes, reading: Reading
) -> dict[str, str]:
    from mersey.load import case_references

    with kept_log(of.service, of.workspace) as log:
        column = log.loading.mapping.case
    if column is None:
        msg = f"The log of {of.service} has no column that names its cases."
        raise UsageError(msg, next_step="A row of its file is a case: count the rows.")
    return case_references(
        file,
        options=reading.read_options(None),
        column=column,
        key=key,
        is_wanted=lambda pseudonym: pseudonym.startswith(begins),
        memory=reading.memory_bytes,
    )
