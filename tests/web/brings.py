"""Brings a file to a workspace as a demo does: `python -m tests.web.brings WORKSPACE FILE`."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def main(workspace: Path, file: Path, slug: str = "it-incidents") -> None:
    """A job to read it waits afterwards; the file is gone."""
    from mersey.web.config import config_of
    from mersey.web.serving import start

    start(config_of(workspace, port=0, is_demo=True, environment=os.environ))
    from mersey.web.jobs import arriving
    from mersey.web.models import ArrivedFrom, CouncilService

    service = CouncilService.objects.get(slug=slug)
    arriving.bring(file, service, name=file.name, came_from=ArrivedFrom.DEMO, by=None)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
