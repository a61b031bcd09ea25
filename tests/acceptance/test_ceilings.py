"""No format takes more memory than its run may hold, whatever size its values have."""

from __future__ import annotations

import io
import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from mersey.load import FORMATS
from tests.unit.load.formats.attacks import shared_text
from tests.unit.load.formats.workbooks import ods

CEILING = 700_000_000
N_ROWS = 160
NOTE = "word " * 200_000
"""A megabyte: what holds all of them more than three times is over the ceiling."""

READ = f"""
import resource
import sys
from pathlib import Path
from mersey.engine import open_duckdb
from mersey.errors import MerseyError
from mersey.load import read_raw
session = open_duckdb(Path(sys.argv[2]), memory={CEILING})
try:
    print(read_raw(Path(sys.argv[1]), session=session).n_read)
except MerseyError as error:
    print(type(error).__name__)
own, *_ = [line.split()[1] for line in open("/proc/self/status") if "VmHWM" in line]
print(max(int(own), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) * 1024)
"""
EVENT = (
    '{"id": "e%d", "type": "Opened", "time": "2024-03-04", "attributes": '
    '[{"name": "note", "value": "%s"}], "relationships": [{"objectId": "A1"}]}'
)
TEXTS = {
    "log.csv": ("Job,Step,Note\n", "J%d,Opened,%s\n", ""),
    "log.jsonl": ("", '{"job": "J%d", "step": "Opened", "note": "%s"}\n', ""),
    "log.json": ("[\n{}\n", ', {"job": "J%d", "step": "Opened", "note": "%s"}\n', "]"),
    "log.jsonocel": (
        '{"objects": [{"id": "A1", "type": "Job"}], "eventTypes": [], "objectTypes": '
        '[], "events": [' + EVENT % (0, "") + "\n",
        "," + EVENT + "\n",
        "]}",
    ),
    "log.xmlocel": (
        (
            '<log><event-types/><object-types/><objects><object id="A1" type="Job"/>'
            "</objects><events>"
        ),
        (
            '<event id="e%d" type="Opened" time="2024-03-04"><attributes><attribute '
            'name="note">%s</attribute></attributes><objects><relationship '
            'object-id="A1"/></objects></event>'
        ),
        "</events></log>",
    ),
    "log.xes": (
        "<log>",
        (
            '<trace><string key="concept:name" value="J%d"/><event><string '
            'key="concept:name" value="Opened"/><string key="note" value="%s"/></event>'
            "</trace>"
        ),
        "</log>",
    ),
    "table.xls": (
        "<html><body><table><tr><th>Job</th><th>Step</th></tr>",
        "<tr><td>J%d</td><td>%s</td></tr>",
        "</table></body></html>",
    ),
    "book.xml": (
        (
            '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:'
            'spreadsheet"><Worksheet><Table><Row><Cell><Data>Job</Data></Cell>'
            "<Cell><Data>Step</Data></Cell></Row>"
        ),
        "<Row><Cell><Data>J%d</Data></Cell><Cell><Data>%s</Data></Cell></Row>",
        "</Table></Worksheet></Workbook>",
    ),
}


def _text(path: Path) -> None:
    head, row, tail = TEXTS[path.name]
    with path.open("w", encoding="utf-8") as file:
        file.write(head)
        file.writelines(row % (n, NOTE) for n in range(N_ROWS))
        file.write(tail)


def _sheet(path: Path) -> None:
    path.write_bytes(shared_text(len(NOTE), N_ROWS * 2))


def _open_sheet(path: Path) -> None:
    rows = [[f"J{n}", NOTE] for n in range(N_ROWS // 4)]
    path.write_bytes(ods("Log", [["Job", "Step"], *rows]))


def _parquet(path: Path) -> None:
    made = io.BytesIO()
    names = [f"J{n}" for n in range(N_ROWS)]
    table = pa.table({"job": names, "note": [f"{name} {NOTE}" for name in names]})
    parquet.write_table(table, made, compression="zstd")
    path.write_bytes(made.getvalue())


def _database(path: Path) -> None:
    path.write_bytes(FORMATS["ocel_sqlite"].example.content)
    database = sqlite3.connect(path)
    database.execute("ALTER TABLE event_Received ADD COLUMN note TEXT")
    database.executemany(
        "INSERT INTO event VALUES (?, 'Received')", ((f"x{n}",) for n in range(N_ROWS))
    )
    database.executemany(
        "INSERT INTO event_Received (ocel_id, note) VALUES (?, ?)", _noted()
    )
    database.commit()
    database.close()


def _noted() -> Iterator[tuple[str, str]]:
    return ((f"x{n}", NOTE) for n in range(N_ROWS))


MADE: dict[str, Callable[[Path], None]] = {
    **dict.fromkeys(TEXTS, _text),
    "book.xlsx": _sheet,
    "book.ods": _open_sheet,
    "log.parquet": _parquet,
    "log.sqlite": _database,
}


def _read(path: Path, folder: Path) -> tuple[str, int]:
    """What came of reading the file, and the most bytes that a process of it held."""
    command = [sys.executable, "-c", READ, str(path), str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    *_, said, peak = run.stdout.split()
    return said, int(peak)


@pytest.mark.long
@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux tells a peak of its own"
)
@pytest.mark.parametrize("name", MADE)
def test_a_format_keeps_under_the_ceiling_when_its_values_are_huge(
    name: str, tmp_path: Path
) -> None:
    path, folder = tmp_path / name, tmp_path / "scratch"
    folder.mkdir()
    MADE[name](path)
    said, peak = _read(path, folder)
    assert peak < CEILING, f"{peak >> 20} MiB"
    assert said in {"MemoryNeeded", "FileUnreadable"} or int(said) >= N_ROWS // 4


def test_every_format_has_a_ceiling_that_is_tested() -> None:
    endings = {Path(name).suffix for name in MADE}
    assert all(endings & set(each.extensions) for each in FORMATS.values())
    assert json.loads(EVENT % (1, "x"))["id"] == "e1"
