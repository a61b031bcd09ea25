"""In which encoding a text file is written, and which delimiter its rows use.

Python's own csv module reads a sample with each candidate delimiter; the one that gives
the steadiest, widest rows under a line of headings wins. The engine then reads the file
with everything stated.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mersey.load.files.encodings import ASIAN, guess_encoding
from mersey.load.files.headings import find_headings, looks_like_data
from mersey.load.files.signatures import is_binary
from mersey.load.files.value_forms import ValueForm, main_form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.load.files.format import Sample

BOMS: Final = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
"""Longest first where one begins another."""

DELIMITERS: Final = (",", ";", "\t", "|", "^", ":")
"""In order of preference where two fit equally well."""
RARE: Final = ("^", ":")
"""Times and prefixes hold them: taken only where no other fits."""
RARELY: Final = 0.6
SPACED: Final = 0.9
ASTRAY: Final = 0.5
""" What the headings' own number of fields costs where the rows have another."""

WIDE_BYTES: Final = 2_000
ROWS_LOOKED_AT: Final = 1_000
ROWS_JUDGED: Final = 100


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """How a delimited file is written.

    Attributes:
        delimiter: One character.
        quote: The character that may enclose a value.
        escape: The character before a quote that belongs to a value.
        newline: What ends most lines of the sample.
        headings: As written, one per column.
        skip: Lines up to and with the headings.
        n_above: Of those, lines above the headings that are not blank.
        n_heading_rows: Rows that hold headings: 0 where the file has none, 2 where
            groups stand above them.
        steadiness: Share of all rows that stand under the headings and have as many
            values as most, 0 to 1; less where the headings themselves have not.
        typed: Share of the columns that hold dates, numbers or codes, 0 to 1.
        is_spaced: True where a space follows nearly every delimiter.
    """

    delimiter: str
    quote: str
    escape: str
    newline: str
    headings: tuple[str, ...]
    skip: int
    n_above: int
    n_heading_rows: int
    steadiness: float
    typed: float
    is_spaced: bool = False


def encoding_of(head: bytes) -> str | None:
    """The codec of the text that begins so; None where only single bytes fit.

    UTF-16 and UTF-32 are known by their mark, or by the zeros that Latin letters leave.
    """
    for mark, codec in BOMS.items():
        if head.startswith(mark):
            return codec
    for codec in ("utf-16-le", "utf-16-be"):
        if _is_wide_text(head[:WIDE_BYTES], codec):
            return codec
    return "utf-8" if _is_utf8(head) else None


@dataclass(frozen=True, kw_only=True)
class TextEncoding:
    """In which encoding a text is read.

    Attributes:
        codec: That of the whole text; None where each line is in UTF-8 or `other`.
        other: That of the lines which are not UTF-8.
        rivals: Codecs that fit about as well as `other`, and read other letters.
        is_stated: True where a person said so.
    """

    codec: str | None
    other: str = "cp1252"
    rivals: tuple[str, ...] = ()
    is_stated: bool = False

    @property
    def of_all(self) -> str:
        """One codec for the whole text."""
        return self.codec or self.other


def encoding_in(sample: Sample) -> TextEncoding:
    """The encoding that was stated, else the one that fits the sample best."""
    if sample.encoding is not None:
        codec = sample.encoding
        is_utf8 = codec in ("utf-8", "utf_8_sig", "utf-8-sig")
        return TextEncoding(
            codec="utf-8" if is_utf8 else codec, other=codec, is_stated=True
        )
    codec_found = encoding_of(sample.head)
    if codec_found is not None:
        return TextEncoding(codec=codec_found)
    guess = guess_encoding(sample.head)
    if guess.codec in ASIAN:
        return TextEncoding(codec=guess.codec, other=guess.codec)
    return TextEncoding(codec=None, other=guess.codec, rivals=guess.rivals)


def decode_sample(head: bytes, encoding: str | None) -> str:
    """The sample as text, without its mark; bytes that do not fit become `�`."""
    text = head.decode(encoding or "cp1252", errors="replace")
    return text.removeprefix("\ufeff")


def sniff_dialect(
    text: str, *, is_whole: bool, delimiter: str | None = None
) -> Dialect:
    """How the sampled rows are written; a single column where no delimiter fits.

    Args:
        text: The first characters of the file.
        is_whole: True where they are all of it; otherwise the last row is left out.
        delimiter: The one that the file's ending or its first line states.
    """
    lines_above = 0
    if text.startswith("sep=") and len(text) > 5:  # Excel's own way to say it
        delimiter, lines_above = text[4], 1
    candidates = [
        found
        for each in ((delimiter,) if delimiter else DELIMITERS)
        if (found := _dialect(text, each, is_whole=is_whole, hinted=lines_above))
    ]
    if candidates:
        return max(candidates, key=_merit)
    single = _dialect(text, ",", is_whole=is_whole, hinted=lines_above, width=1)
    return single or _empty_dialect()


