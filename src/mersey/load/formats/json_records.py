"""JSON Lines, JSON arrays of records, and documents with such a list inside.

One object is one row. An object inside a record is opened: `{"place": {"ward": …}}` is
the column `place.ward`. Values are text as written; a list of plain values is parted by
semicolons, and a list of objects is left out. A list inside a document (`{"issues":
[…]}`, pages of results, GeoJSON) is found, or asked for by name, and so are records
under keys (`{"R1": {…}, …}`); those that lie in a wrapper are taken out of it. A record that brings along its history of changes of
status (Jira's `changelog`) gives a row per change.
"""

from __future__ import annotations

import json
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import pyarrow as pa

from mersey.errors import FileUnreadable
from mersey.findings.about_the_file.tables import LISTS_LEFT_OUT
from mersey.load.files.flattening import as_text, flat, is_list_of_objects
from mersey.load.files.format import APART_FROM, Contents, Example, Fit, Format
from mersey.load.files.growing import (
    BATCH_CHARACTERS,
    BATCH_ROWS,
    GrowingTable,
    check_width,
)
from mersey.load.files.json_lists import (
    choose_list,
    find_records,
    items_at,
    members_at,
)
from mersey.load.files.json_stream import DECODER, JsonStream
from mersey.load.files.keyed_records import (
    keyed_finding,
    rows_of_columns,
    under_keys,
)
from mersey.load.files.lines import Lines
from mersey.load.files.ocel_marks import is_ocel_json
from mersey.load.files.rejections import rejections
from mersey.load.files.status_changes import find_history
from mersey.load.files.text import decode_sample, encoding_in, encoding_of
from mersey.load.files.wrappers import find_wrapper, pages_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mersey.load.files.format import Sample, Source
    from mersey.load.files.keyed_records import Keyed
    from mersey.load.files.status_changes import History
    from mersey.load.files.wrappers import Wrapper
    from mersey.vocabulary import Finding

LINES_LOOKED_AT: Final = 20
RECORDS_LOOKED_AT: Final = 50

Record = tuple[int, dict[str, Any] | str]
"""A line, and its record or the reason why there is none."""


def sniff(sample: Sample) -> Fit:
    """An array of objects, or lines of which one is an object; nothing of OCEL."""
    text = _text(sample).lstrip()
    if not text.startswith(("[", "{")) or is_ocel_json(text):
        return Fit.NO
    if text.startswith("["):
        return Fit.YES if text[1:].lstrip().startswith("{") else Fit.MAYBE
    return Fit.YES if _is_object(text) else Fit.MAYBE


def read(source: Source) -> Contents:
    """Every record as a row, its values as text.

    Raises:
        FileUnreadable: One object without a list of records, a broken document, or
            records of thousands of keys.
        ChoiceNeeded: Several lists of records could be meant.
        UnknownName: The list that was asked for does not exist.
    """
    records, chosen = _records(source)
    first, records = _looked_at(records)
    if (pages := pages_in(first)) is not None:
        first, records = _looked_at(_of_pages(records, pages))
    rows = _Rows(source, find_wrapper(first))
    rows.history = find_history([rows.opened(record) for record in first])
    for line, record in records:
        rows.take(line, record)
    table, columns, findings = rows.finish()
    return Contents(
        table=table,
        columns=columns,
        rejected=rejections(source.session, rows.rejected, name="raw_rejected"),
        findings=(*chosen, *rows.findings(), *findings),
    )


class _Rows:
    """Records on their way into a table, one row or one per change."""

    def __init__(self, source: Source, wrapper: Wrapper | None) -> None:
        self.wrapper = wrapper
        self.history: History | None = None
        self.rejected: list[tuple[int, str | None, str]] = []
        self._growing = GrowingTable(source.session, "raw")
        self._rows: list[dict[str, str | None]] = []
        self._lists: dict[str, None] = {}
        self._n_records = 0
        self._n_held = 0

    def opened(self, record: Mapping[str, Any]) -> Mapping[str, Any]:
        """The record itself, out of its wrapper."""
        return self.wrapper.open(record) if self.wrapper else record

    def take(self, line: int, record: dict[str, Any] | str) -> None:
        if isinstance(record, str):
            self.rejected.append((line, None, record))
            return
        self._n_records += 1
        inner = self.opened(record)
        for row in self.history.rows(inner) if self.history else (dict(flat(inner)),):
            check_width(len(row))
            self._rows.append(self._texts(row))
        if len(self._rows) >= BATCH_ROWS or self._n_held >= BATCH_CHARACTERS:
            self._add()

    def finish(self) -> tuple[Any, tuple[str, ...], tuple[Finding, ...]]:
        self._add()
        return self._growing.finish()

    def findings(self) -> tuple[Finding, ...]:
        found = list(self.wrapper.findings()) if self.wrapper else []
        if self.history:
            n_rows = self._growing.n_rows
            found.append(self.history.finding(n_records=self._n_records, n_rows=n_rows))
        left_out = [name for name in self._lists if name not in self._growing.columns]
        if left_out:
            names = ", ".join(f"“{name}”" for name in left_out[:5])
            found.append(LISTS_LEFT_OUT.found(len(left_out), names=names))
        return tuple(found)

    def _texts(self, row: Mapping[str, Any]) -> dict[str, str | None]:
        lists = [name for name, value in row.items() if is_list_of_objects(value)]
        self._lists.update(dict.fromkeys(lists))
        texts = {k: as_text(v) for k, v in row.items() if k not in lists}
        self._n_held += sum(len(text) for text in texts.values() if text)
        return texts

    def _add(self) -> None:
        if self._rows:
            keys = dict.fromkeys(key for row in self._rows for key in row)
            check_width(len(keys))
            self._growing.add(
                {k: pa.array([row.get(k) for row in self._rows], "str") for k in keys}
            )
            self._rows = []
            self._n_held = 0


