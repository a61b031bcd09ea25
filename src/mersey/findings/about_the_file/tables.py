"""About the tables in a file: sheets, lists inside documents, object-centric logs."""

from __future__ import annotations

from typing import Final

from mersey.findings.kind import FindingKind
from mersey.vocabulary import Severity

CHANGES_UNFOLDED: Final = FindingKind(
    id="changes_unfolded",
    meaning="Records brought along their history; each change of status became a row.",
    message="{n_records:record|records} became {n:row|rows}: one for the creation of each,"
    " and one for each change of status in its list “{path}”.",
)
COLUMNS_LEFT_OUT: Final = FindingKind(
    id="columns_left_out",
    meaning="Columns that hold lists, structures or raw bytes; they are left out.",
    message="{n:column was|columns were} left out, for holding lists, structures, bytes or"
    " row numbers: {names}.",
)
LISTS_LEFT_OUT: Final = COLUMNS_LEFT_OUT.worded(
    "{n:,} lists of objects inside the records were left out: {names}."
)
EVENTS_OF_OTHER_OBJECTS: Final = FindingKind(
    id="events_of_other_objects",
    meaning="Events that concern no object of the type that was chosen; they are left out.",
    message="{n:,} of {n_events:event|events} {n:=concerns|concern} no “{type}” and"
    " {n:=is|are} left out.",
    hint="Choose another type of object with ⟦table⟧ to see what is left out.",
)
FLATTENED: Final = FindingKind(
    id="flattened",
    meaning="An object-centric log was read from the point of view of one type of object; an"
    " event of several of them stands in each.",
    message="Each case is one “{type}”; an event that concerns several of them counts once"
    " for each.",
)
FORMULA_CELLS: Final = FindingKind(
    id="formula_cells",
    meaning="Values that begin like a spreadsheet formula; they are kept as text and never"
    " run.",
    message="{n:value|values} in {n_columns:column|columns} of the first {n_rows:,} rows"
    " {n:=begins|begin} like a spreadsheet formula; {n:=it was|they were} kept as text.",
    hint="Do not open the file in a spreadsheet unless you trust its source.",
    severity=Severity.WARNING,
)
LIST_CHOSEN: Final = FindingKind(
    id="list_chosen",
    meaning="The records are a list inside a JSON document, and this one was read.",
    message="The records are the {n_records:,} objects of the list “{path}” inside the"
    " document.",
)
LIST_CHOSEN_OF_SEVERAL: Final = LIST_CHOSEN.worded(
    "The records are the {n_records:,} objects of the list “{path}” inside the document;"
    " {n_shorter} shorter lists were passed over.",
    hint="Use ⟦table⟧ to read another list.",
)
LONG_CELLS: Final = FindingKind(
    id="long_cells",
    meaning="Texts of over 1,000 characters; they are cut to that length.",
    message="{n:value|values} in {n_columns:column|columns} {n:=has|have} over {longest:,}"
    " characters and {n:=was|were} cut to that length.",
    hint="Leave long texts out of the export: mersey has no use for them.",
)
MERGED_CELLS: Final = FindingKind(
    id="merged_cells",
    meaning="Merged cells of a sheet span several rows; each row was given the same value.",
    message="{n:,} merged cells span several rows; each row of them was given the same"
    " value.",
)
RECORDS_UNDER_KEYS: Final = FindingKind(
    id="records_under_keys",
    meaning="A JSON document holds an object for each record, or for each column; they became"
    " rows.",
    message="The document has an object for each of {n:,} {what}.",
)
RECORDS_UNDER_NAMED_KEYS: Final = RECORDS_UNDER_KEYS.worded(
    "The document has an object for each of {n:,} {what}. The keys of the records are the"
    " column “{key}”."
)
SHEET_CHOSEN: Final = FindingKind(
    id="sheet_chosen",
    meaning="The workbook has several sheets, and this one was read.",
    message="Of {n_sheets} sheets, “{sheet}” was read: {why}.",
    hint="Use ⟦table⟧ to read another sheet.",
)
SHEETS_JOINED: Final = FindingKind(
    id="sheets_joined",
    meaning="Sheets with the same headings were read together; a column says which is which.",
    message="{n:,} sheets have the same headings and were read together; the column"
    " “{column}” says which row came from which.",
    hint="Use ⟦table⟧ to read one of them alone.",
)
UNNAMED_TRACES: Final = FindingKind(
    id="unnamed_traces",
    meaning="Traces without a name; each is a case of its own.",
    message="{n:,} traces have no name; each was taken for a case of its own.",
)
WRAPPER_LEFT_OUT: Final = FindingKind(
    id="wrapper_left_out",
    meaning="Each record lies inside a wrapper, whose own values are left out.",
    message="Each record lies inside a wrapper, under “{inner}”; the wrapper's own"
    " {n:value was|values were} left out: {names}.",
)
