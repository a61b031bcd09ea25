"""`python -m mersey`: the same program as `mersey`."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    from types import FrameType

STOPPED: Final = 130


def main() -> NoReturn:
    """Run the program; a signal while its parts are still being read only ends it."""
    signal.signal(signal.SIGINT, _leave)
    signal.signal(signal.SIGTERM, _leave)
    from mersey.cli import main as run  # noqa: PLC0415  (Ctrl-C may come as it is read)

    run()


def _leave(_number: int, _frame: FrameType | None) -> NoReturn:
    os.write(2, b"Stopped. Nothing was changed.\n")
    os._exit(STOPPED)  # nothing was begun


if __name__ == "__main__":
    main()
