"""What a file says is shown on the terminal, and never obeyed by it."""

from __future__ import annotations

import json

import pytest

from mersey.cli import saying
from mersey.cli.saying import escaped, say, say_lines, width

STEERING = [
    "\x1b[2J",
    "\x1b]0;title\x07",
    "\x9b31m",
    "\u202egnp",
    "\u2066",
    "\x7f",
    "\r",
]


@pytest.mark.parametrize("text", STEERING)
def test_nothing_steers_the_terminal_when_it_is_said(text, capsys):
    say(f"Step {text} done")
    said = capsys.readouterr().out
    assert all(letter.isprintable() or letter in "\t\n" for letter in said)
    assert said.startswith("Step ")
    assert said.endswith(" done\n")


def test_plain_words_are_said_as_they_are(capsys):
    say("Café, 5 °C, £12\tŁódź\n日本", err=True)
    assert capsys.readouterr().err == "Café, 5 °C, £12\tŁódź\n日本\n"


@pytest.mark.parametrize("text", STEERING)
def test_json_says_the_same_when_it_holds_such_characters(text):
    written = escaped(json.dumps({"step": text}, ensure_ascii=False))
    assert json.loads(written) == {"step": text}
    assert written.isprintable()


LONG = "A sentence of many words that goes on for longer than a terminal is wide. " * 3


@pytest.fixture(name="eighty")
def _eighty(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")


@pytest.mark.usefixtures("eighty")
def test_lines_fit_the_terminal(capsys):
    say_lines([LONG, f"  Typical time   {LONG}", f"  {LONG}"])
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    assert (
        sum(line.startswith(" " * 17) for line in lines) >= 2
    )  # under the second column


@pytest.mark.usefixtures("eighty")
def test_a_word_that_is_too_long_is_kept_whole(capsys):
    say_lines([f"The page: {'x' * 90}"])
    assert "x" * 90 in capsys.readouterr().out


def test_width_is_the_terminals_within_reason(monkeypatch):
    widths = []
    for columns in ("20", "100", "400"):
        monkeypatch.setenv("COLUMNS", columns)
        widths.append(width())
    assert widths == [40, 100, 120]


def test_there_are_no_colours_where_there_is_no_terminal(capsys):
    say_lines(["", "A heading", "  Serious: of this"])
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("setting", "has"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_colours_are_a_terminals_unless_its_person_wants_none(
    monkeypatch, setting, has
):
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in setting.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(saying.sys.stdout, "isatty", lambda: True, raising=False)
    assert saying._has_colours() is has


def test_headings_and_severities_are_coloured_and_steer_nothing(monkeypatch, capsys):
    monkeypatch.setattr(saying, "_has_colours", lambda: True)
    say_lines(["Lead.", "", "What is wrong", "  Warning: a \x1b[2J step"])
    out = capsys.readouterr().out
    assert "\x1b[1mWhat is wrong\x1b[0m" in out
    assert "\x1b[33m\x1b[1mWarning\x1b[0m: a" in out
    assert "[2J" in out
    assert "\x1b[2J" not in out