def _records(source: Source) -> tuple[Iterator[Record], tuple[Finding, ...]]:
    """The records of the file, however they lie in it, and what to say of that."""
    text = _text(source.sample).lstrip()
    if text.startswith("["):
        return _from_array(source, None), ()
    if _is_lines(source, text):
        return _from_lines(source), ()
    with source.path.open("rb") as file:
        stream = _stream(source, file)
        found = find_records(stream)
    if source.table is None and (inside := found.without_lists()):
        said = keyed_finding(inside[1], name=source.name)
        return _from_members(source, *inside), (said,)
    if not found.lists and len(text.strip().split("\n", 1)) == 1:
        return _from_lines(source), ()  # one record, in a line of its own
    path, findings = choose_list(found.lists, wanted=source.table, name=source.name)
    return _from_array(source, path), findings


def _looked_at(
    records: Iterator[Record],
) -> tuple[list[dict[str, Any]], Iterator[Record]]:
    """The first records, and all of them again."""
    first = list(islice(records, RECORDS_LOOKED_AT))
    sound = [record for _, record in first if isinstance(record, dict)]
    return sound, chain(first, records)


def _of_pages(records: Iterator[Record], key: str) -> Iterator[Record]:
    for line, page in records:
        items = page.get(key, []) if isinstance(page, dict) else [page]
        for item in items:
            yield line, item


def _text(sample: Sample) -> str:
    return decode_sample(sample.head, sample.encoding or encoding_of(sample.head))


def _is_object(text: str) -> bool:
    """True where an object begins: its brace, then a key in quotes or its end."""
    return text[1:].lstrip()[:1] in ('"', "}")


def _is_lines(source: Source, text: str) -> bool:
    """True where the lines are objects; False where the whole file is one object."""
    lines = text.split("\n", LINES_LOOKED_AT)[:LINES_LOOKED_AT]
    if len(lines) == 1 and not source.sample.is_whole:
        with source.path.open("rb") as file:
            stream = _stream(source, file)
            try:
                stream.value()
            except FileUnreadable:  # one object that is larger than any record
                return False
            return stream.peek() != ""
    others = sum(bool(line.strip()) for line in lines) > 1
    return others and any(isinstance(_parsed(line), dict) for line in lines)


def _parsed(line: str) -> dict[str, Any] | str:
    try:
        value = DECODER.decode(line)
    except (json.JSONDecodeError, RecursionError):
        return "not valid JSON"
    return value if isinstance(value, dict) else "not a JSON object"


def _from_lines(source: Source) -> Iterator[Record]:
    encoding = encoding_in(source.sample)
    size = source.path.stat().st_size
    with source.path.open("rb") as file:
        lines = Lines(file, encoding=encoding.codec, newline="\n", other=encoding.other)
        for line in lines:
            if line.is_too_long:
                yield line.number, "longer than 2,000,000 bytes"
            elif line.text.strip():
                yield line.number, _parsed(line.text.decode())
            if line.number % BATCH_ROWS == 0:
                source.progress("Reading the file", file.tell() / size)


def _from_array(source: Source, path: str | None) -> Iterator[Record]:
    """The objects of the document, an array, or of the list at `path` inside it."""
    with source.path.open("rb") as file:
        stream = _stream(source, file)
        for _ in stream.items() if path is None else items_at(stream, path):
            stream.peek()
            line = stream.line
            yield from _objects([(line, stream.value())])
        if stream.peek():
            raise stream.broken()


def _from_members(source: Source, path: str, keyed: Keyed) -> Iterator[Record]:
    """The records of the object at `path` (empty for the document), row by row."""
    with source.path.open("rb") as file:
        stream = _stream(source, file)
        members = members_at(stream, path)
        if keyed.layout == "rows":
            yield from _objects(under_keys(members, keyed))
        else:
            columns = {name: column for _, name, column in members}
            yield from _objects((1, row) for row in rows_of_columns(columns, keyed))
        if stream.peek():
            raise stream.broken()


def _objects(values: Iterable[tuple[int, Any]]) -> Iterator[Record]:
    for line, value in values:
        yield line, value if isinstance(value, dict) else "not a JSON object"


def _stream(source: Source, file: BinaryIO) -> JsonStream:
    encoding = encoding_in(source.sample).of_all
    return JsonStream(file, encoding=encoding, name=source.name)


FORMAT = Format(
    name="json",
    title="JSON Lines, JSON arrays, and lists inside JSON documents",
    extensions=(".jsonl", ".ndjson", ".json", ".geojson"),
    sniff=sniff,
    read=read,
    apart_from=APART_FROM,
    is_text=True,
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
