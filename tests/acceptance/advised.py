"""What a run of `mersey check` said, and every option that it offered."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from mersey.cli import app
from mersey.cli.flags import as_said
from mersey.errors import MerseyError

__all__ = ["Said", "checked", "options_in", "typed"]

_VALUE = r"""("[^"]*"|'[^']*'|[\w.:=/+-]+)"""
_OPTION = re.compile(
    rf"(?<![\w-])--[a-z-]+(?:[ ]{_VALUE}(?:[ ]--because[ ]{_VALUE})?)?"
)
_WITHOUT_VALUE = ("--day-first", "--month-first", "--keep-ids", "--write-map")
_JOINING = frozenset({"to", "or", "and", "if", "out", "by", "says", "needs", "stated"})
"""Words that follow an option in a sentence, and are no value of it."""


@dataclass(frozen=True)
class Said:
    """How a run ended, and its words."""

    code: int
    text: str

    @property
    def options(self) -> list[str]:
        """The options that it offers, as they would be typed."""
        return options_in(self.text)


def checked(file: Path, *arguments: str) -> Said:
    """What `mersey check` says of a file, read with these arguments."""
    done = CliRunner().invoke(app, ["check", str(file), *arguments])
    if isinstance(done.exception, MerseyError):
        return Said(done.exception.exit_code, as_said(done.exception))
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Said(done.exit_code, done.output)


def options_in(text: str) -> list[str]:
    """Every option with its value in a text; a value in capitals is for a person."""
    found = []
    for match in _OPTION.finditer(text):
        name, value = match.group(0).split(" ")[0], match.group(1)
        if name in _WITHOUT_VALUE:
            found.append(name)
        elif value and value not in _JOINING:
            why = f" --because {match.group(2)}" if match.group(2) else ""
            found.append(f"{name} {value.rstrip('.:,')}{why.rstrip('.:,')}")
        else:
            found.append(name)
    return list(dict.fromkeys(found))


def typed(option: str) -> list[str]:
    """An option as the arguments that a shell makes of it."""
    return shlex.split(option, comments=True)
