"""What a plan, a look and a proposal need of a service's log, as far as the clock is."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings

from mersey.eventlog import Workspace, close_log, with_pack
from mersey.evidence.log_shape import log_shape
from mersey.evidence.looking import cases_of, mix_of
from mersey.evidence.lotted import by_lot_of
from mersey.evidence.named import NOTHING_KNOWN
from mersey.evidence.trail import Trail

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from mersey.eventlog import WithPack
    from mersey.evidence.experiment import Experiment
    from mersey.evidence.log_cases import LogCases
    from mersey.evidence.log_shape import LogShape
    from mersey.evidence.named import Known

NO_TRAIL = Trail()


@contextmanager
def opened(slug: str) -> Iterator[WithPack]:
    """The log of a service with its pack, for as long as the block lasts.

    Raises:
        UnknownName: No log of it was loaded.
    """
    log = Workspace(settings.SITE.workspace).open_current(slug)
    try:
        yield with_pack(log)
    finally:
        close_log(log)


def cases_and_mix(
    slug: str, plan: Experiment, *, until: date, trail: Trail = NO_TRAIL
) -> tuple[LogCases, str]:
    """The cases known at the end of a day with all that the plan speaks of, and their mix.

    Raises:
        UnknownName: No log was loaded, or it has no such column, outcome or step.
        EvidenceError: The log cannot carry an experiment.
    """
    with opened(slug) as packed:
        cases = cases_of(packed.log, packed.use, plan)
        mix = mix_of(packed.log, packed.use)
    by_lot = by_lot_of(plan, trail)
    return replace(cases.known_on(min(until, cases.known_until)), by_lot=by_lot), mix


def shape_of(slug: str) -> LogShape:
    """What the log tells of itself; read once for each version of it.

    Raises:
        UnknownName: No log of it was loaded.
    """
    workspace = settings.SITE.workspace
    return _shape(workspace, slug, Workspace(workspace).version(slug))


@lru_cache(maxsize=16)
def _shape(_workspace: Path, slug: str, _version: str) -> LogShape:
    with opened(slug) as packed:
        return log_shape(packed.log, packed.use)


def known_names(slug: str, version: str) -> Known:
    """Names to check a plan against; nothing is known where no log was loaded."""
    return shape_of(slug).known if version else NOTHING_KNOWN
