"""XES event logs (IEEE 1849-2016 and 2023), read as a stream.

One row is one event. Attributes of the trace come as `case:…` columns, those of the event
under their own keys; lists, containers and nested attributes are left out, as are the
log's own attributes, its globals and classifiers. A date becomes a moment in UTC where
all dates of its key state their offset; otherwise the column keeps its text, so that no
zone is guessed here. Keys of the concept extension always stay text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from xml.parsers import expat

import pyarrow as pa

from mersey.findings.about_the_file.tables import UNNAMED_TRACES
from mersey.load.files.format import APART_FROM, Contents, Example, Fit, Format
from mersey.load.files.growing import (
    BATCH_CHARACTERS,
    BATCH_ROWS,
    GrowingTable,
    check_width,
)
from mersey.load.files.text import decode_sample, encoding_of
from mersey.load.files.typed_texts import instants, numbers
from mersey.load.files.xml_stream import parse
from mersey.vocabulary import Finding, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mersey.load.files.format import Sample, Source

CASE: Final = "case:"
NAME: Final = "concept:name"
ROOT: Final = re.compile(
    r"\s*+(?:<\?xml[^>]*+>)?+"
    r"(?:\s|<!--(?:(?!-->).)*+-->|<!DOCTYPE(?:[^\[>]|\[[^\]]*+\])*+>)*+<log[\s>/]",
    re.DOTALL,
)
ROLES: Final = {
    Role.CASE: ("case:concept:name",),
    Role.ACTIVITY: ("concept:name",),
    Role.TIME: ("time:timestamp",),
    Role.START: ("start_timestamp", "time:start"),
    Role.PERSON: ("org:resource",),
    Role.LIFECYCLE: ("lifecycle:transition",),
    Role.COST: ("cost:total", "cost:amount"),
}
TEAM: Final = "org:group"
NUMBERS: Final = {"int": pa.int64(), "float": pa.float64(), "boolean": pa.bool_()}


def sniff(sample: Sample) -> Fit:
    """A `log` element that holds attributes or traces, not the tables of OCEL."""
    text = decode_sample(sample.head, encoding_of(sample.head))
    if not ROOT.match(text) or "<object-types" in text or "<event-types" in text:
        return Fit.NO
    return Fit.YES


def read(source: Source) -> Contents:
    """One row per event, in the order of the file.

    Raises:
        FileUnreadable: The XML is broken (says where, and how many cases came before),
            or its events have thousands of keys.
    """
    growing = GrowingTable(source.session, "raw")
    parser = _Parser(source, growing)
    n_unnamed = parser.run()
    table, columns, findings = growing.finish()
    return Contents(
        table=table,
        columns=columns,
        identical_rows_repeat=False,
        roles=_roles(columns, parser.teams),
        case_columns=tuple(name for name in columns if name.startswith(CASE)),
        findings=(*findings, *_unnamed(n_unnamed)),
    )


class _Parser:
    """Expat's callbacks. Two a tag and 16 million tags: plain attributes, few calls."""

    def __init__(self, source: Source, growing: GrowingTable) -> None:
        self.source = source
        self.growing = growing
        self.depth = 0
        self.n_traces = 0
        self.n_unnamed = 0
        self.in_trace = False
        self.event: dict[str, str] | None = None
        self.trace: dict[str, str] = {}
        self.events: list[dict[str, str]] = []
        self.traces: list[dict[str, str]] = []
        self.event_kinds: dict[str, str] = {}
        self.trace_kinds: dict[str, str] = {}
        self.teams: set[str] = set()
        self.parser: Any = None
        self.flushed_at = 0

    def run(self) -> int:
        """How many traces had no name and were given one."""
        self.parser = parser = expat.ParserCreate()
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parse(parser, self.source, so_far=self.so_far)
        self.flush()
        return self.n_unnamed

    def so_far(self) -> str:
        return f"{self.n_traces:,} complete cases came before it."

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth = depth = self.depth + 1
        if depth == 4:
            if self.event is not None:
                _note(tag, attributes, values=self.event, kinds=self.event_kinds)
        elif depth == 3 and self.in_trace:
            if tag == "event":
                self.event = {}
            else:
                _note(tag, attributes, values=self.trace, kinds=self.trace_kinds)
        elif depth == 2 and tag == "trace":
            self.in_trace = True
            self.trace = {}

    def end(self, _tag: str) -> None:
        depth = self.depth
        self.depth = depth - 1
        if depth == 3:
            if self.event is not None:
                self.events.append(self.event)
                self.traces.append(self.trace)
                self.event = None
        elif depth == 2 and self.in_trace:
            self.in_trace = False
            self.n_traces += 1
            if NAME not in self.trace:
                self.trace[NAME] = f"trace {self.n_traces}"
                self.trace_kinds.setdefault(NAME, "string")
                self.n_unnamed += 1
            check_width(max(len(self.event_kinds), len(self.trace)))
            held = self.parser.CurrentByteIndex - self.flushed_at
            if len(self.events) >= BATCH_ROWS or held > 2 * BATCH_CHARACTERS:
                self.flush()

    def flush(self) -> None:
        if not self.events:
            return
        of_trace = {
            CASE + key: _typed((trace.get(key) for trace in self.traces), key, kind)
            for key, kind in self.trace_kinds.items()
        }
        of_event = {
            key: _typed((event.get(key) for event in self.events), key, kind)
            for key, kind in self.event_kinds.items()
        }
        if len(self.teams) < 2:
            self.teams.update(e[TEAM] for e in self.events if e.get(TEAM))
        # A trace that repeats its key under `case:` in its events: the trace wins.
        self.growing.add({**of_event, **of_trace})
        self.events, self.traces = [], []
        self.flushed_at = self.parser.CurrentByteIndex


