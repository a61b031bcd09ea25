"""`python -m mersey`: the same program as `mersey`, and where its surfaces meet.

The command line and the web application know nothing of each other: this module, which
stands above both, hands the one to the other.
"""

from __future__ import annotations

import os
import signal
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import FrameType

STOPPED: Final = 130


def main() -> NoReturn:
    """Run the program; a signal while its parts are still being read only ends it."""
    signal.signal(signal.SIGINT, _leave)
    signal.signal(signal.SIGTERM, _leave)
    from mersey.cli import main as run  # noqa: PLC0415  (Ctrl-C may come as it is read)

    run(serving=_Web())


class _Web:
    """The web application, where the extra `web` is installed."""

    def serve(
        self, workspace: Path, *, port: int, is_demo: bool, tell: Callable[[str], None]
    ) -> None:
        """Serve a workspace.

        Raises:
            UsageError: The extra is not installed.
        """
        _must_be_installed()
        from mersey.web.serving import serve  # noqa: PLC0415  (heavy)

        serve(workspace, port=port, is_demo=is_demo, tell=tell)

    def work(self, workspace: Path) -> None:
        """Do the jobs of a workspace.

        Raises:
            UsageError: The extra is not installed.
        """
        _must_be_installed()
        from mersey.web.serving import work  # noqa: PLC0415  (heavy)

        work(workspace)


def _must_be_installed() -> None:
    if find_spec("django") is None:
        from mersey.errors import UsageError  # noqa: PLC0415  (only where it is needed)

        msg = "The web application needs the extra `web`, which is not installed."
        raise UsageError(
            msg, next_step='Install it: python -m pip install "mersey[web]"'
        )


def _leave(_number: int, _frame: FrameType | None) -> NoReturn:
    os.write(2, b"Stopped. Nothing was changed.\n")
    os._exit(STOPPED)  # nothing was begun


if __name__ == "__main__":
    main()
