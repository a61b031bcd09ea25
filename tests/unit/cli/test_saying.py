"""What a file says is shown on the terminal, and never obeyed by it."""

from __future__ import annotations

import json

import pytest

from mersey.cli.saying import escaped, say

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
