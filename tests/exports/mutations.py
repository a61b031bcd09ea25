"""Files broken at random, as networks, editors and people break them: a seed in, bytes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import Final

__all__ = ["KINDS", "mutated", "shortened"]

SEPARATORS: Final = (b",", b";", b"\t", b"|", b":")


def shortened(content: bytes, *, most_lines: int) -> bytes:
    """The first lines of a text; a workbook, or a text of one line, stays whole."""
    if content[:2] == b"PK":
        return content
    return b"".join(content.splitlines(keepends=True)[:most_lines])


def mutated(content: bytes, rng: Random) -> bytes:
    """The content after one to three accidents."""
    is_text = content[:2] != b"PK"
    kinds = sorted(KINDS) if is_text else ["bytes flipped", "cut short"]
    for kind in rng.choices(kinds, k=rng.randint(1, 3)):
        content = KINDS[kind](content, rng)
    return content


def _bytes_flipped(content: bytes, rng: Random) -> bytes:
    made = bytearray(content)
    for _ in range(rng.randint(1, 12)):
        if made:
            made[rng.randrange(len(made))] = rng.randrange(256)
    return bytes(made)


def _cut_short(content: bytes, rng: Random) -> bytes:
    return content[: rng.randint(0, len(content))]


def _lines_cut(content: bytes, rng: Random) -> bytes:
    lines = content.splitlines(keepends=True)
    return b"".join(line for line in lines if rng.random() > 0.1)


def _lines_shuffled(content: bytes, rng: Random) -> bytes:
    lines = content.splitlines(keepends=True)
    rng.shuffle(lines)
    return b"".join(lines)


def _lines_doubled(content: bytes, rng: Random) -> bytes:
    lines = content.splitlines(keepends=True)
    return b"".join(line * rng.choice((1, 1, 1, 2)) for line in lines)


def _cells_emptied(content: bytes, rng: Random) -> bytes:
    return _each_cell(content, lambda cell: b"" if rng.random() < 0.1 else cell)


def _cells_doubled(content: bytes, rng: Random) -> bytes:
    comma = _separator(content)
    return _each_cell(
        content, lambda cell: cell + comma + cell if rng.random() < 0.03 else cell
    )


def _headings_swapped(content: bytes, rng: Random) -> bytes:
    return _first_line(content, lambda cells: rng.sample(cells, len(cells)))


def _headings_removed(content: bytes, rng: Random) -> bytes:
    if rng.random() < 0.5:
        return content.partition(b"\n")[2]
    return _first_line(
        content, lambda cells: [b"" if rng.random() < 0.3 else c for c in cells]
    )


def _headings_alike(content: bytes, rng: Random) -> bytes:
    return _first_line(content, lambda cells: [rng.choice(cells)] * len(cells))


def _delimiters_changed(content: bytes, rng: Random) -> bytes:
    return content.replace(_separator(content), rng.choice(SEPARATORS))


def _encoding_broken(content: bytes, rng: Random) -> bytes:
    text = content.decode("utf-8", "replace")
    if rng.random() < 0.5:
        return text.encode(rng.choice(("utf-16-le", "utf-16", "utf-32")))
    return text.replace("e", rng.choice(("\xff", "é", "\0"))).encode(
        "latin-1", "replace"
    )


def _dates_broken(content: bytes, rng: Random) -> bytes:
    old, new = rng.choice(
        ((b"202", b"302"), (b"-0", b"-9"), (b"/", b"."), (b"20", b""), (b":", b"::"))
    )
    return content.replace(old, new)


def _quotes_strewn(content: bytes, rng: Random) -> bytes:
    return _each_cell(content, lambda c: b'"' + c if rng.random() < 0.02 else c)


KINDS: Final[Mapping[str, Callable[[bytes, Random], bytes]]] = {
    "bytes flipped": _bytes_flipped,
    "cells doubled": _cells_doubled,
    "cells emptied": _cells_emptied,
    "cut short": _cut_short,
    "dates broken": _dates_broken,
    "delimiters changed": _delimiters_changed,
    "encoding broken": _encoding_broken,
    "headings alike": _headings_alike,
    "headings removed": _headings_removed,
    "headings swapped": _headings_swapped,
    "lines cut": _lines_cut,
    "lines doubled": _lines_doubled,
    "lines shuffled": _lines_shuffled,
    "quotes strewn": _quotes_strewn,
}


def _separator(content: bytes) -> bytes:
    first = content.partition(b"\n")[0]
    return max(SEPARATORS, key=first.count)


def _each_cell(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    comma = _separator(content)
    lines = content.split(b"\n")
    return b"\n".join(
        comma.join(change(cell) for cell in line.split(comma)) for line in lines
    )


def _first_line(content: bytes, change: Callable[[list[bytes]], list[bytes]]) -> bytes:
    first, newline, rest = content.partition(b"\n")
    comma = _separator(content)
    return comma.join(change(first.split(comma))) + newline + rest
