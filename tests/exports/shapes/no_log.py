"""No case log at all: figures by period, look-ups, lists of items, registers of people."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from tests.exports.shapes.scene import Built, Scene
from tests.exports.sheet import Cell, Row, Sheet
from tests.exports.truth import Truth

__all__ = ["build"]

AREAS = ("Abbey", "Bridge", "Castle", "Dock", "Elm", "Forest")


def build(scene: Scene) -> Built:
    """Only a refusal is right."""
    make = scene.rng.choice((_by_period, _look_up, _items, _people))
    truth = Truth(shape="no case log", may_refuse=True)
    return Built(sheet=make(scene), truth=truth)


def _sheet(scene: Scene, roles: tuple[str, ...], rows: list[Row]) -> Sheet:
    return Sheet(columns=tuple(scene.column(r) for r in roles), rows=tuple(rows))


def _by_period(scene: Scene) -> Sheet:
    rng = scene.rng
    writing = rng.choice(("{0}-{1:02d}", "{0}-{1:02d}-01", "{1:02d}/{0}", "{0} M{1}"))
    year = rng.randint(2015, 2023)
    rows: list[Row] = [
        (writing.format(year + n // 12, n % 12 + 1), area, rng.randint(0, 400))
        for n in range(rng.randint(12, 36))
        for area in AREAS
    ]
    return _sheet(scene, ("period", "area", "count"), rows)


def _look_up(scene: Scene) -> Sheet:
    rows: list[Row] = [
        (f"C{n:03d}", f"Category {n}", scene.rng.choice(AREAS)) for n in range(1, 61)
    ]
    return _sheet(scene, ("code", "label", "area"), rows)


def _items(scene: Scene) -> Sheet:
    rng = scene.rng
    rows: list[Row] = [
        (
            f"INV{n:05d}",
            rng.choice(("Laptop", "Monitor", "Desk", "Chair", "Van")),
            rng.choice(AREAS),
            _day(rng, 2012, 4000),
            round(rng.uniform(10, 900), 2),
        )
        for n in range(rng.randint(40, 250))
    ]
    return _sheet(scene, ("item", "label", "area", "bought", "price"), rows)


def _people(scene: Scene) -> Sheet:
    rng = scene.rng
    rows: list[Row] = [
        (70000 + n, _day(rng, 2005, 5000), rng.choice("FM"), rng.choice(AREAS))
        for n in range(rng.randint(40, 250))
    ]
    return _sheet(scene, ("member", "born", "sex", "area"), rows)


def _day(rng: Random, year: int, days: int) -> Cell:
    first = datetime(year, 1, 1)  # noqa: DTZ001  (naive, as in the file)
    return first + timedelta(days=rng.randrange(days))
