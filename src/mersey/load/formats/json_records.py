"""JSON Lines, and JSON arrays of records: one object is one row.

An object inside a record is opened one level: `{"place": {"ward": …}}` is the column
`place.ward`; what lies deeper, and lists, stay as JSON text. Values are text as written.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from mersey.errors import FileUnreadable
from mersey.load.files.format import Contents, Example, Fit, Format
from mersey.load.files.growing import BATCH_ROWS, GrowingTable
from mersey.load.files.json_stream import DECODER, JsonStream
from mersey.load.files.lines import Lines
from mersey.load.files.ocel_marks import is_ocel_json
from mersey.load.files.rejections import rejections
from mersey.load.files.text import decode_sample, encoding_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mersey.load.files.format import Sample, Source

__all__ = ["FORMAT"]

LINES_LOOKED_AT: Final = 20

Record = tuple[int, dict[str, Any] | str]
"""A line, and its record or the reason why there is none."""


def sniff(sample: Sample) -> Fit:
    """An array of objects, or lines of which one is an object; nothing of OCEL."""
    text = _text(sample).lstrip()
    if not text.startswith(("[", "{")) or is_ocel_json(text):
        return Fit.NO
    if text.startswith("["):
        return Fit.YES if text[1:].lstrip().startswith("{") else Fit.MAYBE
    return Fit.YES if _has_record_line(text) else Fit.MAYBE


def read(source: Source) -> Contents:
    """Every record as a row, its values as text.

    Raises:
        FileUnreadable: One single object, or an array that is broken.
    """
    text = _text(source.sample).lstrip()
    if not text.startswith("[") and not _has_record_line(text):
        msg = f"{source.name} holds one JSON object, not a list of records."
        hint = "Export a JSON array of records, or one record per line."
        raise FileUnreadable(msg, next_step=hint)
    growing = GrowingTable(source.session, "raw")
    rejected: list[tuple[int, str | None, str]] = []
    rows: list[dict[str, str | None]] = []
    for line, record in _from_array(source) if text[0] == "[" else _from_lines(source):
        if isinstance(record, str):
            rejected.append((line, None, record))
            continue
        rows.append(dict(_flat(record)))
        if len(rows) >= BATCH_ROWS:
            _add(growing, rows)
            rows = []
    _add(growing, rows)
    table, columns, findings = growing.finish()
    return Contents(
        table=table,
        columns=columns,
        rejected=rejections(source.session, rejected, name="raw_rejected"),
        findings=findings,
    )


def _text(sample: Sample) -> str:
    return decode_sample(sample.head, encoding_of(sample.head))


def _has_record_line(text: str) -> bool:
    lines = text.split("\n", LINES_LOOKED_AT)[:LINES_LOOKED_AT]
    return any(isinstance(_parsed(line), dict) for line in lines)


def _parsed(line: str) -> dict[str, Any] | str:
    try:
        value = DECODER.decode(line)
    except (json.JSONDecodeError, RecursionError):
        return "not valid JSON"
    return value if isinstance(value, dict) else "not a JSON object"


def _from_lines(source: Source) -> Iterator[Record]:
    encoding = encoding_of(source.sample.head)
    size = source.path.stat().st_size
    with source.path.open("rb") as file:
        for line in Lines(file, encoding=encoding, newline="\n"):
            if line.is_too_long:
                yield line.number, "longer than 2,000,000 bytes"
            elif line.text.strip():
                yield line.number, _parsed(line.text.decode())
            if line.number % BATCH_ROWS == 0:
                source.progress("Reading the file", file.tell() / size)


def _from_array(source: Source) -> Iterator[Record]:
    encoding = encoding_of(source.sample.head) or "cp1252"
    with source.path.open("rb") as file:
        stream = JsonStream(file, encoding=encoding, name=source.name)
        for _ in stream.items():
            stream.peek()
            line = stream.line
            value = stream.value()
            yield line, value if isinstance(value, dict) else "not a JSON object"
        if stream.peek():
            raise stream.broken()


def _flat(record: Mapping[str, Any]) -> Iterator[tuple[str, str | None]]:
    for key, value in record.items():
        if isinstance(value, dict):
            for inner, deeper in value.items():
                yield f"{key}.{inner}", _as_text(deeper)
        else:
            yield key, _as_text(value)


def _as_text(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


def _add(growing: GrowingTable, rows: list[dict[str, str | None]]) -> None:
    if rows:
        keys = dict.fromkeys(key for row in rows for key in row)
        growing.add(
            {key: pa.array([row.get(key) for row in rows], "str") for key in keys}
        )


FORMAT = Format(
    name="json",
    title="JSON Lines and JSON arrays",
    extensions=(".jsonl", ".ndjson", ".json"),
    sniff=sniff,
    read=read,
    example=Example(
        file_name="repairs.jsonl",
        content=(
            b'{"job": "17", "step": "Reported", "place": {"ward": "Heaton"}}\n'
            b'{"job": "NA", "step": "Closed", "cost": 1.50}\n'
        ),
        columns=("job", "step", "place.ward", "cost"),
        n_rows=2,
        damaged=(
            b'{"job": "17", "step": "Reported", "place": {"ward": "Heaton"}}\n'
            b'{"job": "NA", "step": \n'
        ),
        n_rejected=1,
    ),
)
