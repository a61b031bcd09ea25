"""A question that a file leaves open, answered at once by the person at the terminal."""

from __future__ import annotations

import dataclasses
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, TypeVar

import typer

from mersey.cli.flags import as_typed
from mersey.cli.saying import say
from mersey.errors import ChoiceNeeded

if TYPE_CHECKING:
    from collections.abc import Callable

    from mersey.cli.options import Reading
    from mersey.fields import Setting

ResultT = TypeVar("ResultT")

_MOST_QUESTIONS: Final = 5


def answered(read: Callable[[Reading], ResultT], reading: Reading) -> ResultT:
    """What `read` gives, after the questions that it raises were answered.

    Only where a person sits at the terminal: a question goes on as an error otherwise,
    and where its answers are not options of reading.
    """
    for _ in range(_MOST_QUESTIONS):
        try:
            return read(reading)
        except ChoiceNeeded as question:
            if not (sys.stdin.isatty() and sys.stderr.isatty()):
                raise
            reading = _with_answer(reading, question)
    return read(reading)


def questions_json(question: ChoiceNeeded) -> list[dict[str, Any]]:
    """The question as data: what is asked, and what each answer would give."""
    gives = (*question.gives, *("" for _ in question.options))
    answers = [
        {"option": option, "gives": given}
        for option, given in zip(as_typed(question), gives, strict=False)
    ]
    return [{"question": question.problem, "answers": answers}]


def _with_answer(reading: Reading, question: ChoiceNeeded) -> Reading:
    """The options with the answer that the person chose put in."""
    changes = [_as_change(option, reading) for option in question.options]
    if not changes or None in changes:
        raise question
    say(question.problem, err=True)
    for number, option in enumerate(as_typed(question), start=1):
        given = question.gives[number - 1] if question.gives else ""
        say(f"  {number}  {option}{f': {given}' if given else ''}", err=True)
    return dataclasses.replace(reading, **(changes[_number_to(len(changes)) - 1] or {}))


def _number_to(most: int) -> int:
    """The number from 1 to `most` that was typed; asked again until it is one."""
    while True:
        typed: int = typer.prompt(f"Which number, 1 to {most}", type=int, err=True)
        if 1 <= typed <= most:
            return typed


def _as_change(option: Setting, reading: Reading) -> dict[str, Any] | None:
    """The field of the options that an answer sets; None where it is none of them."""
    known = {field.name for field in dataclasses.fields(reading)}
    if option.field not in known:
        return None
    if option.field == "as_at":
        return {option.field: datetime.fromisoformat(option.value)}
    is_list = option.field == "end"
    return {option.field: [option.value] if is_list else option.value}
