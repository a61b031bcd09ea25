"""What a file says is shown and never obeyed: not by a browser, a sheet or a terminal."""

from __future__ import annotations

import base64
import csv
import io
import re
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.acceptance.program import Outcome, mersey

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</svg></style><iframe src=javascript:alert(1)>",
    "]]><!-- <base href=//x> -->",
    "{{7*7}}{% raw %}",
    "[bold red]marked[/bold red]",
    "=HYPERLINK(cmd)",
    "@SUM(A1)",
    "\x1b[2J\x1b]0;renamed\x07cleared",
    "\u202edeppilf\u2066",
    "%s%n../../etc/passwd",
    "$(touch obeyed)`touch obeyed`",
)
PAGE_NAME = "<script>alert(1).csv"
NAME = "$(touch obeyed)`touch obeyed`;'\"\ntwo lines.csv"
STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def _log(path: Path) -> Path:
    """Cases whose steps, teams, kinds and headings are all hostile."""
    out = io.StringIO()
    writer = csv.writer(out)
    kinds = [f"{text} kind" for text in HOSTILE]
    writer.writerow(["case", "activity", "time", "team", *kinds])
    for case in range(60):
        for n in range(4):
            step = HOSTILE[(case % 4 + 3 * n) % len(HOSTILE)]
            day = date(2024, 1, 1) + timedelta(days=case + 3 * n)
            team = HOSTILE[(case + n) % len(HOSTILE)]
            cells = [
                HOSTILE[(case // 20 + i) % len(HOSTILE)] for i in range(len(kinds))
            ]
            writer.writerow([f"C{case:03}", step, day, team, *cells])
    path.write_text(out.getvalue(), encoding="utf-8", newline="")
    return path


class _Page(HTMLParser):
    """The tags of a page, their attributes, and what it says."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.said += data


def _check_page(text: str) -> None:
    page = _Page(text)
    tags = [tag for tag, _ in page.tags]
    assert tags.count("script") == 1
    assert not {"iframe", "img", "object", "embed", "form", "base"} & set(tags)
    names = {name for _, attributes in page.tags for name in attributes}
    assert not {name for name in names if name.startswith("on") or name == "style"}
    links = {a.get("href") or a.get("src") or "#" for _, a in page.tags}
    assert {link[:5] for link in links if not link.startswith("#")} <= {"data:"}
    assert "{{7*7}}" in page.said
    assert not STEERS.search(text)
    for link in links:
        if link.startswith("data:text/csv"):
            _check_csv(_unpacked(link))


def _unpacked(link: str) -> str:
    head, _, content = link.partition(",")
    if head.endswith(";base64"):
        return base64.b64decode(content).decode()
    return unquote(content)


def _check_csv(text: str) -> None:
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "@", "+", "\t", "\r"))]


def _check_screen(done: Outcome) -> None:
    assert done.code in (0, 2, 3), done.err
    assert done.is_clean
    assert not STEERS.search(done.out + done.err)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("injection")
    _log(made / "log.csv")
    return made


def test_a_page_obeys_nothing_when_all_a_file_says_is_hostile(folder: Path) -> None:
    _log(folder / PAGE_NAME)
    done = mersey("look", PAGE_NAME, "--out", "page.html", "--write-map", cwd=folder)
    assert done.code == 0, done.err
    _check_screen(done)
    _check_page((folder / "page.html").read_text(encoding="utf-8"))
    [written] = folder.glob("*.map.toml")
    again = mersey("check", "log.csv", "--map", written, cwd=folder)
    assert again.code == 0, again.err
    assert not (folder / "obeyed").exists()


@pytest.mark.parametrize("asked", ["check --columns", "load --service s"])
def test_a_terminal_obeys_nothing_when_all_a_file_says_is_hostile(
    asked: str, folder: Path
) -> None:
    (folder / NAME).write_bytes((folder / "log.csv").read_bytes())
    verb, *options = asked.split()
    done = mersey(verb, NAME, *options, cwd=folder)
    assert done.code == 0, done.err
    _check_screen(done)
    for written in folder.rglob("rejected.csv"):
        _check_csv(written.read_text(encoding="utf-8"))
    assert not (folder / "obeyed").exists()


def test_an_error_obeys_nothing_when_what_was_asked_for_is_hostile(
    folder: Path,
) -> None:
    done = mersey("check", "log.csv", "--case", "x".join(HOSTILE), cwd=folder)
    assert done.code == 2
    _check_screen(done)
    assert "[bold red]marked[/bold red]" in done.err
