"""Write the reference pages from the code: `python -m docs.generate [--check]`.

With `--check` nothing is written, and the exit code is 1 where a page is stale.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docs.pages import (
    charts,
    cli,
    clocks,
    errors,
    findings,
    formats,
    measures,
    packs,
    performance,
)

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["PAGES", "main", "stale"]

REFERENCE: Final = Path(__file__).parent / "reference"

PAGES: Final[dict[str, Callable[[], str]]] = {
    "charts.md": charts.page,
    "cli.md": cli.page,
    "clocks.md": clocks.page,
    "errors.md": errors.page,
    "findings.md": findings.page,
    "formats.md": formats.page,
    "measures.md": measures.page,
    "packs.md": packs.page,
    "performance.md": performance.page,
}


def stale(folder: Path = REFERENCE) -> tuple[str, ...]:
    """Names of the pages that are not what the code would write now."""
    return tuple(name for name, page in PAGES.items() if page() != _read(folder / name))


def main(arguments: list[str]) -> int:
    """Write the pages, or with `--check` say which are stale; returns the exit code."""
    if "--check" in arguments:
        names = stale()
        for name in names:
            sys.stderr.write(f"stale: docs/reference/{name}; run `make docs`\n")
        return int(bool(names))
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), encoding="utf-8", newline="\n")
    return 0


def _read(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
