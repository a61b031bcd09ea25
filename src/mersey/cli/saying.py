"""Words on a terminal, without anything in them that would steer it.

A step may hold an escape that clears the screen or renames the window, or marks that turn
the text around them: what a file says is shown, and never obeyed.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import textwrap
from typing import TYPE_CHECKING, Final

import typer

from mersey.cli.flags import as_flags

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STEERS: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Control characters but for the tab and the end of a line, marks of direction, and halves
of a letter, which no terminal takes."""

WIDTH: Final = 80
"""Columns of a terminal that does not say how wide it is, and of what is no terminal."""

WIDEST: Final = 120
"""Longer lines are hard to read, however wide the terminal is."""

NARROWEST: Final = 40

COLOURS: Final = {
    "Serious": {"fg": "magenta", "bold": True},
    "Warning": {"fg": "yellow", "bold": True},
    "Note": {"dim": True},
}
"""How the first word of a line looks. Never red against green, and never colour alone."""

_TAGGED: Final = re.compile(rf"(\s*)({'|'.join(COLOURS)})(:?\s.*)", re.DOTALL)
_HANGING: Final = re.compile(r"(\s*\S+(?: \S+)*\s{2,})\S|(\s+)\S")

SHOWN_AS: Final = "\N{REPLACEMENT CHARACTER}"


def say(text: str = "", *, err: bool = False, nl: bool = True) -> None:
    """Print `text`; on standard error where `err`, without an end of line unless `nl`."""
    typer.echo(_shown(text), err=err, nl=nl)


def width() -> int:
    """Columns that a line may take."""
    wide = shutil.get_terminal_size((WIDTH, 24)).columns
    return min(max(wide, NARROWEST), WIDEST)


def say_lines(lines: Iterable[str]) -> None:
    """Print lines that fit the terminal; a heading in bold, where there are colours.

    A heading stands alone after an empty line and ends in no full stop. A line that is
    too long goes on below, under its second column where it has one.
    """
    before = "first"
    for line in lines:
        is_heading = not before and _is_heading(line)
        for part in _wrapped(line):
            _say_styled(part, is_heading=is_heading)
        before = line


def _wrapped(line: str) -> Iterator[str]:
    if len(line) <= width() or not line.strip():
        yield line
        return
    found = _HANGING.match(line)
    indent = len(found[1] or found[2]) if found else 0
    indent = indent if indent <= width() // 2 else 2
    yield from textwrap.wrap(
        line,
        width(),
        subsequent_indent=" " * indent,
        break_on_hyphens=False,
        break_long_words=False,
        drop_whitespace=True,
        replace_whitespace=False,
    )


def _is_heading(line: str) -> bool:
    return (
        bool(line)
        and not line[0].isspace()
        and line[-1] not in ".:]"
        and ":" not in line
    )


def _say_styled(text: str, *, is_heading: bool) -> None:
    found = _TAGGED.fullmatch(text)
    if not _has_colours() or not (found or is_heading):
        say(text)
        return
    clean = _shown(text)
    if found is None:
        typer.echo(typer.style(clean, bold=True), color=True)
        return
    look = COLOURS[found[2]]
    tag = typer.style(found[2], **look)  # type: ignore[arg-type]  # a mapping of settings
    typer.echo(f"{found[1]}{tag}{_shown(found[3])}", color=True)


def _shown(text: str) -> str:
    """The text with fields as flags, and nothing in it that steers."""
    return STEERS.sub(SHOWN_AS, as_flags(text))


def _has_colours() -> bool:
    """True on a terminal, unless its person asked for none (no-color.org)."""
    is_plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not is_plain


def escaped(json: str) -> str:
    r"""The same JSON with such characters written as `\u202e`."""
    return STEERS.sub(lambda found: f"\\u{ord(found[0]):04x}", json)
