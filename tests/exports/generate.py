"""Exports as case systems give them, each with the truth beside it: a seed in, bytes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random
from typing import Final

from tests.exports import dirt
from tests.exports.containers import as_json, as_text, as_workbook, written
from tests.exports.course import Course, run
from tests.exports.date_writings import WRITINGS, Writing
from tests.exports.facts import KEYS, facts_of, keys_of
from tests.exports.oracle import recount
from tests.exports.shapes import (
    activities,
    changes,
    current_status,
    events,
    intervals,
    lifecycle,
    no_log,
    snapshots,
    stated,
    wide,
)
from tests.exports.shapes.scene import Built, Scene
from tests.exports.sheet import DATED, Sheet
from tests.exports.steps import process_in
from tests.exports.truth import Export, Truth
from tests.exports.words import LANGUAGES, STYLES

__all__ = ["SHAPES", "Made", "generate", "make"]

SHAPES: Final[Mapping[str, Callable[[Scene], Built]]] = {
    "wide": wide.build,
    "events": events.build,
    "activities": activities.build,
    "intervals": intervals.build,
    "changes": changes.build,
    "lifecycle": lifecycle.build,
    "current status": current_status.build,
    "snapshots": snapshots.build,
    "case facts on each row": stated.build,
    "no case log": no_log.build,
}

FEWEST, MOST = 20, 400
"""Cases of a file: as many files between 20 and 40 as between 200 and 400."""

WITHOUT_KEY: Final = frozenset({"wide", "current status"})
ONE_MOMENT: Final = frozenset({"events", "changes", "lifecycle"})
TWO_DIGITS: Final = frozenset({"day_first_short", "month_first_short", "jira"})


@dataclass(frozen=True, kw_only=True)
class Made:
    """An export, and what it was made from."""

    export: Export
    course: Course
    sheet: Sheet
    stated: Truth
    writing: str
    language: str


def generate(seed: int) -> Export:
    """The export of that seed; the shapes take turns."""
    return make(seed).export


def make(seed: int) -> Made:
    """The export of that seed, with the course, the sheet and the truth before dirt."""
    names = list(SHAPES)
    shape = names[seed % len(names)]
    rng = Random(f"export {seed}")
    language = rng.choice(("en", "en", "en", *LANGUAGES))
    writing = _writing(shape, language, rng)
    scene = _scene(shape, language, writing, rng)
    built = SHAPES[shape](scene)
    sheet, is_keyless = _without_key(built.sheet, shape, rng)
    container = rng.choices(("csv", "xlsx", "json"), (74, 13, 13))[0]
    dirty = _dirty(sheet, shape, container, writing, scene, is_keyless=is_keyless)
    truth = _truth(built.truth, dirty, scene.course, is_keyless=is_keyless)
    content = _content(dirty, container, _proved(writing, dirty), scene)
    return Made(
        export=Export(
            name=f"export_{seed:05d}.{container}", content=content, truth=truth
        ),
        course=scene.course,
        sheet=dirty,
        stated=built.truth,
        writing=writing.name,
        language=language,
    )


def _writing(shape: str, language: str, rng: Random) -> Writing:
    fitting = [
        w
        for w in WRITINGS
        if (not w.languages or language in w.languages)
        and (not w.splits or shape in ONE_MOMENT)
    ]
    return rng.choice(fitting)


def _scene(shape: str, language: str, writing: Writing, rng: Random) -> Scene:
    most = MOST / 4 if shape == "snapshots" else MOST
    n_cases = int(FEWEST * (most / FEWEST) ** rng.random())
    process = process_in(language, rng)
    course = run(process, n_cases=n_cases, has_time=writing.has_time, rng=rng)
    keys = keys_of(course, rng.choice(KEYS), rng)
    style = rng.choice(STYLES)
    return Scene(
        course=course,
        keys=keys,
        facts=facts_of(course, keys, language=language, style=style, rng=rng),
        language=language,
        style=style,
        order=rng.choice(("case", "case", "time", "newest")),
        rng=rng,
    )


def _without_key(sheet: Sheet, shape: str, rng: Random) -> tuple[Sheet, bool]:
    if shape not in WITHOUT_KEY or rng.random() > 0.12:
        return sheet, False
    return (
        Sheet(columns=sheet.columns[1:], rows=tuple(row[1:] for row in sheet.rows)),
        True,
    )


def _dirty(
    sheet: Sheet,
    shape: str,
    container: str,
    writing: Writing,
    scene: Scene,
    *,
    is_keyless: bool,
) -> Sheet:
    rng = scene.rng
    if shape != "no case log":
        has_far_years = writing.name not in TWO_DIGITS and container != "xlsx"
        sheet = _dirty_dates(sheet, shape, rng, has_far_years=has_far_years)
        sheet = _dirty_rows(sheet, scene, is_keyless=is_keyless)
    if container != "json" and rng.random() < 0.15:
        sheet = dirt.words_for_blanks(sheet, rng, language=scene.language)
    if container != "json" and rng.random() < 0.08:
        sheet = dirt.totals_row(sheet)
    return _with_own_headings(sheet)


def _dirty_dates(
    sheet: Sheet, shape: str, rng: Random, *, has_far_years: bool
) -> Sheet:
    if shape == "wide" and rng.random() < 0.12:
        sheet = dirt.reversed_pairs(sheet, rng)
    if shape == "wide" and has_far_years and rng.random() < 0.12:
        sheet = dirt.impossible_dates(sheet, rng)
    if shape == "case facts on each row" and has_far_years and rng.random() < 0.2:
        sheet = dirt.placeholder_ends(sheet, rng)
    return sheet


def _dirty_rows(sheet: Sheet, scene: Scene, *, is_keyless: bool) -> Sheet:
    rng = scene.rng
    if rng.random() < 0.3:
        sheet = dirt.blank_facts(sheet, rng)
    if not is_keyless and rng.random() < 0.12:
        return dirt.copied_rows(sheet, rng)
    if rng.random() < 0.15:
        return dirt.row_numbers(sheet, rng, language=scene.language, style=scene.style)
    return sheet


def _with_own_headings(sheet: Sheet) -> Sheet:
    """No two columns under one heading: the later one is numbered."""
    seen: dict[str, int] = {}
    columns = []
    for column in sheet.columns:
        seen[column.heading] = n = seen.get(column.heading, 0) + 1
        text = column.heading if n == 1 else f"{column.heading} {n}"
        columns.append(replace(column, heading=text))
    return replace(sheet, columns=tuple(columns))


def _truth(stated: Truth, sheet: Sheet, course: Course, *, is_keyless: bool) -> Truth:
    """The truth of the shape, as reversed pairs leave it."""
    if not stated.is_case_log:
        return stated
    key = sheet.place("key")
    counted = recount(sheet, course.process, stated.shape)
    figures = stated.right[0]
    if counted is not None and figures.median_days is not None:
        figures = replace(figures, median_days=counted.median_days)
    n_turned = _n_turned(sheet)
    closed = float(figures.closed or 0)
    other = replace(figures, closed=closed - n_turned)
    figures = replace(figures, untimed=n_turned)
    return replace(
        stated,
        right=(figures, other) if n_turned else (figures,),
        case_column=None if key is None else sheet.columns[key].heading,
        may_refuse=stated.may_refuse or is_keyless,
    )


def _n_turned(sheet: Sheet) -> int:
    ends, starts = sheet.places("final"), sheet.places("milestone")[:1]
    return sum(
        1
        for row in set(sheet.rows)
        for start in starts
        if isinstance(opened := row[start], datetime)
        and any(isinstance(end := row[e], datetime) and end < opened for e in ends)
    )


def _proved(writing: Writing, sheet: Sheet) -> Writing:
    """The writing; or ISO where the month stands first and no day proves it."""
    if not writing.is_month_first:
        return writing
    dated = sheet.places(*DATED)
    days = [
        cell.day
        for row in sheet.rows
        for i in dated
        if isinstance(cell := row[i], datetime)
    ]
    return writing if sum(day > 12 for day in days) >= 3 else WRITINGS[0]


def _content(sheet: Sheet, container: str, writing: Writing, scene: Scene) -> bytes:
    table = written(sheet, writing, language=scene.language, style=scene.style)
    match container:
        case "xlsx":
            return as_workbook(sheet, table, scene.rng, has_time=writing.has_time)
        case "json":
            return as_json(table, scene.rng)
        case _:
            return as_text(table, scene.rng, is_clean=scene.rng.random() < 0.5)
