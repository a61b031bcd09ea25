"""The words of a page, a line per block, as a reviewer reads them in a diff."""

from __future__ import annotations

from html.parser import HTMLParser

__all__ = ["words_of"]

_SILENT = {"style", "script", "svg", "title"}
_MARKS = {
    "h1": "# ",
    "h2": "## ",
    "h3": "### ",
    "li": "* ",
    "summary": "> ",
    "tr": "| ",
}
_BREAKS = {*_MARKS, "p", "dt", "dd", "figcaption", "caption", "div"}
_CELLS = {"td", "th"}


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._depth = 0

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self._depth += tag in _SILENT
        if tag in _BREAKS and not self._depth:
            self.lines.append(_MARKS.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag in _SILENT
        if tag in _CELLS:
            self.handle_data(" | ")

    def handle_data(self, data: str) -> None:
        if not self._depth and self.lines:
            self.lines[-1] += data.replace("\n", " ")


def words_of(html: str) -> str:
    """What the page says, without its drawings: headings, words, tables, in order."""
    parser = _Words()
    parser.feed(html)
    lines = (" ".join(line.split()) for line in parser.lines)
    return "\n".join(line for line in lines if line.strip("#*>| ")) + "\n"
