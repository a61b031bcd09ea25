"""What reading delimited text showed, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.load.files.encodings import name_of
from mersey.vocabulary import Finding, Severity
from mersey.wording import plural

if TYPE_CHECKING:
    from mersey.load.files.mending import Mended
    from mersey.load.files.text import Dialect, TextEncoding

__all__ = ["dialect_findings", "heading_findings", "mending_findings"]

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
        found.append(
            Finding(id="delimiter", message=f"Values are separated by {name}.")
        )
    found.extend(
        heading_findings(dialect.n_heading_rows, n_columns=len(dialect.headings))
    )
    if dialect.n_above and dialect.n_heading_rows:
        message = (
            f"Lines above the headings that were passed over: {dialect.n_above:,}. "
            f"The headings are in line {dialect.skip:,}."
        )
        found.append(Finding(id="preamble", message=message, count=dialect.n_above))
    return tuple(found)


def heading_findings(n_heading_rows: int, *, n_columns: int) -> tuple[Finding, ...]:
    """What is unusual about the rows of headings: none at all, or two."""
    if n_heading_rows == 0:
        return (
            Finding(
                id="no_headings",
                message="The table has no headings: its first row is a record like the "
                f"others. The columns are called “column 1” to “column {n_columns}”, "
                "and no row is lost.",
                hint="Add a line that names the columns, or name them by position, as in "
                '--case "column 1".',
                count=n_columns,
                severity=Severity.WARNING,
            ),
        )
    if n_heading_rows > 1:
        message = (
            "The headings stand in two rows; each column is called by both, as in "
            "“Received Date”."
        )
        return (Finding(id="two_heading_rows", message=message, count=n_columns),)
    return ()


def mending_findings(mended: Mended, encoding: TextEncoding) -> tuple[Finding, ...]:
    """The encoding, where it is not UTF-8, and bytes that were left out."""
    found = [*_encoding(mended, encoding)]
    if mended.n_other and encoding.rivals:
        found.append(_doubt(encoding, mended.n_other))
    if encoding.is_stated and mended.n_replaced:
        name = name_of(encoding.of_all)
        found.append(
            Finding(
                id="encoding_does_not_fit",
                message=f"{mended.n_replaced:,} bytes have no letter in {name}, which "
                "was stated; they were replaced by �.",
                hint="Leave --encoding out, and mersey takes the one that fits best.",
                count=mended.n_replaced,
                severity=Severity.WARNING,
            )
        )
    if mended.n_nul:
        found.append(
            Finding(
                id="nul_bytes",
                message=f"{mended.n_nul:,} NUL bytes inside the text were left out.",
                hint="The system that wrote the file may have been interrupted.",
                count=mended.n_nul,
                severity=Severity.WARNING,
            )
        )
    return tuple(found)


def _encoding(mended: Mended, encoding: TextEncoding) -> tuple[Finding, ...]:
    name = name_of(encoding.of_all)
    if encoding.is_stated:
        message = f"The file was read in {name}, as was stated."
        return (Finding(id="encoding", message=message),)
    if mended.n_other and mended.n_utf8:
        return (_mixed(mended, name_of(encoding.other)),)
    if mended.n_other:
        message = (
            f"The file is in {name_of(encoding.other)}, not UTF-8: {mended.n_other:,} "
            "lines hold letters that fit there."
        )
        return (Finding(id="encoding", message=message, count=mended.n_other),)
    if encoding.codec not in (None, "utf-8", "utf-8-sig"):
        return (Finding(id="encoding", message=f"The file is in {name}."),)
    return ()


def _mixed(mended: Mended, name: str) -> Finding:
    return Finding(
        id="mixed_encoding",
        message=(
            f"{plural(mended.n_other, 'line is', 'lines are')} in {name} and {mended.n_utf8:,} in "
            "UTF-8: each was read in its own."
        ),
        hint="Check that names with accents look right; export again in UTF-8.",
        count=mended.n_other,
        severity=Severity.WARNING,
    )


def _doubt(encoding: TextEncoding, n_lines: int) -> Finding:
    rivals = [name_of(codec) for codec in encoding.rivals]
    return Finding(
        id="encoding_in_doubt",
        message=f"The letters beyond A to Z fit {name_of(encoding.other)}, in which they "
        f"were read, and {' and '.join(rivals)} about as well.",
        hint="Look at names with accents; if they are wrong, use "
        f'--encoding "{rivals[0]}".',
        count=n_lines,
        severity=Severity.WARNING,
    )
