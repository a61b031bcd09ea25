"""A file into a plain table, and a plain table into events without identifiers."""

from __future__ import annotations

from mersey.load.case_references import case_references
from mersey.load.columns.read_options import ReadOptions
from mersey.load.dates.style import DateStyle
from mersey.load.files.progress import Progress
from mersey.load.files.raw import RawTable
from mersey.load.formats import FORMATS
from mersey.load.map_file import read_map, write_map
from mersey.load.mapping_data import mapping_as_data
from mersey.load.read_log import load_table, read_log
from mersey.load.reading import read_raw
from mersey.load.rows.loaded import LoadedLog, RowCounts
from mersey.load.shapes.mapping import ColumnMapping, MappingReason, Shape

__all__ = [
    "FORMATS",
    "ColumnMapping",
    "DateStyle",
    "LoadedLog",
    "MappingReason",
    "Progress",
    "RawTable",
    "ReadOptions",
    "RowCounts",
    "Shape",
    "case_references",
    "load_table",
    "mapping_as_data",
    "read_log",
    "read_map",
    "read_raw",
    "write_map",
]
