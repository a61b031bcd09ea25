"""What reading delimited text showed, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.findings.about_the_file import text
from mersey.load.files.encodings import name_of

if TYPE_CHECKING:
    from mersey.load.files.mending import Mended
    from mersey.load.files.text import Dialect, TextEncoding
    from mersey.vocabulary import Finding

DELIMITER_NAMES: Final = {
    ",": "a comma",
    ";": "a semicolon",
    "\t": "a tab",
    "|": "a vertical bar",
    "^": "a caret",
    ":": "a colon",
}


def dialect_findings(dialect: Dialect) -> tuple[Finding, ...]:
    """The delimiter where it is not the comma, and lines above the headings."""
    found = []
    if dialect.delimiter != "," and len(dialect.headings) > 1:
        name = DELIMITER_NAMES.get(dialect.delimiter, f"“{dialect.delimiter}”")
        found.append(text.DELIMITER.found(delimiter=name))
    found.extend(
        heading_findings(dialect.n_heading_rows, n_columns=len(dialect.headings))
    )
    if dialect.n_above and dialect.n_heading_rows:
        found.append(text.PREAMBLE.found(dialect.n_above, line=dialect.skip))
    return tuple(found)


def heading_findings(n_heading_rows: int, *, n_columns: int) -> tuple[Finding, ...]:
    """What is unusual about the rows of headings: none at all, or two."""
    if n_heading_rows == 0:
        return (text.NO_HEADINGS.found(n_columns),)
    if n_heading_rows > 1:
        return (text.TWO_HEADING_ROWS.found(n_columns),)
    return ()


def mending_findings(mended: Mended, encoding: TextEncoding) -> tuple[Finding, ...]:
    """The encoding, where it is not UTF-8, and bytes that were left out."""
    found = [*_encoding(mended, encoding)]
    if mended.n_other and encoding.rivals:
        found.append(_doubt(encoding, mended.n_other))
    if encoding.is_stated and mended.n_replaced:
        name = name_of(encoding.of_all)
        found.append(text.ENCODING_DOES_NOT_FIT.found(mended.n_replaced, encoding=name))
    if mended.n_nul:
        found.append(text.NUL_BYTES.found(mended.n_nul))
    return tuple(found)


def _encoding(mended: Mended, encoding: TextEncoding) -> tuple[Finding, ...]:
    name = name_of(encoding.of_all)
    if encoding.is_stated:
        return (text.ENCODING_STATED.found(encoding=name),)
    if mended.n_other:
        is_mixed = bool(mended.n_utf8)
        kind = text.MIXED_ENCODING if is_mixed else text.ENCODING_OF_SOME_LINES
        other = name_of(encoding.other)
        return (kind.found(mended.n_other, encoding=other, n_utf8=mended.n_utf8),)
    if encoding.codec not in (None, "utf-8", "utf-8-sig"):
        return (text.ENCODING.found(encoding=name),)
    return ()


def _doubt(encoding: TextEncoding, n_lines: int) -> Finding:
    rivals = [name_of(codec) for codec in encoding.rivals]
    return text.ENCODING_IN_DOUBT.found(
        n_lines,
        encoding=name_of(encoding.other),
        rivals=" and ".join(rivals),
        rival=rivals[0],
    )
