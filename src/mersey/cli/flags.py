"""What a field is called at the prompt: the one place that makes flags of fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mersey.fields import told

if TYPE_CHECKING:
    from mersey.errors import ChoiceNeeded, MerseyError


def flag_of(field: str) -> str:
    """The flag that sets a field: `as_at` is `--as-at`."""
    return "--" + field.replace("_", "-")


def as_flags(text: str) -> str:
    """The text, with each field that it names as its flag."""
    return told(text, flag_of)


def as_said(error: MerseyError) -> str:
    """An error as the prompt says it: what was wrong, and what to do next."""
    return as_flags(f"{error.problem}\n{error.next_step}".rstrip())


def as_typed(question: ChoiceNeeded) -> tuple[str, ...]:
    """The answers to a question as they are typed at the prompt."""
    return tuple(as_flags(str(option)) for option in question.options)
