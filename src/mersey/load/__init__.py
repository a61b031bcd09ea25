"""A file into a plain table, and a plain table into events without identifiers."""

from __future__ import annotations

from mersey.load.formats import FORMATS
from mersey.load.found import FINDINGS
from mersey.load.loaded import LoadedLog, RowCounts
from mersey.load.map_file import mapping_as_data, read_map, write_map
from mersey.load.mapping import ColumnMapping, DateStyle, Reason, Shape
from mersey.load.options import ReadOptions
from mersey.load.progress import Progress
from mersey.load.raw import RawTable
from mersey.load.read_log import load_table, read_log
from mersey.load.reading import read_raw

__all__ = [
    "FINDINGS",
    "FORMATS",
    "ColumnMapping",
    "DateStyle",
    "LoadedLog",
    "Progress",
    "RawTable",
    "ReadOptions",
    "Reason",
    "RowCounts",
    "Shape",
    "load_table",
    "mapping_as_data",
    "read_log",
    "read_map",
    "read_raw",
    "write_map",
]
