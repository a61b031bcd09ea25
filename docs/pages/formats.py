"""The file formats, each with the tiny file that its tests read."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from docs.pages.markdown import document, table
from mersey.load import FORMATS

if TYPE_CHECKING:
    from mersey.load.files.format import Example, Format

__all__ = ["page"]

MOST_LINES = 12


def page() -> str:
    """A table of all formats, and a section for each."""
    rows = (
        (f"[{f.name}](#{f.name})", f.title, " ".join(f"`{e}`" for e in f.extensions))
        for f in FORMATS.values()
    )
    return document(
        "File formats",
        "A file's content decides which format it has; its ending only breaks a tie. Every "
        "format is also read packed with gzip. Each has a tiny example, which its tests read "
        "whole and, where that can be mended, damaged.",
        table(("name", "what it is", "usual endings"), rows),
        *(_section(form) for form in FORMATS.values()),
    )


def _section(form: Format) -> str:
    explained = inspect.getdoc(inspect.getmodule(form.read)) or ""
    parts = [
        f"## {form.name}",
        f"**{form.title}.** {explained}",
        *_example(form.example),
    ]
    return "\n\n".join(parts)


def _example(example: Example) -> list[str]:
    rows = "1 row" if example.n_rows == 1 else f"{example.n_rows} rows"
    columns = ", ".join(f"`{name}`" for name in example.columns)
    said = f"Example `{example.file_name}`: {rows}, with columns {columns}."
    if example.damaged is not None:
        lost = "1 row" if example.n_rejected == 1 else f"{example.n_rejected} rows"
        said += f" Damaged, {lost} of it would be rejected, each with its line."
    return [said, *_as_text(example.content)]


def _as_text(content: bytes) -> list[str]:
    try:
        lines = content.decode("utf-8").splitlines()
    except UnicodeDecodeError:
        return []
    if "\0" in content.decode("utf-8"):
        return []
    more = ["…"] if len(lines) > MOST_LINES else []
    return ["\n".join(["```text", *lines[:MOST_LINES], *more, "```"])]
