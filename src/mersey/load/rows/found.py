"""Findings about a file: what each one means, in one line, for the documentation."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FINDINGS"]

FINDINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ambiguous_local_hour": "Times in the hour that comes twice when the clocks go"
        " back; the first of the two is assumed.",
        "blank_activities": "Rows without an activity; they are rejected.",
        "blank_cases": "Rows that name no case; they are rejected.",
        "blank_times": "Rows without a time; they are rejected.",
        "case_dates_used": "Besides its rows, the file says when each case opened or"
        " closed, and that is used.",
        "cases_without_step": "Cases of which the file tells no dated step, only when they"
        " began; they are open since then.",
        "changes_unfolded": "Records brought along their history; each change of status"
        " became a row.",
        "clock_joined": "A column of dates and a column of times of day were read as"
        " one.",
        "columns_left_out": "Columns that hold lists, structures or raw bytes; they are"
        " left out.",
        "column_kept": "A column that was kept as it is, with the reason given.",
        "columns_without_reason": "Columns that nothing says are needed, each with why;"
        " they are left out.",
        "constant_column": "Columns with one value at most; there is nothing to learn"
        " from them.",
        "delimiter": "How values are separated, where it is not a comma.",
        "duplicate_headings": "Columns that share a heading; each is given a name of its"
        " own.",
        "duplicate_rows": "Rows equal to an earlier one in every column; each is counted"
        " once.",
        "empty_headings": "Columns without a heading; they are named by position.",
        "encoding": "How the text is encoded, where it is not plain UTF-8.",
        "encoding_does_not_fit": "Bytes that have no letter in the encoding that was"
        " stated; they are replaced.",
        "encoding_in_doubt": "Two encodings fit the letters beyond A to Z about as well;"
        " look at them.",
        "events_of_other_objects": "Events that concern no object of the type that was"
        " chosen; they are left out.",
        "flattened": "An object-centric log was read from the point of view of one type"
        " of object; an event of several of them stands in each.",
        "formula_cells": "Values that begin like a spreadsheet formula; they are kept as"
        " text and never run.",
        "free_text_dropped": "Columns of free text, which may name people; they are left"
        " out.",
        "headings_hidden": "Headings that hold a name or somebody's particulars; they are"
        " told by their place.",
        "headings_look_like_data": "The first line was taken for headings, but looks"
        " like data.",
        "identifiers_dropped": "Columns that identify people; they are left out.",
        "identifiers_kept": "Identifiers were kept, because --keep-ids said so: for use"
        " inside the council only.",
        "impossible_times": "Rows with a time before 1900 or after 2100; they are"
        " rejected.",
        "list_chosen": "The records are a list inside a JSON document, and this one was"
        " read.",
        "long_cells": "Texts of over 1,000 characters; they are cut to that length.",
        "merged_cells": "Merged cells of a sheet span several rows; each row was given"
        " the same value.",
        "midnight_only": "A column has a clock, but every time in it is midnight: it is"
        " read as dates alone.",
        "missing_local_hour": "Times in the hour that does not exist when the clocks go"
        " forward: an hour too early, or from another zone.",
        "mixed_day_order": "A column mixes day first and month first; what fits only the"
        " other order cannot be used.",
        "mixed_encoding": "Some lines are in another encoding than the rest; each is"
        " read in its own.",
        "names_in_teams": "The column of teams holds names of people more than of teams;"
        " they are replaced.",
        "no_headings": "The table has no row of headings; its columns are named by"
        " position, and its first row is read as the record that it is.",
        "nul_bytes": "NUL bytes inside the text; they are left out.",
        "null_marker": "A text, such as NULL or ?, that is read as nothing in some"
        " columns.",
        "one_milestone": "Each case has one date only, so there is no flow to see.",
        "opposite_day_orders": "Some columns prove day first and others month first;"
        " each is read in its own order.",
        "openings_lost": "Rows of a row per case without a date of its opening; where only"
        " the end is known, the case has no duration.",
        "placeholder_dates": "Dates such as 9999-12-31 that stand for no date at all;"
        " they count as not happened.",
        "preamble": "Lines above the headings; they are passed over.",
        "records_under_keys": "A JSON document holds an object for each record, or for"
        " each column; they became rows.",
        "repeated_cases": "Rows of a wide file that name a case that an earlier row has.",
        "repeated_events": "Events equal to an earlier one, in a format that lets them"
        " stand; they are kept.",
        "rows_are_cases": "No column names the case, so each row is one of its own.",
        "rows_without_milestone": "Rows of a wide file without any date; they are"
        " rejected.",
        "sheet_chosen": "The workbook has several sheets, and this one was read.",
        "sheets_joined": "Sheets with the same headings were read together; a column"
        " says which is which.",
        "totals_left_out": "Rows of totals, and notes below the records; they are counted"
        " as rejected.",
        "two_heading_rows": "The headings stand in two rows, groups above and columns"
        " below; each column is called by both.",
        "unnamed_traces": "Traces without a name; each is a case of its own.",
        "unreadable_milestones": "Dates of a wide file that cannot be read; the rest of"
        " their row is loaded.",
        "unreadable_times": "Rows with a time that cannot be read; they are rejected.",
        "values_generalised": "Values that hold a name, a number, an address or the like;"
        " each is told by its form, as in “Assigned to (a person)”.",
        "words_in_dates": "Words where a date would be, such as Not yet answered; they"
        " count as not happened.",
        "wrapper_left_out": "Each record lies inside a wrapper, whose own values are"
        " left out.",
    }
)
"""Finding → what it means. The ids are stable; the page of findings lists them."""
