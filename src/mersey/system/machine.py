"""How much memory the machine has."""

from __future__ import annotations

import os
from typing import Any, Final

HAS_SYSCONF: Final = hasattr(os, "sysconf")


def memory_bytes() -> int | None:
    """Bytes of memory; None where the system does not say."""
    try:
        if HAS_SYSCONF:
            return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        return _told_by_windows()
    except (AttributeError, OSError, ValueError):
        return None


def _told_by_windows() -> int | None:
    """What MEMORYSTATUSEX says: its size and load first, then seven numbers of bytes."""
    import ctypes  # noqa: PLC0415  (on Windows alone)

    windows: Any = getattr(ctypes, "windll", None)
    told = (ctypes.c_uint64 * 8)()
    told[0] = ctypes.sizeof(told)
    if windows is None or not windows.kernel32.GlobalMemoryStatusEx(ctypes.byref(told)):
        return None
    return int(told[1])
