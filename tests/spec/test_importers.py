"""Each importer of each pack, on a small made-up file with its own headings."""

from __future__ import annotations

import csv

import pytest

from mersey.services import load_packs
from mersey.services.service import Importer, Service
from tests.unit.load.made_logs import events, loaded

DATED = ("time", "start", "opened", "closed", "deadline")
N_CASES = 6

IMPORTERS = [
    pytest.param(pack, importer, id=f"{pack.id}-{importer.id}")
    for pack in load_packs().values()
    for importer in pack.importers
]


def cells(pack: Service, importer: Importer, case: int, step: int) -> dict[str, str]:
    """One row: a date in each date column, a code in the others."""
    day = f"2026-0{case % 6 + 1}-1{step}"
    row = dict.fromkeys((*importer.columns, *importer.attributes), f"code {case % 2}")
    row |= {name: f"2026-07-{10 + n:02d}" for n, name in enumerate(importer.milestones)}
    values = dict.fromkeys(importer.roles, f"value {case % 2}") | dict.fromkeys(
        DATED, day
    )
    values |= {"case": f"C{case}", "activity": pack.events[step].title, "cost": "12.5"}
    return row | {name: values[role] for role, name in importer.roles.items()}


def write(path, pack: Service, importer: Importer) -> None:
    steps = range(2 if "activity" in importer.roles else 1)
    rows = [cells(pack, importer, c, step) for c in range(N_CASES) for step in steps]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize(("pack", "importer"), IMPORTERS)
def test_importer_is_the_mapping_when_its_pack_is_named(pack, importer, tmp_path):
    path = tmp_path / "export.csv"
    write(path, pack, importer)
    with loaded(path, service=pack.id) as log:
        reasons = {reason.text for reason in log.mapping.reasons.values()}
        roles = {role: getattr(log.mapping, role) for role in importer.roles}
        assert reasons == {f"Known file: {importer.title}."}
        assert roles == importer.roles
        assert set(importer.milestones) <= set(log.mapping.milestones)
        assert len(events(log)) >= N_CASES
