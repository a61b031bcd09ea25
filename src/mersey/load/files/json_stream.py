"""JSON read piece by piece, so that a document larger than memory can be walked."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any, Final

from mersey.errors import FileUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

CHUNK: Final = 1 << 20
LARGEST_VALUE: Final = 1 << 26
"""Characters; one record of a log is never near 64 million."""

SPACE: Final = re.compile(r"[ \t\r\n]*")
DECODER: Final = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)
"""Numbers stay as they are written: 007 of one system is not 7 of another."""


class JsonStream:
    """A place in a JSON document, moving forward.

    Args:
        file: The document.
        encoding: Its codec.
        name: What to call it in errors.
    """

    def __init__(self, file: BinaryIO, *, encoding: str, name: str) -> None:
        codec = "utf-8-sig" if encoding == "utf-8" else encoding
        self._text = io.TextIOWrapper(file, encoding=codec, newline="")
        self._name = name
        self._buffer = ""
        self._at = 0
        self._lines_before = 0
        self._is_over = False

    @property
    def line(self) -> int:
        """The line of the document that comes next, from 1."""
        return self._lines_before + self._buffer.count("\n", 0, self._at) + 1

    def peek(self) -> str:
        """The next character that is no space; empty at the end."""
        while True:
            space = SPACE.match(self._buffer, self._at)
            self._at = space.end() if space else self._at
            if self._buffer.startswith("\ufeff", self._at):
                self._at += 1
            elif self._at < len(self._buffer):
                return self._buffer[self._at]
            elif not self._fill(CHUNK):
                return ""

    def take(self, mark: str) -> bool:
        """True, and past it, where `mark` comes next."""
        if self.peek() != mark:
            return False
        self._at += 1
        return True

    def value(self) -> Any:
        """The value that comes next, with numbers as text.

        Raises:
            FileUnreadable: No value comes next, or it never ends.
        """
        size = CHUNK
        while True:
            self.peek()
            try:
                value, end = DECODER.raw_decode(self._buffer, self._at)
            except json.JSONDecodeError:
                end = -1
            except RecursionError:
                raise self.broken() from None
            if end >= 0 and (end < len(self._buffer) or self._is_over):
                self._at = end
                return value
            is_huge = len(self._buffer) - self._at > LARGEST_VALUE
            if is_huge or not self._fill(size):
                if end >= 0 and not is_huge:
                    continue
                raise self.broken()
            size *= 2

    def items(self) -> Iterator[None]:
        """One step per item of the array that comes next; take its `value` each time."""
        yield from self._parts("[", "]")

    def members(self) -> Iterator[str]:
        """The keys of the object that comes next; take each one's `value` in turn."""
        for _ in self._parts("{", "}"):
            key = self.value()
            if not isinstance(key, str) or not self.take(":"):
                raise self.broken()
            yield key

    def broken(self) -> FileUnreadable:
        """The error to raise where the document breaks its own rules here."""
        msg = f"{self._name} is no valid JSON from line {self.line:,} on."
        hint = "The file was cut short or changed on its way. Copy or export it again."
        return FileUnreadable(msg, next_step=hint)

    def _parts(self, opening: str, closing: str) -> Iterator[None]:
        if not self.take(opening):
            raise self.broken()
        if self.take(closing):
            return
        while True:
            yield
            if self.take(closing):
                return
            if not self.take(","):
                raise self.broken()

    def _fill(self, size: int) -> bool:
        if self._is_over:
            return False
        try:
            more = self._text.read(size)
        except UnicodeDecodeError:
            msg = (
                f"{self._name} holds bytes that are not text after line {self.line:,}."
            )
            raise FileUnreadable(msg, next_step="Export it again in UTF-8.") from None
        self._lines_before += self._buffer.count("\n", 0, self._at)
        self._buffer = self._buffer[self._at :] + more
        self._at = 0
        self._is_over = not more
        return bool(more)
