"""What a person said of a file, from the fields of a page to the options of the loader."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from mersey.errors import UsageError
from mersey.eventlog import FileReading
from mersey.load import ReadOptions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from mersey.errors import ChoiceNeeded
    from mersey.fields import Setting

Answers = list[list[str]]
"""Field and value of each setting, in the order in which they were said."""

OF_ONE_FILE: Final = frozenset({"as_at"})
"""What was said of one file and must not be taken for the next: the day it covers."""

IN_NO_MAP: Final = frozenset({"encoding", "end", "table"})
"""What a MAP.toml does not hold, and the next file of the service needs all the same."""

_PLAIN: Final = frozenset(
    field.name for field in fields(ReadOptions) if field.type == "str | None"
)


def reading_of(
    answers: Iterable[list[str]], *, map_file: Path | None, memory: int | None = None
) -> FileReading:
    """How the file is to be read.

    Raises:
        UsageError: A field is none that a page may set.
    """
    said: dict[str, Any] = {}
    ends: list[str] = []
    for field, value in answers:
        if field == "end":
            ends.append(value)
        elif field == "date_order":
            said["day_first"] = value == "day"
        elif field == "as_at":
            said["as_at"] = date.fromisoformat(value)
        elif field in _PLAIN:
            said[field] = value
        else:
            msg = f"“{field}” is nothing that can be said of a file here."
            raise UsageError(msg, next_step="Read the file with the command line.")
    return FileReading(
        options=ReadOptions(**said, map_file=map_file), end=tuple(ends), memory=memory
    )


def kept_for_next(answers: Iterable[list[str]]) -> Answers:
    """The answers that hold for the next file too, and stand in no map."""
    return [one for one in answers if one[0] in IN_NO_MAP]


def question_as_data(question: ChoiceNeeded) -> dict[str, Any]:
    """The question as it is kept and shown: what is asked, and what each answer gives."""
    gives = (*question.gives, *("" for _ in question.options))
    return {
        "question": question.problem,
        "answers": [
            {"field": one.field, "value": one.value, "text": str(one), "gives": given}
            for one, given in zip(question.options, gives, strict=False)
        ],
    }


def can_be_answered(question: ChoiceNeeded) -> bool:
    """Whether a page can give the answers: all of them are settings of the loader."""
    return bool(question.options) and all(_is_known(one) for one in question.options)


def _is_known(setting: Setting) -> bool:
    return setting.field in _PLAIN | {"end", "date_order", "as_at"}
