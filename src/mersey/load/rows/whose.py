"""Which case of the file a short name stands for: asked with the file and its key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from mersey.load.rows.pseudonyms import Kind, normalised, pseudonyms

if TYPE_CHECKING:
    from collections.abc import Sequence


def cases_called(
    short_names: Sequence[str], cases: Sequence[str], *, key: bytes
) -> dict[str, tuple[str, ...]]:
    """Short name → the cases whose pseudonym begins with it, as the file writes them.

    None where no case of the file is called so, several where a short name is too short.
    What stands before a colon, as on a board of several services, is passed over.

    Args:
        short_names: The first letters of pseudonyms, as a page shows them.
        cases: The names of the cases in the file.
        key: The key of the data set.
    """
    alike = normalised(pa.array(cases, pa.string()))
    called = pseudonyms(alike, Kind.CASE, key=key).to_pylist()
    found = {}
    for name in short_names:
        begin = name.rpartition(":")[2].strip().lower()
        found[name] = tuple(
            case
            for case, pseudonym in zip(cases, called, strict=True)
            if begin and pseudonym.startswith(begin)
        )
    return found
