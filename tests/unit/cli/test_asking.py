"""A question is answered at the terminal, and each answer is one that reading takes."""

from __future__ import annotations

import contextlib
import os
import pty
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from mersey.cli.asking import answered, questions_json
from mersey.cli.flags import as_flags
from mersey.cli.options import Reading
from mersey.errors import ChoiceNeeded
from mersey.fields import Setting, as_option

QUESTION = ChoiceNeeded(
    "Which?",
    options=[Setting("case", "a b"), Setting("case", "none", is_name=False)],
    gives=["2 cases", "9 cases"],
)


def test_question_as_data_pairs_each_option_with_what_it_gives() -> None:
    assert questions_json(QUESTION) == [
        {
            "question": "Which?",
            "answers": [
                {"option": '--case "a b"', "gives": "2 cases"},
                {"option": "--case none", "gives": "9 cases"},
            ],
        }
    ]


def test_question_is_an_error_where_nobody_can_answer() -> None:
    def read(_: Reading) -> None:
        raise QUESTION

    with pytest.raises(ChoiceNeeded):
        answered(read, Reading())


@pytest.mark.parametrize("name", ['say "x"', "£ $1", "`a`", "it's", "a\\b", "!x"])
def test_option_survives_a_shell(name: str) -> None:
    script = f"printf '%s\\n' {as_flags(as_option('case', name))}"
    done = subprocess.run(["/bin/sh", "-c", script], capture_output=True, check=True)
    assert done.stdout.decode() == f"--case\n{name}\n"


CHOICE = (
    "from mersey.cli.asking import answered\n"
    "from mersey.cli.options import Reading\n"
    "from mersey.errors import ChoiceNeeded\n"
    "from mersey.fields import Setting\n"
    "def read(reading):\n"
    "    if reading.{field} is None:\n"
    "        raise ChoiceNeeded('Which?', options={options!r}, gives=['x', 'y'])\n"
    "    return reading.{field}\n"
    "print(answered(read, Reading()))\n"
)


def at_terminal(script: str, typed: str) -> str:
    """What a script prints on standard output when this is typed at its terminal."""
    ours, theirs = pty.openpty()
    reader = threading.Thread(target=_read_all, args=(ours,))
    try:
        os.write(ours, typed.encode())
        reader.start()
        done = subprocess.run(
            [sys.executable, "-c", script],
            stdin=theirs,
            stderr=theirs,
            stdout=subprocess.PIPE,
            timeout=120,
            check=True,
        )
    finally:
        os.close(theirs)
        reader.join()
        os.close(ours)
    return done.stdout.decode().strip()


def _read_all(ours: int) -> None:
    """Take what the terminal shows, so that it never fills up."""
    with contextlib.suppress(OSError):  # nobody holds its other end any more
        while os.read(ours, 4096):
            pass


@pytest.mark.parametrize(
    ("field", "values", "typed", "chosen"),
    [
        ("case", ["a b", "none"], "1\n", "a b"),
        ("case", ["a b", "none"], "2\n", "none"),
        ("case", ['a "b"', "none"], "7\nx\n1\n", 'a "b"'),
        ("table", ["x", "y"], "1\n", "x"),
        ("end", ["Closed", "Void"], "1\n", "['Closed']"),
        ("date_order", ["day", "month"], "2\n", "month"),
    ],
)
def test_number_typed_at_a_terminal_answers(
    field: str, values: list[str], typed: str, chosen: str
) -> None:
    options = [Setting(field, value) for value in values]
    script = CHOICE.format(field=field, options=options)
    assert at_terminal(script, typed) == chosen


def test_program_reads_on_once_it_was_answered(tmp_path: Path) -> None:
    file = tmp_path / "tickets.csv"
    rows = "".join(
        f"T-{n:04d},2024-01-{1 + n % 28:02d},{('Closed', 'Open')[n % 3 == 0]},"
        f"2024-03-{1 + n % 28:02d}\n"
        for n in range(60)
    )
    file.write_text("Ticket number,Created,Status,Last updated\n" + rows)
    script = (
        "import sys\n"
        "from mersey.cli.program import main\n"
        f"sys.argv = ['mersey', 'check', {str(file)!r}]\n"
        "main()\n"
    )
    said = at_terminal(script, "2\n")
    assert said.startswith("Each row is one case")
    assert "“Ticket number” names it" in said
