"""A clean copy of damaged delimited text: UTF-8, one kind of line end, closed quotes.

Most files need none of this. It runs, line by line, where the engine met bytes that are
not UTF-8, quotes that never close, or mixed line ends. Every line keeps its number: a
line that cannot be used is left blank in the copy, and told with its reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, Final

from mersey.engine.delimited_reading import LONGEST_LINE
from mersey.load.files.lines import Lines, TextLine

if TYPE_CHECKING:
    from pathlib import Path

    from mersey.load.files.text import Dialect, TextEncoding

MOST_LINES_IN_A_VALUE: Final = 1_000
MOST_EXTRA_VALUES: Final = 1_000

TOO_LONG: Final = f"longer than {LONGEST_LINE:,} bytes"
TOO_MANY: Final = "more values than headings"
NEVER_CLOSED: Final = "a quotation mark that is not closed, or text after one that is"


@dataclass(kw_only=True)
class Mended:
    """The copy, and what had to be done.

    Attributes:
        path: The copy.
        rejected: Line, column (None) and reason of the lines left blank.
        n_utf8: Lines that hold letters beyond ASCII, written in UTF-8.
        n_other: Lines that are not UTF-8, and were read as `encoding.other`.
        n_replaced: Letters that the stated encoding cannot have.
        n_nul: NUL bytes left out.
    """

    path: Path
    rejected: list[tuple[int, str | None, str]] = field(default_factory=list)
    n_utf8: int = 0
    n_other: int = 0
    n_replaced: int = 0
    n_nul: int = 0


def mend(path: Path, copy: Path, *, dialect: Dialect, encoding: TextEncoding) -> Mended:
    """A copy of `path` at `copy` that an engine can read, and what was done to it.

    Args:
        path: The file.
        copy: Where the copy goes.
        dialect: How it is written; the copy ends its lines in LF.
        encoding: Its own; where it has no codec, each line decides.
    """
    mended = Mended(path=copy)
    shapes = _Shapes(dialect)
    with path.open("rb") as source, copy.open("wb") as target:
        lines = Lines(
            source,
            encoding=encoding.codec,
            newline=dialect.newline,
            other=encoding.other,
        )
        for line in lines:
            if line.number <= dialect.skip:
                target.write(b"\n")
            else:
                _mend_record(line, lines, target=target, shapes=shapes, mended=mended)
        mended.n_utf8, mended.n_other = lines.n_utf8, lines.n_other
        mended.n_nul, mended.n_replaced = lines.n_nul, lines.n_replaced
    return mended


class _Shapes:
    """Patterns of a line: whole, opening a value that goes on, going on, closing it.

    As for the engine, spaces around the quotes of a value do not count.
    """

    def __init__(self, dialect: Dialect) -> None:
        self.delimiter = dialect.delimiter.encode()
        self.quote = dialect.quote.encode()
        self.escape = dialect.escape.encode()
        self.most_delimiters = len(dialect.headings) + MOST_EXTRA_VALUES
        d, q, e = (re.escape(m) for m in (self.delimiter, self.quote, self.escape))
        if dialect.escape == dialect.quote:
            inner = rb"[^%b]*+(?:%b%b[^%b]*+)*+" % (q, q, q, q)
        else:
            inner = rb"[^%b%b]*+(?:%b.[^%b%b]*+)*+" % (q, e, e, q, e)
        quoted = rb" *+%b(%b)%b *+" % (q, inner, q)
        plain = rb"(?! *+%b)[^%b]*+" % (q, d)
        value = rb"(?:%b|%b)" % (quoted.replace(b"(%b)" % inner, inner), plain)
        rest = rb"(?:%b%b)*+" % (d, value)
        opening = rb"(?:%b%b)* *+%b%b" % (value, d, q, inner)
        self.whole = re.compile(value + rest, re.DOTALL)
        self.opens = re.compile(opening, re.DOTALL)
        self.goes_on = re.compile(inner, re.DOTALL)
        self.closes = re.compile(inner + q + b" *+" + rest, re.DOTALL)
        self.opens_again = re.compile(inner + q + b" *+" + d + opening, re.DOTALL)
        self.each_value = re.compile(
            rb"(?:%b|(%b))(?:%b|\Z)" % (quoted, plain, d), re.DOTALL
        )

    def in_plain_quotes(self, record: bytes) -> bytes:
        """The record with no space left around quotes, as every reader takes it."""
        if b" " + self.quote not in record and self.quote + b" " not in record:
            return record
        values: list[bytes] = []
        for found in self.each_value.finditer(record):
            inner, plain = found.groups()
            values.append(plain if inner is None else self.quote + inner + self.quote)
            if found.end() == len(record) and not record.endswith(self.delimiter):
                break
        return self.delimiter.join(values)


def _mend_record(
    line: TextLine, lines: Lines, *, target: BinaryIO, shapes: _Shapes, mended: Mended
) -> None:
    reason = _fault(line, shapes)
    if reason is None and shapes.quote not in line.text:
        target.write(_without_lone_cr(line.text, shapes) + b"\n")
    elif reason is None and (record := _whole_record(line, lines, shapes)):
        whole = b"\n".join(part.text for part in record)
        target.write(shapes.in_plain_quotes(whole) + b"\n")
    else:
        mended.rejected.append((line.number, None, reason or NEVER_CLOSED))
        target.write(b"\n")


def _fault(line: TextLine, shapes: _Shapes) -> str | None:
    if line.is_too_long:
        return TOO_LONG
    if line.text.count(shapes.delimiter) > shapes.most_delimiters:
        return TOO_MANY
    return None


def _whole_record(
    line: TextLine, lines: Lines, shapes: _Shapes
) -> list[TextLine] | None:
    """The lines of one row, or None (and the lines put back) where it never ends."""
    if shapes.whole.fullmatch(line.text):
        return [line]
    if not shapes.opens.fullmatch(line.text):
        return None
    taken: list[TextLine] = []
    size = len(line.text)
    while len(taken) < MOST_LINES_IN_A_VALUE and size < LONGEST_LINE:
        following = lines.take()
        if following is None:
            break
        taken.append(following)
        size += LONGEST_LINE if following.is_too_long else len(following.text)
        if size < LONGEST_LINE and shapes.closes.fullmatch(following.text):
            return [line, *taken]
        goes_on = shapes.goes_on.fullmatch(following.text)
        if not goes_on and not shapes.opens_again.fullmatch(following.text):
            break
    lines.put_back(taken)
    return None


def _without_lone_cr(text: bytes, shapes: _Shapes) -> bytes:
    """The line with values that hold a carriage return put between quotes."""
    if b"\r" not in text:
        return text
    values = text.split(shapes.delimiter)
    quote = shapes.quote
    return shapes.delimiter.join(
        quote + value + quote if b"\r" in value else value for value in values
    )
