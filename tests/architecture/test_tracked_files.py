"""No address of a package host and no path of one machine stands in the project."""

from __future__ import annotations

import re
from pathlib import Path

from tests.architecture import tree

# The folder this checkout stands in, and the home of whoever runs the tests.
MACHINE = re.compile(
    "|".join(re.escape(f"{folder}/") for folder in {tree.ROOT.parent, Path.home()})
    + r"|/(?:home|Users)/\w+/|\b[A-Z]:\\\\Users\\\\"
)


def test_no_package_host_is_named_when_tracked_files_are_read() -> None:
    assert tree.files_matching(tree.PACKAGE_HOSTS) == []


def test_no_path_of_a_machine_is_named_when_tracked_files_are_read() -> None:
    assert tree.files_matching(MACHINE) == []


def test_a_package_host_is_found_when_one_is_written() -> None:
    assert tree.PACKAGE_HOSTS.search("https://files." + "pythonhos" + "ted.org/x")


def test_lock_files_hold_hashes_and_no_address() -> None:
    locks = sorted((tree.ROOT / "requirements").glob("*.txt"))
    texts = [lock.read_text("utf-8") for lock in locks]
    assert len(texts) >= 2
    assert all("--hash=sha256:" in text and "://" not in text for text in texts)


def test_no_file_over_one_megabyte_is_tracked() -> None:
    large = [tree.where(p) for p in tree.tracked() if p.stat().st_size > 1_000_000]
    assert large == []