def _note(
    tag: str,
    attributes: dict[str, str],
    *,
    values: dict[str, str],
    kinds: dict[str, str],
) -> None:
    value = attributes.get("value")
    if value is not None:  # lists and containers have none
        key = attributes.get("key", "")
        values[key] = value
        if kinds.setdefault(key, tag) != tag:
            kinds[key] = "string"


def _unnamed(count: int) -> tuple[Finding, ...]:
    if not count:
        return ()
    return (UNNAMED_TRACES.found(count),)


def _typed(values: Iterable[str | None], key: str, kind: str) -> pa.Array:
    texts = pa.array((value or None for value in values), pa.string())
    if kind == "date":
        return instants(texts)
    if kind in NUMBERS and not key.startswith("concept:"):
        return numbers(texts, NUMBERS[kind])
    return texts


def _roles(columns: tuple[str, ...], teams: set[str]) -> Mapping[Role, str]:
    found = {
        role: name
        for role, names in ROLES.items()
        for name in reversed(names)
        if name in columns
    }
    if TEAM in columns and len(teams) > 1:
        found[Role.TEAM] = TEAM
    return found


FORMAT = Format(
    name="xes",
    title="XES event log",
    extensions=(".xes", ".xml"),
    sniff=sniff,
    read=read,
    apart_from=APART_FROM,
    example=Example(
        file_name="permits.xes",
        content=b"""<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xmlns="http://www.xes-standard.org/">
 <global scope="event"><string key="concept:name" value="UNKNOWN"/></global>
 <string key="source" value="made up"/>
 <trace>
  <string key="concept:name" value="P1"/>
  <event>
   <string key="concept:name" value="Received"/>
   <date key="time:timestamp" value="2024-03-04T09:15:00.000+01:00"/>
   <int key="pages" value="3"><string key="nested" value="left out"/></int>
  </event>
  <event>
   <string key="concept:name" value="Decided"/>
   <date key="time:timestamp" value="2024-03-06T10:00:00.000+01:00"/>
  </event>
 </trace>
</log>
""",
        columns=("concept:name", "time:timestamp", "pages", "case:concept:name"),
        n_rows=2,
    ),
)
