"""How a file was read, as data: `loading.reading` of `mersey check` and `mersey look`."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from mersey.report.case_names import case_name
from mersey.report.reading_columns import columns_read
from mersey.report.reading_options import options_said
from mersey.report.reading_words import example_said, left_out_said, reading_said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.eventlog.eventlog import EventLog
    from mersey.flow.example_cases import ExampleCase


def reading_data(log: EventLog, examples: Sequence[ExampleCase]) -> dict[str, Any]:
    """The sentence, the cases walked through, what was left out, options and columns."""
    return {
        "sentence": reading_said(log),
        "cases": [_case(case, log) for case in examples],
        "left_out": left_out_said(log.loading),
        "otherwise": [dataclasses.asdict(other) for other in options_said(log)],
        "columns": [dataclasses.asdict(column) for column in columns_read(log)],
    }


def _case(case: ExampleCase, log: EventLog) -> dict[str, Any]:
    return {
        "record": case.record,
        "pseudonym": None if log.loading.keeps_ids else case_name(case.pseudonym, log),
        "state": case.state,
        "said": example_said(case, log),
    }
