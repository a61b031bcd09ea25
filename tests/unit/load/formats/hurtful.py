"""Readers that hurt the process they run in, as a broken library would."""

from __future__ import annotations

import os
import signal
import sys
import time

import pyarrow as pa

from mersey.errors import ChoiceNeeded, UnknownName
from mersey.fields import Setting
from mersey.load.files.format import Contents, Source
from mersey.load.files.raw import ROW
from mersey.vocabulary import Finding, Role, Severity

SCHEMA = pa.schema([(ROW, pa.int64()), ("Job", pa.string())])


def reads(source: Source) -> Contents:
    batch = pa.RecordBatch.from_pydict({ROW: [1, 2], "Job": ["17", None]}, SCHEMA)
    table = source.session.from_batches("raw", SCHEMA, [batch, batch])
    source.progress("Reading", 0.5)
    found = Finding(
        id="x", message="said", count=2, share=0.5, severity=Severity.SERIOUS
    )
    return Contents(
        table=table,
        columns=("Job",),
        roles={Role.CASE: "Job"},
        first_line=7,
        case_columns=("Job",),
        identical_rows_repeat=False,
        findings=(found,),
    )


def aborts(_source: Source) -> Contents:
    os.abort()


def faults(_source: Source) -> Contents:
    os.kill(os.getpid(), signal.SIGSEGV)
    raise AssertionError


def leaves(_source: Source) -> Contents:
    sys.exit(0)


def swells(_source: Source) -> Contents:
    held = [bytearray(64 << 20) for _ in range(1_000)]
    raise AssertionError(len(held))


def aborts_for_memory(_source: Source) -> Contents:
    os.write(2, b"memory allocation of 99999999999 bytes failed\n")
    os.abort()


def spins(_source: Source) -> Contents:
    while True:
        pass


def sleeps(_source: Source) -> Contents:
    time.sleep(600)
    raise AssertionError


def asks(_source: Source) -> Contents:
    raise ChoiceNeeded(
        "Which?",
        options=[Setting("table", name, is_name=False) for name in "AB"],
        gives=["1 row", "2 rows"],
    )


def knows_no_name(_source: Source) -> Contents:
    raise UnknownName.of("sheet", "x", ["y"])


def errs(_source: Source) -> Contents:
    raise ZeroDivisionError


def has_no_room(_source: Source) -> Contents:
    raise OSError(28, "No space left on device")
