"""Write the made-up borough: a file per service, its truths, and a plain warning."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from mersey.errors import UsageError, WorkspaceError
from mersey.registry import collect
from mersey.samples.experiments import experiment_files
from mersey.samples.sample_service import BOROUGH, SampleService, SampleSetting
from mersey.samples.truths import as_data
from mersey.scratch import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from mersey.samples.sample_service import SampleSheet

SERVICES: Final[Mapping[str, SampleService]] = collect(
    "mersey.samples.services", "SAMPLE", SampleService
)
"""The services of the borough, by slug."""

_SYNTHETIC: Final = (
    "Everything here is synthetic. There is no such borough, no such service, and no "
    "such person; any likeness is chance. Numbers come from ranges kept for tests."
)
AS_AT: Final = date(2026, 9, 30)
"""The day on which the case systems were read, unless another is named."""

_EARLIEST: Final = date(2005, 1, 1)
_LATEST: Final = date(2085, 12, 31)


def write_borough(
    folder: Path, *, seed: int = 2026, as_at: date = AS_AT
) -> tuple[Path, ...]:
    """The files written: one per service in the order of SERVICES, truths, README, plans.

    Args:
        folder: Where to write; made if it is missing. Files of the same names are
            replaced, each at once; others are left alone.
        seed: Same seed, same `as_at`, same bytes.
        as_at: The day on which the case systems were read; nothing later is in them,
            but for what is planted as dirty.

    Raises:
        UsageError: The seed is negative, or `as_at` is not of this century.
        WorkspaceError: The folder cannot be written.
    """
    setting = _setting(seed, as_at)
    try:
        folder.mkdir(parents=True, exist_ok=True)  # before the work, not after it
        contents = _contents(setting)
        return tuple(_replace(folder / path, data) for path, data in contents.items())
    except OSError as error:
        msg = f"The samples cannot be written to {folder}: {error.strerror}."
        raise WorkspaceError(msg, next_step="Name another folder.") from error


def _contents(setting: SampleSetting) -> dict[str, bytes]:
    """Path in the folder → the bytes of the file."""
    sheets = {name: service.make(setting) for name, service in SERVICES.items()}
    files = {
        service.path: service.write(sheets[name]) for name, service in SERVICES.items()
    }
    notes = {"truths.json": _truths(setting, sheets), "README.txt": _readme(setting)}
    return {**files, **notes, **experiment_files(setting)}


def _setting(seed: int, as_at: date) -> SampleSetting:
    if seed < 0:
        msg = f"The seed is {seed}, and a seed cannot be negative."
        raise UsageError(msg, next_step="Name a whole number from 0 up.")
    if not _EARLIEST <= as_at <= _LATEST:
        msg = f"The day of the extract is {as_at}."
        expected = f"Name a day from {_EARLIEST} to {_LATEST}."
        raise UsageError(msg, next_step=expected)
    return SampleSetting(seed=seed, as_at=as_at)


def _truths(setting: SampleSetting, sheets: Mapping[str, SampleSheet]) -> bytes:
    canaries = {text for sheet in sheets.values() for text in sheet.canaries}
    data = {
        "schema": "mersey.truths/1",
        "synthetic": _SYNTHETIC,
        "borough": BOROUGH,
        "seed": setting.seed,
        "as_at": setting.as_at.isoformat(),
        "services": {
            name: _service_data(SERVICES[name], sheet) for name, sheet in sheets.items()
        },
        "canaries": sorted(canaries),
    }
    text = json.dumps(data, indent=2, sort_keys=True, ensure_ascii=False)
    return f"{text}\n".encode()


def _service_data(service: SampleService, sheet: SampleSheet) -> dict[str, Any]:
    return {
        "title": service.title,
        "file": service.path,
        "shape": service.shape,
        "dates": service.dates,
        "case": service.case,
        "end": list(service.end),
        "shows": service.shows,
        "rows": len(sheet.rows),
        "cases": sheet.n_cases,
        "identifier_columns": list(sheet.identifiers),
        "truths": [as_data(truth) for truth in sheet.truths],
    }


def _readme(setting: SampleSetting) -> bytes:
    lines = [
        BOROUGH.upper(),
        "",
        _SYNTHETIC,
        f"Read from the case systems on {setting.as_at}; seed {setting.seed}.",
        "",
        "What was planted in each file, how large it came out and how to see it is in",
        "truths.json, which also lists the planted texts that must never be found in",
        "anything that mersey writes. Try one:",
        "",
        "    mersey look planning/applications.csv --out planning.html",
        "",
        "experiments/ holds what the teams tried, as plans written before they began:",
        "",
        "    mersey evidence plan experiments",
        "",
    ]
    for service in SERVICES.values():
        lines += [service.path, f"    {service.title}. {service.shows}", ""]
    return "\n".join(lines).encode()


def _replace(path: Path, data: bytes) -> Path:
    """Write a file whole or not at all."""
    write_whole(path, data)
    return path
