"""The commands, as `--help` tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer.main import get_command
from typer.testing import CliRunner

from docs.pages.markdown import document, table
from mersey.cli import app

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["commands", "page"]

EXIT_CODES = (
    ("0", "fine"),
    ("1", "a fault in mersey, shown with its traceback"),
    ("2", "wrong use: the command cannot be carried out as asked"),
    ("3", "the data is unusable; the message says where, and what to do"),
    ("4", "not allowed to leave"),
    ("5", "not verified"),
    ("130", "stopped with Ctrl-C; nothing was changed"),
)


def page() -> str:
    """Exit codes, and then the help of every command."""
    return document(
        "Commands",
        "Other programs may rely on these commands, their options, their exit codes and "
        "their JSON ([the JSON of `mersey look`](json-look.md)).",
        "## Exit codes",
        table(("code", "means"), EXIT_CODES),
        *(part for name in commands() for part in (f"## {name}", _help(name))),
    )


def commands() -> Iterator[str]:
    """The program and every command below it, as one types them."""
    yield "mersey"
    yield from _below("mersey", get_command(app))


def _below(prefix: str, command: object) -> Iterator[str]:
    for name, inner in getattr(command, "commands", {}).items():
        yield f"{prefix} {name}"
        yield from _below(f"{prefix} {name}", inner)


def _help(name: str) -> str:
    arguments = [*name.split()[1:], "--help"]
    result = CliRunner().invoke(
        app,
        arguments,
        prog_name="mersey",
        env={"COLUMNS": "88", "MERSEY_WORKSPACE": ""},
    )
    if result.exception and result.exit_code:
        raise result.exception
    lines = (line.rstrip() for line in result.output.strip().splitlines())
    return "\n".join(["```text", *lines, "```"])
