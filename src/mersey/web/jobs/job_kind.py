"""What kinds of jobs there are: what each does, where, and what is written afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mersey.web.models import Job


def _nothing(_job: Job) -> None:
    """What follows where nothing does."""


@dataclass(frozen=True, kw_only=True)
class JobKind:
    """A kind of job.

    Attributes:
        apart: `module:function` of what is done in a process of its own, which knows no
            database: `function(parameters, tell)` gives the result, JSON. Empty: `here`.
        here: What is done by the worker itself; quick, as it is not stopped.
        settle: Writes what follows from a job that is done, in the same transaction.
        seconds: How long a process may take. memory: Bytes that it may hold besides what
            every process does; 0 for what the loader allows itself.
    """

    apart: str = ""
    here: Callable[[Job], Mapping[str, Any]] | None = None
    settle: Callable[[Job], None] = _nothing
    seconds: int = 3600
    memory: int = 0
