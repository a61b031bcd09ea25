"""A pack read before says what its file says, and an edited one is read itself."""

from __future__ import annotations

import tomllib
from datetime import time

import pytest

from mersey.services.known_packs import PACKS, pack_names
from mersey.services.pack_file import PACK_FILE
from mersey.services.packs_as_read import as_read, compiled


@pytest.mark.parametrize("name", pack_names())
def test_as_read_is_the_file_when_it_is_a_pack_of_ours(name: str) -> None:
    content = (PACKS / name / PACK_FILE).read_bytes()
    assert as_read(content) == tomllib.loads(content.decode("utf-8"))


def test_as_read_knows_nothing_when_a_pack_was_edited() -> None:
    content = (PACKS / pack_names()[0] / PACK_FILE).read_bytes()
    assert as_read(content + b"\n# edited\n") is None


def test_compiled_refuses_when_a_pack_holds_a_kind_without_a_mark() -> None:
    with pytest.raises(TypeError, match="datetime"):
        compiled([b"at = 2026-01-01T09:00:00\n"])


def test_compiled_marks_times_when_a_pack_holds_one() -> None:
    text = compiled([b"opens = 09:00:00\n"])
    assert f'{{"$time": "{time(9).isoformat()}"}}' in text
