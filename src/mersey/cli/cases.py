"""`mersey cases`: the open cases as a list to work through."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from mersey.cli.log_reading import asked_log
from mersey.cli.options import LimitNames, Reading, Shown, Stored, spread
from mersey.cli.saying import say, say_lines, width
from mersey.cli.shell import print_json, write_file


@dataclass(frozen=True, kw_only=True)
class _Kept:
    """Where the list goes."""

    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.csv|FILE.xlsx",
            help="Write the list to a file: CSV, or a workbook (extra xlsx).",
        ),
    ] = None


@spread
def cases(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="A log, or use --service.")
    ] = None,
    *,
    limit: LimitNames = None,
    kept: _Kept,
    stored: Stored,
    shown: Shown,
    reading: Reading,
) -> None:
    """List the open cases, the most pressing first: age, stage, limits and risk.

    A case is told by a short name that hides its own. It stays the same from run to run
    where the log is in a workspace; with --keep-ids the list has the file's own names.

    Example: mersey cases applications.csv --csv
    """
    with asked_log(file, stored, reading, example="cases") as read:
        from mersey.answer import worklist
        from mersey.eventlog import with_pack
        from mersey.report.case_list import (
            case_list_csv,
            case_list_json,
            case_list_lines,
        )

        known = with_pack(read, limits=limit or ())
        found = worklist(known.log, known.use)
        if kept.out and kept.out.suffix.lower() == ".xlsx":
            from mersey.report.case_workbook import case_list_xlsx

            write_file(kept.out, case_list_xlsx(found, known.log, known.use))
        elif kept.out:
            write_file(kept.out, case_list_csv(found, known.log, known.use))
        if shown.as_json:
            print_json(case_list_json(found, known.log, known.use))
        elif shown.as_csv:
            say(case_list_csv(found, known.log, known.use), nl=False)
        else:
            say_lines(case_list_lines(found, known.log, known.use, width=width()))
            if kept.out:
                say_lines(("", f"The list: {kept.out}"))
