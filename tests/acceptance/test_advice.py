"""No advice may fail when it is followed: every option that a message offers is typed."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from tests.acceptance.advice_files import MADE, write
from tests.acceptance.advised import Said, checked, options_in, typed
from tests.acceptance.program import mersey

OTHERWISE = re.compile(r"If this is wrong, say otherwise:\n((?:  .*\n)+)")

PERSON: dict[str, dict[str, str]] = {
    "no end": {"--end": "Moved", "--closed": "none"},
    "no dates": {"--time": "when it was done"},
    "no key": {"--case": "kind"},
    "one date": {"--end": "received", "--activity": "kind", "--closed": "received"},
    "missing hour": {"--time-zone": "UTC"},
    "many steps": {"--activity": "stage", "--end": "step number 2", "--closed": "none"},
}
"""What a person puts in where the advice leaves it to them."""

NOT_READ = {
    "lists": 2,
    "sheets": 2,
    "objects": 2,
    "status only": 2,
    "no dates": 3,
    "list of items": 3,
    "due only": 3,
    "figures": 3,
    "one column": 3,
}
"""Kinds that are asked about (2), or that are no log of cases (3)."""

STATED = [
    ("plain steps", ["--case", "case no"], "case id"),
    ("plain steps", ["--end", "Decidde"], "Decided"),
    ("plain steps", ["--activity", "activty"], "activity"),
    ("plain steps", ["--time-zone", "Europe/Lodnon"], "Europe/London"),
    ("sheets", ["--table", "Job"], "Jobs"),
    ("lists", ["--table", "card"], "cards"),
    ("objects", ["--table", "parcle"], "Parcel"),
    ("plain steps", ["--service", "plannning"], "planning"),
    ("welsh", ["--encoding", "iso8859-41"], "ISO 8859-15"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("advice")


@cache
def said_of(what: str, folder: Path) -> tuple[Path, Said]:
    """A file of that kind, and what is said of it when nothing is stated."""
    mine = folder / what
    mine.mkdir()
    file = write(what, mine)
    return file, checked(file)


def is_open(option: str) -> bool:
    """Whether it leaves its value to the person."""
    return len(typed(option)) == 1 or typed(option)[1].isupper()


def is_followed(before: Said, after: Said) -> bool:
    """Read, or asked something else; never the same words again."""
    return after.code == 0 or (after.code == 2 and after.text != before.text)


def advice_in(said: Said) -> list[str]:
    """What it offers, apart from the list of how to say otherwise."""
    findings = OTHERWISE.sub("", said.text.split("\n\nColumns\n")[0])
    return options_in(findings)


@pytest.mark.parametrize("what", MADE)
def test_option_that_is_offered_is_one_that_works(what: str, folder: Path) -> None:
    file, said = said_of(what, folder)
    whole = [option for option in advice_in(said) if not is_open(option)]
    ends = {option: checked(file, *typed(option)) for option in whole}
    assert [o for o, end in ends.items() if not is_followed(said, end)] == []


@pytest.mark.parametrize("what", PERSON)
def test_option_left_to_a_person_takes_what_they_put_in(
    what: str, folder: Path
) -> None:
    file, said = said_of(what, folder)
    flags = [typed(option)[0] for option in advice_in(said) if is_open(option)]
    asked = [[flag, PERSON[what][flag]] for flag in dict.fromkeys(flags)]
    ends = {" ".join(words): checked(file, *words) for words in asked}
    assert ends
    assert [o for o, end in ends.items() if not is_followed(said, end)] == []


@pytest.mark.parametrize(("what", "code"), NOT_READ.items())
def test_kind_is_asked_about_or_refused(what: str, code: int, folder: Path) -> None:
    assert said_of(what, folder)[1].code == code


@pytest.mark.parametrize("what", [what for what in MADE if what not in NOT_READ])
def test_saying_what_was_done_changes_nothing(what: str, folder: Path) -> None:
    file, said = said_of(what, folder)
    told = OTHERWISE.findall(said.text)[0]
    options = [option for option in options_in(told) if not is_open(option)]
    words = [w for o in options if "--map" not in o for w in typed(o)]
    again = checked(file, *words)
    assert again.code == 0, again.text
    rows = re.compile(r"^\d.* rows read .*$|^Left out.*$", re.MULTILINE)
    assert rows.findall(again.text) == rows.findall(said.text)


@pytest.mark.parametrize(("what", "words", "meant"), STATED)
def test_name_that_was_meant_is_one_that_works(
    what: str, words: list[str], meant: str, folder: Path
) -> None:
    file, _ = said_of(what, folder)
    refused = checked(file, *words)
    assert refused.code == 2
    assert f'"{meant}"' in refused.text
    assert checked(file, words[0], meant).code == 0


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("plain steps", ["--date-order", "year"]),
        ("free text", ["--keep", "Notes, and more"]),
        ("no key", ["--lifecycle", "kind"]),
    ],
)
def test_refusal_of_an_option_says_what_works(
    what: str, words: list[str], folder: Path
) -> None:
    file, _ = said_of(what, folder)
    refused = checked(file, *words)
    assert refused.code == 2
    followed = [o for o in refused.options if not is_open(o) and typed(o) != words]
    for option in followed:
        again = checked(file, *typed(option.replace("Column", "Notes, and more")))
        assert again.code == 0 or again.text != refused.text


def test_question_in_json_offers_answers_that_work(folder: Path) -> None:
    file, _ = said_of("status only", folder)
    asked = mersey("check", file, "--json", cwd=folder)
    assert asked.code == 2
    (question,) = asked.json["questions"]
    assert question["question"].startswith("When did a case close?")
    assert [answer["gives"] for answer in question["answers"]].count("") == 0
    for answer in question["answers"]:
        again = mersey("check", file, *typed(answer["option"]), "--json", cwd=folder)
        assert (again.code, again.json["questions"]) == (0, [])
        assert again.json["loading"]["reading"]["sentence"].startswith("Each row is")