def _merit(dialect: Dialect) -> tuple[float, int, float, int]:
    """How well the rows agree; then how much they hold, and how plain it is."""
    named = sum(not looks_like_data(name) for name in dialect.headings)
    quality = 0.5 + 0.5 * named / len(dialect.headings)
    known = dialect.delimiter in DELIMITERS
    return (
        round(dialect.steadiness * quality, 1),
        len(dialect.headings),
        dialect.typed,
        -DELIMITERS.index(dialect.delimiter) if known else 1,
    )


def _dialect(
    text: str, delimiter: str, *, is_whole: bool, hinted: int, width: int | None = None
) -> Dialect | None:
    if width is None and delimiter not in text:
        return None
    quote, escape = _quoting(text, delimiter)
    rows = _sampled_rows(text, delimiter, quote=quote, escape=escape, is_whole=is_whole)
    rows = [(number, row) for number, row in rows if number > hinted]
    width = width or _usual_width([row for _, row in rows])
    if width is None:
        return None
    found = find_headings([row for _, row in rows], width=width)
    if found is None:
        return None
    body = [row for _, row in rows[found.index + 1 :]]
    steady = _steadiness(body, found.headings, width=width)
    if steady < 0.3:
        return None
    in_table = 1 - max(found.index, 0) / len(rows)  # what stands above is no table
    return Dialect(
        delimiter=delimiter,
        quote=quote,
        escape=escape,
        newline=_newline(text),
        headings=found.headings,
        skip=rows[found.index][0] if found.index >= 0 else hinted,
        n_above=found.n_above,
        n_heading_rows=found.n_rows,
        steadiness=steady * in_table * (RARELY if delimiter in RARE else 1.0),
        typed=_typed(body, width=width),
        is_spaced=text.count(f"{delimiter} ") > SPACED * text.count(delimiter),
    )


def _usual_width(rows: Sequence[Sequence[str]]) -> int | None:
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(widths, key=lambda each: (widths[each], each)) if widths else None


def _steadiness(
    body: Sequence[Sequence[str]], headings: Sequence[str], *, width: int
) -> float:
    rows = [headings, *body]
    share = sum(len(row) == width for row in rows) / len(rows)
    return share * (1.0 if len(headings) == width else ASTRAY)


def _typed(body: Sequence[Sequence[str]], *, width: int) -> float:
    columns = zip(
        *(row for row in body[:ROWS_JUDGED] if len(row) == width), strict=True
    )
    forms = [main_form(column) for column in columns]
    data = sum(form not in (ValueForm.WORDS, ValueForm.BLANK) for form in forms)
    return data / len(forms) if forms else 0.0


def _sampled_rows(
    text: str, delimiter: str, *, quote: str, escape: str, is_whole: bool
) -> list[tuple[int, list[str]]]:
    """Rows that are not blank, each with the number of its last line."""
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter,
        quotechar=quote,
        doublequote=escape == quote,
        skipinitialspace=delimiter != "\t",  # as for the engine, around quotes
        escapechar=None if escape == quote else escape,
    )
    rows: list[tuple[int, list[str]]] = []
    try:
        for row in reader:
            if len(rows) > ROWS_LOOKED_AT:
                return rows
            if any(row) or len(row) > 1:
                rows.append((reader.line_num, row))
    except csv.Error:  # a value longer than the csv module takes: the engine will say
        return rows
    return rows if is_whole or len(rows) < 2 else rows[:-1]


def _quoting(text: str, delimiter: str) -> tuple[str, str]:
    if '"' not in text:
        quote = "'" if f"'{delimiter}'" in text else '"'
        return quote, quote
    outside = f'[^{re.escape(delimiter)}\\r\\n"\\\\]'
    n_backslashed = len(re.findall(rf'{outside}\\"{outside}', text))
    n_doubled = len(re.findall(rf'{outside}""{outside}', text))
    return '"', "\\" if n_backslashed > n_doubled else '"'


def _newline(text: str) -> str:
    crlf = text.count("\r\n")
    lone_lf = text.count("\n") - crlf
    lone_cr = text.count("\r") - crlf
    if crlf >= max(lone_lf, lone_cr) and crlf:
        return "\r\n"
    return "\r" if lone_cr > lone_lf else "\n"


def _is_wide_text(head: bytes, codec: str) -> bool:
    """True where two bytes a letter make Latin text, as no other file does."""
    if len(head) < 4 or b"\0" not in head:
        return False
    text = head[: len(head) // 2 * 2].decode(codec, "replace")
    n_plain = sum(" " <= letter <= "~" or letter in "\t\r\n" for letter in text)
    return n_plain > 0.7 * len(text) and not is_binary(text.encode("utf-8", "replace"))


def _is_utf8(head: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()  # forgives a cut last character
    try:
        decoder.decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _empty_dialect() -> Dialect:
    return Dialect(
        delimiter=",",
        quote='"',
        escape='"',
        newline="\n",
        headings=(),
        skip=0,
        n_above=0,
        n_heading_rows=0,
        steadiness=0.0,
        typed=0.0,
    )
