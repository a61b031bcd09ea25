"""What follows in a demo when a job of it is done: files to read, and a board to fill."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from mersey.web.demo import made_up_board, made_up_site
from mersey.web.jobs import arriving

if TYPE_CHECKING:
    from mersey.web.models import Job


def was_read(job: Job) -> None:
    """Take what was read of a file; a demo's board is filled once its log is there."""
    arriving.was_read(job)
    if settings.SITE.is_demo:
        made_up_board.fill_board()


def bring_borough(job: Job) -> None:
    """Let the files that were written be read, one by one."""
    made_up_site.bring_files(Path(job.parameters["workspace"]))
