"""Particulars in the cells of tables: steps, teams, dates, references, rows without order."""

from __future__ import annotations

from tests.leaks.planter import HEADINGS, N_CASES, Planter, csv_of, rows
from tests.leaks.plants import Planted

__all__ = [
    "bad_cells",
    "bad_cells_wide",
    "broken_rows",
    "case_references",
    "changes_of_people",
    "milestones_of_a_series",
    "names_in_every_column",
    "no_heading_row",
    "no_heading_row_wide",
    "numbers_of_a_case_system",
    "one_column",
    "one_name_a_quarter_of_teams",
    "one_name_a_third_of_steps",
    "outcomes_of_people",
    "statuses_of_people",
    "steps_in_rejected_rows",
    "teams_of_people",
]


def bad_cells(plant: Planter) -> Planted:
    """Particulars where a date, a number or a case ought to be."""
    table = [[*row, str(n % 50)] for n, row in enumerate(rows())]
    for n in range(0, 60, 6):
        table[n][2] = plant("bad date")
        table[n + 1][4] = f"see {plant('bad number')}"
    return plant.file("log.csv", csv_of([[*HEADINGS, "Cost"], *table]))


def bad_cells_wide(plant: Planter) -> Planted:
    table = [
        [f"R{n}", *(f"{n % 28 + 1:02}/0{m}/2024" for m in range(1, 4))]
        for n in range(N_CASES)
    ]
    for n in range(0, 60, 6):
        table[n][2] = plant("bad date")
    head = ["Case Ref", "Received", "Assessed", "Closed"]
    return plant.file("wide.csv", csv_of([head, *table]))


def broken_rows(plant: Planter) -> Planted:
    """Rows of more fields than headings, and a quotation mark that never ends."""
    table = rows()
    for n in range(0, 60, 7):
        table[n] = [*table[n], plant("too long"), plant("too long")]
    text = csv_of([HEADINGS, *table]) + f'R9,"{plant("open quotation")},Received\n'
    return plant.file("log.csv", text)


def case_references(plant: Planter) -> Planted:
    names = [plant("case") for _ in range(N_CASES)]
    table = [[names[n // 3], *row[1:]] for n, row in enumerate(rows())]
    return plant.file("log.csv", csv_of([HEADINGS, *table]))


def changes_of_people(plant: Planter) -> Planted:
    """An audit trail: field, old and new value, who."""
    table = []
    for case in range(N_CASES):
        for month, (was, new) in enumerate(
            (("", "New"), ("New", "Open"), ("Open", "Closed")), start=1
        ):
            day = f"2024-0{month}-{case % 28 + 1:02}"
            table.append([f"R{case}", "Status", was, new, day, plant("author")])
            old = [f"R{case}", "Owner", plant("old"), plant("new"), day, "x"]
            table.append(old)
    head = ["Issue", "Field", "Old value", "New value", "Changed", "Changed by"]
    return plant.file("log.csv", csv_of([head, *table]))


def milestones_of_a_series(plant: Planter) -> Planted:
    """A snapshot: status and date last changed, of people."""
    table = [
        [f"R{n}", f"2024-01-{n % 28 + 1:02}", f"With {plant('status')}", plant("owner")]
        for n in range(N_CASES)
    ]
    return plant.file(
        "log.csv", csv_of([["Ref", "Created", "Status", "Owner"], *table])
    )


def names_in_every_column(plant: Planter) -> Planted:
    """No log at all: an address book."""
    table = [[plant("cell") for _ in "1234"] for _ in range(40)]
    return plant.file("log.csv", csv_of([["a", "b", "c", "d"], *table]))


def no_heading_row(plant: Planter) -> Planted:
    return plant.file("log.csv", csv_of(rows(lambda: plant("row"))))


def no_heading_row_wide(plant: Planter) -> Planted:
    table = [
        [f"R{n}", plant("row"), f"2024-01-{n % 28 + 1:02}", f"2024-03-{n % 28 + 1:02}"]
        for n in range(N_CASES)
    ]
    return plant.file("log.csv", csv_of(table))


def numbers_of_a_case_system(plant: Planter) -> Planted:
    """Numbers under headings that only the case system's users know."""
    head = [*HEADINGS, "Mosaic ID", "LAC ID", "Child ID", "Sibling"]
    table = []
    for n in range(N_CASES):
        ids = [str(plant.rng.randrange(10**6, 10**7)) for _ in "123"]
        plant.made.setdefault("number", []).extend(ids)
        more = [*ids, f"FAM-{ids[0]}"]
        table += [[*row, *more] for row in rows()[3 * n : 3 * n + 3]]
    return plant.file("log.csv", csv_of([head, *table]))


def one_column(plant: Planter) -> Planted:
    return plant.file("log.csv", "".join(f"{plant('line')}\n" for _ in range(30)))


def one_name_a_quarter_of_teams(plant: Planter) -> Planted:
    name, table = plant("team"), rows()
    for n in range(0, len(table), 4):
        table[n][3] = name
    return plant.file("log.csv", csv_of([HEADINGS, *table]))


def one_name_a_third_of_steps(plant: Planter) -> Planted:
    """One person, alone, in a third of all rows; a third of others in four more."""
    name, rare = plant("common step"), [plant("step") for _ in range(4)]
    table = rows()
    for n in range(1, len(table), 3):
        table[n][1] = name if n % 2 else rare[n % 4]
    return plant.file("log.csv", csv_of([HEADINGS, *table]))


def outcomes_of_people(plant: Planter) -> Planted:
    """Who decided stands where the decision should, in four in ten cases."""
    names = [plant("outcome") for _ in "12"]
    table = []
    for n, row in enumerate(rows()):
        said = names[n // 3 % 2] if n // 3 % 5 < 2 else "Granted"
        table.append([*row, said])
    return plant.file("log.csv", csv_of([[*HEADINGS, "Outcome"], *table]))


def statuses_of_people(plant: Planter) -> Planted:
    names = [plant("status") for _ in "12"]
    table = [
        [f"R{n}", f"2024-01-{n % 28 + 1:02}", "Open" if n % 3 else names[n % 2]]
        for n in range(N_CASES)
    ]
    return plant.file("log.csv", csv_of([["Ref", "Created", "Status"], *table]))


def steps_in_rejected_rows(plant: Planter) -> Planted:
    table = rows()
    for _ in range(5):
        table.append(["R1", plant("step"), "not a date", plant("team")])
    return plant.file("log.csv", csv_of([HEADINGS, *table]))


def teams_of_people(plant: Planter) -> Planted:
    names = [plant("team") for _ in range(5)]
    table = [[*row[:3], names[n % 5]] for n, row in enumerate(rows())]
    return plant.file("log.csv", csv_of([HEADINGS, *table]))
