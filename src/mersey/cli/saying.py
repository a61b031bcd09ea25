"""Words on a terminal, without anything in them that would steer it.

A step may hold an escape that clears the screen or renames the window, or marks that turn
the text around them: what a file says is shown, and never obeyed.
"""

from __future__ import annotations

import re
from typing import Final

import typer

__all__ = ["escaped", "say"]

STEERS: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Control characters but for the tab and the end of a line, marks of direction, and halves
of a letter, which no terminal takes."""

SHOWN_AS: Final = "\N{REPLACEMENT CHARACTER}"


def say(text: str = "", *, err: bool = False, nl: bool = True) -> None:
    """Print `text`; on standard error where `err`, without an end of line unless `nl`."""
    typer.echo(STEERS.sub(SHOWN_AS, text), err=err, nl=nl)


def escaped(json: str) -> str:
    r"""The same JSON with such characters written as `\u202e`."""
    return STEERS.sub(lambda found: f"\\u{ord(found[0]):04x}", json)
