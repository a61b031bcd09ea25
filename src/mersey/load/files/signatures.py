"""What a file that is no log looks like, so that the error can say so."""

from __future__ import annotations

import re
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

from mersey.wording import plural

if TYPE_CHECKING:
    from mersey.load.files.format import Sample

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
ZIP_DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
"""What a zip file that is damaged, locked or strangely packed makes of its reading."""

SQLITE: Final = b"SQLite format 3\x00"
SIGNATURES: Final = {
    b"\x89PNG\r\n\x1a\n": "looks like a picture (PNG)",
    b"\xff\xd8\xff": "looks like a picture (JPEG)",
    b"GIF8": "looks like a picture (GIF)",
    b"%PDF-": "looks like a PDF document",
    b"MZ\x90\x00": "looks like a Windows program",
    b"\x7fELF": "looks like a program",
    b"Rar!": "looks like a RAR archive",
    b"7z\xbc\xaf": "looks like a 7-Zip archive",
    b"BZh": "looks like a bzip2 archive",
    b"\xfd7zXZ": "looks like an xz archive",
    b"\x28\xb5\x2f\xfd": "looks like a Zstandard archive",
    b"{\\rtf": "looks like a rich-text document",
    SQLITE: "is an SQLite database without the tables of an OCEL 2.0 log",
    OLE: "looks like an old Office document, but not a workbook",
    b"PAR1": "begins like Parquet but is damaged",
}
ZIP_CONTENTS: Final = {
    "word/": "looks like a Word document",
    "ppt/": "looks like a PowerPoint presentation",
    "xl/": "looks like an Excel workbook that is damaged",
    "mimetype": "looks like an office document, but not a spreadsheet",
}
MARKUP: Final = re.compile(
    r"[\s\ufeff]*<(\?xml|!doctype|!--|[a-z][\w:.-]*[\s/>])", re.IGNORECASE
)
MARKUP_KINDS: Final = {
    "<html": "is a web page (HTML) without a table, whatever its name says",
    "<!doctype html": "is a web page (HTML) without a table, whatever its name says",
    "<pnml": "is a process model (PNML), not a log",
    "<definitions": "is a process model (BPMN), not a log",
    "bpmn": "is a process model (BPMN), not a log",
}
CONTROL: Final = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1a\x1b\x1c\x1d\x1e\x1f"))
MOST_CONTROL: Final = 0.01


def is_binary(head: bytes) -> bool:
    """True where bytes occur that text in UTF-8 or Windows-1252 hardly ever has."""
    if head.startswith((*SIGNATURES, *ZIP)) or b"\0" in head:
        return True
    n_control = len(head) - len(head.translate(None, CONTROL))
    return n_control > MOST_CONTROL * len(head)


def is_markup(text: str) -> bool:
    """True where a text begins as XML or HTML does."""
    return MARKUP.match(text) is not None


def what_it_looks_like(sample: Sample) -> str:
    """The end of a sentence that begins with the file's name."""
    if sample.head.startswith(ZIP):
        return _what_is_in_the_zip(sample)
    for signature, words in SIGNATURES.items():
        if sample.head.startswith(signature):
            return words
    return _what_kind_of_markup(sample.head.decode("utf-8", "replace"))


def _what_kind_of_markup(text: str) -> str:
    if not is_markup(text):
        return "is not text, and not a format that mersey knows"
    start = text[:2_000].lower()
    for word, words in MARKUP_KINDS.items():
        if word in start:
            return words
    return "is XML, but not an event log in XES or OCEL"


def _what_is_in_the_zip(sample: Sample) -> str:
    try:
        with zipfile.ZipFile(sample.path) as archive:
            names = archive.namelist()
    except ZIP_DAMAGED:
        return "is a zip file or workbook that is damaged or cut short"
    for start, words in ZIP_CONTENTS.items():
        if any(name.startswith(start) for name in names):
            return words
    return f"is a zip archive of {plural(len(names), 'file')}; unpack it first"
