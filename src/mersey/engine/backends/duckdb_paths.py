"""The name under which DuckDB opens exactly the file that was named, and no other.

DuckDB takes `*`, `?` and `[` in a path for a pattern, and a beginning such as `s3:` or
`~` for another place: a browser's second download, `export[1].csv`, would be answered
from `export1.csv`.
"""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

PATTERN: Final = re.compile(r"[*?\[]")
IN_BRACKETS: Final = r"[\g<0>]"
"""A character in brackets stands for itself."""


def exact_name(path: Path, folder: Path) -> str:
    """A path that DuckDB opens as it stands: `path`, or a link to it in `folder`.

    Args:
        path: The file.
        folder: The engine's own scratch folder, which is gone after the run.
    """
    whole = path.absolute()
    if not PATTERN.search(str(whole)):
        return str(whole)
    link = _link_to(whole, folder.absolute())
    return PATTERN.sub(IN_BRACKETS, str(link))


def _link_to(path: Path, folder: Path) -> Path:
    names = (folder / f"named-{number}" for number in count())
    link = next(n for n in names if not n.is_symlink() or n.readlink() == path)
    if not link.is_symlink():
        link.symlink_to(path)
    return link
