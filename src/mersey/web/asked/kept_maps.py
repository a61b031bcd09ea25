"""Maps of a log in more or less detail.

All are drawn by one job, the first time that one is asked for; the usual one is in the
answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.web.asked.found_by_jobs import found_by_job
from mersey.web.asked.map_work import DETAILS, TELLS, USUAL, name_of
from mersey.web.numbers_sent import number_sent

if TYPE_CHECKING:
    from mersey.report.view import Block
    from mersey.web.models import CouncilService

MAPS: Final = "maps"
"""The kind of job that draws them."""


def detail_of(said: str) -> int:
    """The detail nearest to what an address says; the usual one where it says none."""
    wanted = number_sent(said)
    if wanted is None:
        return USUAL
    return min(DETAILS, key=lambda one: (abs(one - wanted), one))


def tells_of(said: str) -> str:
    """What links tell, as an address says it; both where it says nothing known."""
    return said if said in TELLS else TELLS[0]


def is_usual(detail: int, tells: str) -> bool:
    """Whether this is the map of the report."""
    return (detail, tells) == (USUAL, TELLS[0])


def map_of(service: CouncilService, version: str, detail: int, tells: str) -> Block:
    """The map that is asked for.

    Raises:
        AnswerNotYet: A job draws it now, or could not, and says why.
    """
    found = found_by_job(MAPS, service, version)
    wanted = name_of(detail, tells)
    return next(one for one in found.sections if one.id == wanted).blocks[0]
