"""Write what is made from code and packs: `python -m docs.generate [--check]`.

The reference pages, the packs as they were read, and the schemas of evidence.

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
    designs,
    engines,
    errors,
    false_alarms,
    findings,
    formats,
    measures,
    packs,
    performance,
)
from mersey.evidence.published import SCHEMAS, schema_texts
from mersey.services.known_packs import PACKS
from mersey.services.pack_file import PACK_FILE
from mersey.services.packs_as_read import AS_READ, compiled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["PAGES", "main", "stale"]

ROOT: Final = Path(__file__).parent.parent

PAGES: Final[dict[str, Callable[[], str]]] = {
    "charts.md": charts.page,
    "cli.md": cli.page,
    "clocks.md": clocks.page,
    "designs.md": designs.page,
    "engines.md": engines.page,
    "errors.md": errors.page,
    "false-alarms.md": false_alarms.page,
    "findings.md": findings.page,
    "formats.md": formats.page,
    "measures.md": measures.page,
    "packs.md": packs.page,
    "performance.md": performance.page,
}


def stale(root: Path = ROOT) -> tuple[str, ...]:
    """Paths from the root of the files that are not what would be written now."""
    return tuple(path for path, text in _written() if text != _read(root / path))


def main(arguments: list[str]) -> int:
    """Write the files, or with `--check` say which are stale; returns the exit code."""
    if "--check" in arguments:
        paths = stale()
        for path in paths:
            sys.stderr.write(f"stale: {path}; run `make docs`\n")
        return int(bool(paths))
    for path, text in _written():
        (ROOT / path).parent.mkdir(exist_ok=True)
        (ROOT / path).write_text(text, encoding="utf-8", newline="\n")
    return 0


def _written() -> Iterator[tuple[str, str]]:
    """Each file that is made: its path from the root, and its text."""
    for name, page in PAGES.items():
        yield f"docs/reference/{name}", page()
    contents = [path.read_bytes() for path in sorted(PACKS.glob(f"*/{PACK_FILE}"))]
    yield AS_READ.relative_to(ROOT).as_posix(), compiled(contents)
    for name, text in schema_texts().items():
        yield (SCHEMAS / name).relative_to(ROOT).as_posix(), text


def _read(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
