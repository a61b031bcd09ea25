"""Particulars around the rows: headings, sheets, titles, names of files, maps, options."""

from __future__ import annotations

import sqlite3

from tests.leaks.planter import HEADINGS, N_CASES, Planter, csv_of, rows, safe, text_of
from tests.leaks.plants import Planted, wanted
from tests.unit.load.formats.workbooks import ods, xlsx

__all__ = [
    "broken_map",
    "column_that_is_not_there",
    "end_that_names_nothing",
    "file_name",
    "file_name_of_export",
    "headings",
    "html_table",
    "lines_after",
    "lines_before",
    "map_of_names",
    "map_of_odd_keys",
    "milestones",
    "no_format",
    "ods_sheet",
    "sheet_lines_before",
    "sheet_name_of_notes",
    "sheet_names",
    "sqlite_tables",
    "two_columns_alike",
]


def broken_map(plant: Planter) -> Planted:
    text = f'[columns]\ncase = "Case Ref"\n"{plant("map key")}" = 3\n[{plant("map part")}\n'
    (plant.folder / "mine.toml").write_text(text, encoding="utf-8")
    return plant.file(
        "log.csv", csv_of([HEADINGS, *rows()]), "--map", str(plant.folder / "mine.toml")
    )


def column_that_is_not_there(plant: Planter) -> Planted:
    head = [*HEADINGS, f"Seen by {plant('heading')}", plant("heading")]
    table = [[*row, "x", "y"] for row in rows()]
    return plant.file("log.csv", csv_of([head, *table]), "--person", "Seen by")


def end_that_names_nothing(plant: Planter) -> Planted:
    table = rows()
    for n in range(1, 60, 3):
        table[n][1] = f"Assigned to {plant('step')}"
    return plant.file("log.csv", csv_of([HEADINGS, *table]), "--end", "Assigned")


def file_name(plant: Planter) -> Planted:
    name = safe(plant("file name")).replace("/", "-")
    return plant.file(f"{name}.csv", csv_of([HEADINGS, *rows()]))


def file_name_of_export(plant: Planter) -> Planted:
    name = safe(plant("file name")).replace("/", "-").replace(" ", "_")
    return plant.file(f"Export_{name}_2024-03-01.csv", csv_of([HEADINGS, *rows()]))


def headings(plant: Planter) -> Planted:
    head = [*HEADINGS, f"Seen by {plant('heading')}", plant("heading")]
    table = [[*row, "x", "y"] for row in rows()]
    return plant.file("log.csv", csv_of([head, *table]))


def html_table(plant: Planter) -> Planted:
    """A page saved as a workbook, with a title and a caption."""
    cells = "".join(
        "<tr>" + "".join(f"<td>{text_of(cell)}</td>" for cell in row) + "</tr>"
        for row in (HEADINGS, *rows())
    )
    text = (
        f"<html><head><title>{text_of(plant('title'))}</title></head><body>"
        f"<h1>Cases of {text_of(plant('title'))}</h1><table>"
        f"<caption>{text_of(plant('caption'))}</caption>{cells}</table></body></html>"
    )
    return plant.file("log.xls", text)


def lines_after(plant: Planter) -> Planted:
    lines = [[], [f"Printed by {plant('last line')}"], ["Owner", plant("last line")]]
    return plant.file("log.csv", csv_of([HEADINGS, *rows(), *lines]))


def lines_before(plant: Planter) -> Planted:
    """Lines about who made the export, above the headings."""
    lines = [
        [f"Report for {plant('preamble')}"],
        ["Printed by", plant("preamble")],
        [plant("preamble")],
        [],
    ]
    return plant.file("log.csv", csv_of([*lines, HEADINGS, *rows()]))


def map_of_names(plant: Planter) -> Planted:
    """A map that confirms nothing, and names what is not in the file."""
    text = f'[columns]\ncase = "{plant("map column")}"\nactivity = "Step"\ntime = "Done At"\n'
    (plant.folder / "mine.toml").write_text(text, encoding="utf-8")
    return plant.file(
        "log.csv", csv_of([HEADINGS, *rows()]), "--map", str(plant.folder / "mine.toml")
    )


def map_of_odd_keys(plant: Planter) -> Planted:
    text = f'[columns]\ncase = "Case Ref"\n"{plant("map key")}" = "x"\n["{plant("map part")}"]\na = 1\n'
    (plant.folder / "mine.toml").write_text(text, encoding="utf-8")
    return plant.file(
        "log.csv", csv_of([HEADINGS, *rows()]), "--map", str(plant.folder / "mine.toml")
    )


def milestones(plant: Planter) -> Planted:
    head = ["Case Ref", "Received", plant("milestone"), f"Visit {plant('milestone')}"]
    table = [
        [f"R{n}", *(f"{n % 28 + 1:02}/0{m}/2024" for m in range(1, 5))]
        for n in range(N_CASES)
    ]
    return plant.file("wide.csv", csv_of([[*head, "Closed"], *table]))


def no_format(plant: Planter) -> Planted:
    """Bytes of no known kind, with names in them."""
    return plant.file("log.bin", b"\x00\x01" + plant("bytes").encode() + b"\x00" * 50)


def ods_sheet(plant: Planter) -> Planted:
    return plant.file("log.ods", ods(safe(plant("sheet")), [HEADINGS, *rows()]))


def sheet_lines_before(plant: Planter) -> Planted:
    table = [[f"Cases of {plant('title')}"], [plant("title")], [], HEADINGS, *rows()]
    return plant.file("log.xlsx", xlsx({"Log": table}))


def sheet_name_of_notes(plant: Planter) -> Planted:
    """A workbook with one log, and notes in a sheet called after somebody."""
    notes = [["a", "b"], [plant("note"), plant("note")]]
    sheets = {safe(plant("sheet")): [HEADINGS, *rows()], safe(plant("sheet")): notes}
    return plant.file("log.xlsx", xlsx(sheets))


def sheet_names(plant: Planter) -> Planted:
    """A workbook with a sheet a person, each of which might be the log."""
    sheets = {safe(plant("sheet")): [HEADINGS, *rows()] for _ in "12"}
    return plant.file("log.xlsx", xlsx(sheets))


def sqlite_tables(plant: Planter) -> Planted:
    """A database whose tables and columns name people; none an object log."""
    path = plant.folder / "log.sqlite"
    with sqlite3.connect(path) as held:
        for _ in "12":
            columns = ", ".join(
                f'"{name}" TEXT' for name in (*HEADINGS, safe(plant("column")))
            )
            name = safe(plant("table"))
            held.execute(f'CREATE TABLE "{name}" ({columns})')
            held.executemany(
                f'INSERT INTO "{name}" VALUES (?,?,?,?,?)',  # noqa: S608  (made here)
                rows(lambda: plant("value")),
            )
    held.close()
    return Planted(path, wanted(plant.made))


def two_columns_alike(plant: Planter) -> Planted:
    """Two columns of references and two of steps: a question is asked."""
    head = [f"Ref {plant('heading')}", f"Ref {plant('heading')}", *HEADINGS[1:3]]
    head.append(f"Step {plant('heading')}")
    table = [[row[0], f"Q{row[0]}", *row[1:3], row[1]] for row in rows()]
    return plant.file("log.csv", csv_of([head, *table]))
