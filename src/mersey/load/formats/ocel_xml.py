"""Object-centric logs in XML (OCEL 2.0), read as a stream."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from xml.parsers import expat

from mersey.load.files.format import APART_FROM, Contents, Example, Fit, Format
from mersey.load.files.object_log import ObjectLog
from mersey.load.files.ocel import flatten
from mersey.load.files.text import decode_sample, encoding_of
from mersey.load.files.xml_stream import parse
from mersey.wording import plural

if TYPE_CHECKING:
    from mersey.load.files.format import Sample, Source
    from mersey.load.files.object_log import Value

MARK: Final = re.compile(
    r"(?:(?!<log[\s>]).)*+<log[\s>].*<(?:object-types|event-types|objects|events)[\s>/]",
    re.DOTALL,
)


def sniff(sample: Sample) -> Fit:
    """A `log` element with types of objects or events in it."""
    text = decode_sample(sample.head, encoding_of(sample.head))
    return Fit.YES if text.lstrip()[:1] == "<" and MARK.match(text) else Fit.NO


def read(source: Source) -> Contents:
    """The events, objects, values and relations of the log.

    Raises:
        FileUnreadable: The XML is broken: says where.
    """
    log = ObjectLog(source.session)
    reader = _Reader(log)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parse(
        parser,
        source,
        so_far=lambda: f"{plural(reader.n_events, 'event')} came before it.",
    )
    return log.finish()


class _Reader:
    """Expat's callbacks, for `events/event` and `objects/object`."""

    def __init__(self, log: ObjectLog) -> None:
        self.log = log
        self.path: list[str] = []
        self.n_events = 0
        self.entity: dict[str, str] = {}
        self.attribute: dict[str, str] = {}
        self.value = ""
        self.values: list[Value] = []
        self.objects: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.path.append(tag)
        if self.path[1:] in (["events", "event"], ["objects", "object"]):
            self.entity, self.values, self.objects = attributes, [], []
        elif tag == "attribute" and len(self.path) == 5:
            self.attribute, self.value = attributes, ""
        elif tag in {"relationship", "object"} and len(self.path) == 5:
            self.objects.append(attributes.get("object-id", ""))

    def text(self, text: str) -> None:
        if self.path[-1] == "attribute":
            self.value += text

    def end(self, tag: str) -> None:
        where = self.path[1:]
        self.path.pop()
        if tag == "attribute" and len(where) == 4:
            name = self.attribute.get("name", "")
            value = self.value or self.attribute.get("value")
            self.values.append((name, self.attribute.get("time", ""), value or None))
        elif where == ["events", "event"]:
            self.n_events += 1
            self._event()
        elif where == ["objects", "object"]:
            of = self.entity
            self.log.add_object(
                of.get("id", ""), type_=of.get("type"), values=self.values
            )

    def _event(self) -> None:
        of: dict[str, Any] = self.entity
        self.log.add_event(
            of.get("id", ""),
            activity=of.get("type"),
            time=of.get("time"),
            attributes={name: value for name, _, value in self.values},
            objects=self.objects,
        )


FORMAT = Format(
    name="ocel_xml",
    title="OCEL 2.0 in XML",
    extensions=(".xmlocel", ".xml"),
    sniff=sniff,
    read=read,
    apart_from=APART_FROM,
    then=flatten,
    example=Example(
        file_name="applications.xmlocel",
        content=b"""<?xml version="1.0" encoding="UTF-8"?>
<log>
 <object-types><object-type name="Application"/></object-types>
 <event-types><event-type name="Received"/></event-types>
 <objects>
  <object id="A1" type="Application"><attributes>
   <attribute name="ward" time="1970-01-01T00:00:00Z">Heaton</attribute>
  </attributes></object>
 </objects>
 <events>
  <event id="e1" type="Received" time="2024-03-04T09:15:00Z">
   <attributes><attribute name="channel">post</attribute></attributes>
   <objects><relationship object-id="A1" qualifier="is"/></objects>
  </event>
 </events>
</log>
""",
        columns=(
            "case:concept:name",
            "concept:name",
            "time:timestamp",
            "channel",
            "case:ward",
        ),
        n_rows=1,
    ),
)
