"""A folder of councils' verdicts as JSON: what each found, and who has not reported.

Every council runs the same plan on its own log, and sends the file that `mersey evidence
verdict --json` prints. A plan without a verdict, or a verdict that came too early, was
registered and has not reported. Every problem of every file is told at once.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mersey.errors import EvidenceError
from mersey.evidence.pooling import Replication
from mersey.vocabulary import Better, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

VERDICT: Final = "mersey.evidence.verdict/1"
REGISTERED: Final = ("mersey.evidence.", "mersey.frozen/")
"""What a plan, or a version of it, begins its schema with."""

TOO_EARLY: Final = "too_early"
MOST_BYTES: Final = 5_000_000


@dataclass(frozen=True, kw_only=True)
class PoolFolder:
    """What a folder holds.

    Attributes:
        replications: A result of each council that reported.
        unreported: Councils that registered the experiment and have not reported.
    """

    replications: tuple[Replication, ...]
    unreported: tuple[str, ...]


class _Found(BaseModel):
    """The effect in a verdict: what pooling needs of it."""

    model_config = ConfigDict(extra="ignore", frozen=True, allow_inf_nan=False)

    measure: str
    measure_hash: str = Field(pattern="^[0-9a-f]{64}$")
    unit: Unit
    better: Better
    estimate: float = Field(strict=True)
    standard_error: float = Field(strict=True, gt=0)
    n_before: int = Field(ge=0)
    n_since: int = Field(ge=0)
    design: str = ""
    horizon_days: float | None = None


class _Verdict(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    council: str = ""
    verdict: str | dict[str, Any] = ""
    measured: str = ""
    log_version: str = ""
    effect: _Found | None = None

    @property
    def kind(self) -> str:
        if isinstance(self.verdict, str):
            return self.verdict
        return str(self.verdict.get("kind", ""))


def read_pool_folder(folder: Path) -> PoolFolder:
    """Every result in the folder, and who has not reported.

    A file tells its council under `council`, or else by its name.

    Raises:
        EvidenceError: No such folder, no JSON in it, or files that are no verdicts; all
            are told.
    """
    paths = sorted(folder.glob("*.json")) if folder.is_dir() else []
    if not paths:
        raise EvidenceError(
            f"{folder} is no folder with verdicts as JSON files.",
            next_step="Put there what `mersey evidence verdict PLAN ⟦json⟧` prints, a "
            "file for each council; or try `mersey sample councils`.",
        )
    read: dict[Path, _Read] = {}
    problems: list[str] = []
    for path in paths:
        try:
            read[path] = _read(path)
        except EvidenceError as error:
            problems.append(error.problem)
    problems += _doubled(read)
    if problems:
        raise EvidenceError(
            "These files cannot be pooled:\n"
            + "\n".join(f"  {one}" for one in problems),
            next_step="Correct them or take them out, and run the command again.",
        )
    found = {one.site: one.result for one in read.values() if one.result is not None}
    registered = {one.site for one in read.values()}
    return PoolFolder(
        replications=tuple(found[site] for site in sorted(found)),
        unreported=tuple(sorted(registered - set(found))),
    )


@dataclass(frozen=True, kw_only=True)
class _Read:
    """One file: its council, its result if it has one, and the log that it looked at."""

    site: str
    result: Replication | None = None
    log_version: str = ""


def _doubled(read: Mapping[Path, _Read]) -> Iterator[str]:
    """Two results of one council, and two of one log: copies would count twice."""
    sites: set[str] = set()
    logs: dict[str, str] = {}
    for path, one in read.items():
        if one.result is None:
            continue
        if one.site in sites:
            yield f"{path.name}: {one.site} has a verdict in another file too."
        elif one.log_version and one.log_version in logs:
            yield f"{path.name}: it is of the same log as {logs[one.log_version]}."
        sites.add(one.site)
        logs.setdefault(one.log_version, path.name)


def _read(path: Path) -> _Read:
    data = _object(path)
    schema = str(data.get("schema", ""))
    if not schema.startswith(REGISTERED):
        msg = f'{path.name}: its "schema" is not "{VERDICT}".'
        raise EvidenceError(msg)
    if schema != VERDICT:
        if schema.startswith("mersey.evidence.verdict/"):
            msg = f'{path.name}: its "schema" is {schema}, and this mersey reads {VERDICT}.'
            raise EvidenceError(msg)
        return _Read(site=str(data.get("council") or path.stem))
    try:
        verdict = _Verdict.model_validate(data)
    except ValidationError as error:
        msg = f"{path.name}: {'; '.join(_mistakes(error))}."
        raise EvidenceError(msg) from error
    site = verdict.council.strip() or path.stem
    if verdict.effect is None or verdict.kind == TOO_EARLY:
        return _Read(site=site)
    result = _replication(site, verdict.effect, verdict)
    return _Read(site=site, result=result, log_version=verdict.log_version)


def _object(path: Path) -> Mapping[str, Any]:
    try:
        if path.stat().st_size > MOST_BYTES:
            msg = f"{path.name}: it is too large for a verdict."
            raise EvidenceError(msg)
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        msg = f"{path.name}: it cannot be read as JSON."
        raise EvidenceError(msg) from error
    if not isinstance(data, dict):
        msg = f"{path.name}: it holds no JSON object."
        raise EvidenceError(msg)
    return data


def _mistakes(error: ValidationError) -> Iterator[str]:
    """Field and what was expected; never the value."""
    for one in error.errors(include_input=False, include_url=False):
        where = ".".join(str(part) for part in one["loc"])
        yield f'"{where}": {one["msg"][0].lower()}{one["msg"][1:]}'


def _replication(site: str, found: _Found, verdict: _Verdict) -> Replication:
    return Replication(
        site=site,
        estimate=found.estimate,
        standard_error=found.standard_error,
        n=found.n_before + found.n_since,
        measure=found.measure,
        measure_hash=found.measure_hash,
        unit=found.unit,
        better=found.better,
        design=found.design,
        verdict=verdict.kind,
        measured=verdict.measured,
        horizon_days=found.horizon_days,
    )
