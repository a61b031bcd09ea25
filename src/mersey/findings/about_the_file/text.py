"""About the text of a file: its encoding, its delimiter, the lines above its records."""

from __future__ import annotations

from typing import Final

from mersey.findings.kind import FindingKind
from mersey.vocabulary import Severity

DELIMITER: Final = FindingKind(
    id="delimiter",
    meaning="How values are separated, where it is not a comma.",
    message="Values are separated by {delimiter}.",
)
DUPLICATE_HEADINGS: Final = FindingKind(
    id="duplicate_headings",
    meaning="Columns that share a heading; each is given a name of its own.",
    message="Several columns share a heading: {names}. The later ones were numbered, as in"
    " “name (2)”.",
    hint="Check which of them is meant, and give each a heading of its own.",
    severity=Severity.WARNING,
)
EMPTY_HEADINGS: Final = FindingKind(
    id="empty_headings",
    meaning="Columns without a heading; they are named by position.",
    message="{n:column has|columns have} no heading; {n:=it is|they are} named by position,"
    " as in “column 3”.",
)
ENCODING: Final = FindingKind(
    id="encoding",
    meaning="How the text is encoded, where it is not plain UTF-8.",
    message="The file is in {encoding}.",
)
ENCODING_STATED: Final = ENCODING.worded(
    "The file was read in {encoding}, as was stated."
)
ENCODING_OF_SOME_LINES: Final = ENCODING.worded(
    "The file is in {encoding}, not UTF-8: {n:,} lines hold letters that fit there."
)
ENCODING_DOES_NOT_FIT: Final = FindingKind(
    id="encoding_does_not_fit",
    meaning="Bytes that have no letter in the encoding that was stated; they are replaced.",
    message="{n:,} bytes have no letter in {encoding}, which was stated; they were replaced"
    " by �.",
    hint="Leave ⟦encoding⟧ out, and mersey takes the one that fits best.",
    severity=Severity.WARNING,
)
ENCODING_IN_DOUBT: Final = FindingKind(
    id="encoding_in_doubt",
    meaning="Two encodings fit the letters beyond A to Z about as well; look at them.",
    message="The letters beyond A to Z fit {encoding}, in which they were read, and {rivals}"
    " about as well.",
    hint="Look at names with accents; if they are wrong, use ⟦encoding⟧ {rival}.",
    severity=Severity.WARNING,
)
HEADINGS_HIDDEN: Final = FindingKind(
    id="headings_hidden",
    meaning="Headings that hold a name or somebody's particulars; they are told by their"
    " place.",
    message="{n:,} headings hold what has the form of somebody's particulars; they are told"
    " by their place, as in “column 3”.",
    hint="If the file has no line of headings, add one: its first row is then missing from"
    " the figures.",
    severity=Severity.SERIOUS,
)
HEADINGS_LOOK_LIKE_DATA: Final = FindingKind(
    id="headings_look_like_data",
    meaning="The first line was taken for headings, but looks like data.",
    message="The first line was taken for headings, but holds numbers or dates: the file may"
    " have no headings.",
    hint="Add a line of headings; the first row is missing from the figures.",
    severity=Severity.SERIOUS,
)
MIXED_ENCODING: Final = FindingKind(
    id="mixed_encoding",
    meaning="Some lines are in another encoding than the rest; each is read in its own.",
    message="{n:line is|lines are} in {encoding} and {n_utf8:,} in UTF-8: each was read in"
    " its own.",
    hint="Check that names with accents look right; export again in UTF-8.",
    severity=Severity.WARNING,
)
NO_HEADINGS: Final = FindingKind(
    id="no_headings",
    meaning="The table has no row of headings; its columns are named by position, and its"
    " first row is read as the record that it is.",
    message="The table has no headings: its first row is a record like the others. The"
    " columns are called “column 1” to “column {n}”, and no row is lost.",
    hint="Add a line that names the columns, or name them by position, as in"
    ' ⟦case⟧ "column 1".',
    severity=Severity.WARNING,
)
NUL_BYTES: Final = FindingKind(
    id="nul_bytes",
    meaning="NUL bytes inside the text; they are left out.",
    message="{n:,} NUL bytes inside the text were left out.",
    hint="The system that wrote the file may have been interrupted.",
    severity=Severity.WARNING,
)
PREAMBLE: Final = FindingKind(
    id="preamble",
    meaning="Lines above the headings; they are passed over.",
    message="Lines above the headings that were passed over: {n:,}. The headings are in line"
    " {line:,}.",
)
PREAMBLE_OF_SHEET: Final = PREAMBLE.worded(
    "Rows above the headings that were passed over: {n:,}. The headings are in row {row:,}"
    " of sheet “{sheet}”."
)
TOTALS_LEFT_OUT: Final = FindingKind(
    id="totals_left_out",
    meaning="Rows of totals, and notes below the records; they are counted as rejected.",
    message="Rows of totals and notes below the records, left out: {n:,}.",
)
TWO_HEADING_ROWS: Final = FindingKind(
    id="two_heading_rows",
    meaning="The headings stand in two rows, groups above and columns below; each column is"
    " called by both.",
    message="The headings stand in two rows; each column is called by both, as in “Received"
    " Date”.",
)
