"""How much memory a run may hold: a part of the machine, or what a person says.

One ceiling holds for everything: the database keeps within a part of it, and what reads
a file in a process of its own may use the rest.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from mersey.errors import UsageError
from mersey.system.machine import memory_bytes

PART_OF_MACHINE: Final = 4
"""A quarter: a council's laptop has other work to do."""

UNKNOWN_MACHINE: Final = 8 << 30
"""Bytes that a machine is taken to have where the system does not say."""

LEAST_MEMORY: Final = 512_000_000
"""Bytes below which not even an empty log could be read."""

MOST_OF_ENGINE: Final = 2_500_000_000
"""Bytes that the database may hold before it spills to disk; more made nothing quicker."""

PART_OF_ENGINE: Final = 0.6
"""The rest is for Python, Arrow, and what the database does not count."""

CONTAINER: Final = Path("/sys/fs/cgroup/memory.max")
WRITTEN: Final = re.compile(r"(\d{1,9})(?:\.(\d{1,3}))? ?([kmgt])(i?)b?", re.IGNORECASE)


def default_memory() -> int:
    """Bytes that a run may hold where nobody says: a quarter of the machine."""
    return max(machine_memory() // PART_OF_MACHINE, LEAST_MEMORY)


def machine_memory() -> int:
    """Bytes of memory that the machine has, or the container where that has fewer."""
    machine = memory_bytes() or UNKNOWN_MACHINE
    try:
        return min(machine, int(CONTAINER.read_text(encoding="ascii")))
    except (OSError, ValueError):  # none, or "max"
        return machine


def of_engine(memory: int) -> int:
    """The bytes of a run's `memory` that the database may hold."""
    return min(MOST_OF_ENGINE, int(memory * PART_OF_ENGINE))


def bytes_of(text: str) -> int:
    """The bytes that a person means by `2GB`, `1.5 GiB` or `800M`.

    Raises:
        UsageError: It is no such amount, or too little to read anything with.
    """
    found = WRITTEN.fullmatch(text.strip())
    if found is None:
        msg = f'"{text}" is no amount of memory.'
        raise UsageError(msg, next_step="Write it as ⟦memory⟧ 2GB or ⟦memory⟧ 800MB.")
    whole, part, unit, is_binary = found.groups()
    power = "kmgt".index(unit.lower()) + 1
    n_bytes = int(
        float(f"{whole}.{part or 0}") * (1024 if is_binary else 1000) ** power
    )
    if n_bytes < LEAST_MEMORY:
        msg = f"{text} is too little memory: mersey needs at least 512MB."
        raise UsageError(msg, next_step="Leave ⟦memory⟧ out, or allow more.")
    return n_bytes


def use_small_pages() -> None:
    """Let Arrow take memory as everybody does, for the rest of the process.

    Its own way asks for huge pages: to clear them cost as much as to read a file.
    """
    import pyarrow as pa  # noqa: PLC0415  (what a person says of memory needs none of it)

    pa.set_memory_pool(pa.system_memory_pool())
