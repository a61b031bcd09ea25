"""An XML file through expat, chunk by chunk: broken files and traps are told plainly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from xml.parsers import expat

from mersey.errors import FileUnreadable

if TYPE_CHECKING:
    from collections.abc import Callable

    from mersey.load.files.format import Source

CHUNK: Final = 1 << 20
LONGEST_TAG: Final = 1 << 23
"""Bytes; a tag of more, with all its attributes, is no part of a log."""


def parse(parser: Any, source: Source, *, so_far: Callable[[], str]) -> None:
    """Feed the file to `parser`, whose handlers take what they want.

    Args:
        parser: An expat parser.
        source: The file.
        so_far: A sentence that says how much came before the file broke.

    Raises:
        FileUnreadable: The XML is broken (says the line), holds a tag of many MiB,
            declares an encoding that does not fit, or declares entities, which no log needs and which can be made
            to fill a machine's memory.
    """

    def refuse(*_declared: object) -> None:
        msg = f"{source.name} declares XML entities, which no event log needs."
        hint = "They can be used to fill a machine's memory. Export the log again."
        raise FileUnreadable(msg, next_step=hint)

    parser.EntityDeclHandler = refuse
    try:
        _feed(parser, source)
    except expat.ExpatError as error:
        what = expat.errors.messages[error.code]
        msg = f"{source.name} is broken in line {error.lineno:,}: {what}. {so_far()}"
        hint = "The file was cut short or changed on its way. Copy or export it again."
        raise FileUnreadable(msg, next_step=hint) from None
    except (LookupError, ValueError):  # what Python knows of the encoding it declares
        msg = f"{source.name} declares an encoding that does not exist or does not fit."
        hint = "Export it again in UTF-8."
        raise FileUnreadable(msg, next_step=hint) from None


def _feed(parser: Any, source: Source) -> None:
    size = source.path.stat().st_size
    with source.path.open("rb") as file:
        while chunk := file.read(CHUNK):
            parser.Parse(chunk, False)  # noqa: FBT003  (expat takes it by position)
            if file.tell() - parser.CurrentByteIndex > LONGEST_TAG:
                raise _too_long(source, parser)
            source.progress("Reading the file", file.tell() / size)
    parser.Parse(b"", True)  # noqa: FBT003


def _too_long(source: Source, parser: Any) -> FileUnreadable:
    msg = (
        f"{source.name}, line {parser.CurrentLineNumber:,}: one tag holds more than "
        f"{LONGEST_TAG >> 20} MiB."
    )
    hint = "No log needs a value of that size. Export it without long texts and files."
    return FileUnreadable(msg, next_step=hint)
