"""Running the program without a process of its own, which costs two thirds of a run."""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
from pathlib import Path

import typer

from mersey.cli import app
from mersey.errors import MerseyError
from tests.acceptance.program import Outcome

__all__ = ["mersey_here"]


def mersey_here(*arguments: str | Path, cwd: Path, **environment: str) -> Outcome:
    """What `mersey` with these arguments says and how it ends; warnings are not heard."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.ExitStack() as stack:
        stack.enter_context(contextlib.chdir(cwd))
        stack.enter_context(_environment(environment))
        stack.enter_context(contextlib.redirect_stdout(out))
        stack.enter_context(contextlib.redirect_stderr(err))
        code = _code(list(map(str, arguments)))
    return Outcome(code, out.getvalue(), err.getvalue())


def _code(arguments: list[str]) -> int:
    try:
        code = app(arguments, prog_name="mersey", standalone_mode=False)
    except MerseyError as error:
        typer.echo(f"{error.problem}\n{error.next_step}", err=True)
        return error.exit_code
    return int(code or 0)


@contextlib.contextmanager
def _environment(changed: dict[str, str]):
    was = {name: os.environ.get(name) for name in changed}
    os.environ.update(changed)
    tempfile.tempdir = None
    try:
        yield
    finally:
        tempfile.tempdir = None
        for name, value in was.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
