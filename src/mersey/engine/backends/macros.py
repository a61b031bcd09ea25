"""Words of our own for what engines say differently: each is made where it is first used."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

END: Final = ";\n"
MADE: Final = re.compile(r"(?:MACRO|FUNCTION) (\w+)")
CALLED: Final = re.compile(r"(?<![a-z_])([a-z_]+)\(")


class Macros:
    """The macros of one connection; a connection that asks little makes few."""

    def __init__(self, name: str) -> None:
        """Those of the file `name`, none of them made yet."""
        text = Path(__file__).with_name(name).read_text(encoding="utf-8")
        self._unmade = {
            found[1]: statement
            for statement in text.split(END)
            if (found := MADE.search(statement))
        }

    def needed(self, query: str) -> Iterator[str]:
        """The statements that make what `query` calls and was not made yet, each once."""
        for name in CALLED.findall(query):
            if statement := self._unmade.pop(name, None):
                yield statement
