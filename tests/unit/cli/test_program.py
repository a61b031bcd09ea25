"""The program's front door."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from mersey import __version__
from mersey.cli import app, main
from mersey.cli.program import COMMANDS, asked_for, put_together
from mersey.errors import (
    ChoiceNeeded,
    FileUnreadable,
    MemoryNeeded,
    MerseyError,
    NotReleasable,
    NotVerified,
    UnknownName,
)
from mersey.fields import Setting


def test_version_is_printed_when_asked_for() -> None:
    assert CliRunner().invoke(app, ["--version"]).stdout == f"mersey {__version__}\n"


def test_unknown_command_is_wrong_use() -> None:
    assert CliRunner().invoke(app, ["lok"]).exit_code == 2


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (MerseyError("a bug"), 1),
        (ChoiceNeeded("Which?", options=[Setting("case", "A")]), 2),
        (UnknownName.of("measure", "wp", ["wip"], nearest="wip"), 2),
        (FileUnreadable("cut short"), 3),
        (MemoryNeeded("too large"), 3),
        (MemoryError(), 3),
        (NotReleasable("small cells"), 4),
        (NotVerified("hash"), 5),
        (OSError(28, "No space left on device"), 2),
    ],
)
def test_main_leaves_with_the_errors_code_when_a_command_raises(
    error: Exception,
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("mersey.cli.program.put_together", lambda *_: fail)
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == code
    assert capsys.readouterr().err.startswith("mersey: ")


@pytest.mark.parametrize("words", [[], ["look"], ["clock", "explain"], ["list"]])
def test_help_is_given_for_its_short_name_too(words: list[str]) -> None:
    short, long = (CliRunner().invoke(app, [*words, one]) for one in ("-h", "--help"))
    assert short.exit_code == 0
    assert short.stdout == long.stdout


def test_completion_can_be_installed() -> None:
    assert "--install-completion" in CliRunner().invoke(app, ["--help"]).stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_alone_is_what_it_is_among_all(name: str) -> None:
    alone, among = (
        CliRunner().invoke(one, [name, "--help"]) for one in (put_together(name), app)
    )
    assert alone.exit_code == 0
    assert alone.stdout == among.stdout


@pytest.mark.parametrize("words", [[], ["--help"], ["-h", "look"], ["lok", "look"]])
def test_all_commands_are_read_where_no_one_is_named(words: list[str]) -> None:
    assert asked_for(words) == ()


def test_a_shell_that_completes_is_told_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked_for(["look"]) == ("look",)
    monkeypatch.setenv("_MERSEY_COMPLETE", "complete_bash")
    assert asked_for(["look"]) == ()
