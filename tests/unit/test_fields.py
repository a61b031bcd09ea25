"""A message names fields, and each surface says them in its own way."""

from __future__ import annotations

import pytest

from mersey.cli.flags import as_flags, as_typed
from mersey.errors import ChoiceNeeded, UsageError
from mersey.fields import Setting, said_plainly, told

ERROR = UsageError(
    "It has no end.", next_step="Say ⟦end⟧, or when it was made, ⟦as_at⟧."
)
QUESTION = ChoiceNeeded(
    "Which?", options=[Setting("case", "a b"), Setting("case", "none", is_name=False)]
)


def test_prompt_says_a_field_as_its_flag() -> None:
    assert as_flags(ERROR.next_step) == "Say --end, or when it was made, --as-at."


def test_page_says_a_field_as_its_control() -> None:
    labels = {"end": "“Step that ends a case”", "as_at": "“Known up to”"}
    assert told("Say ⟦as_at⟧.", labels.__getitem__) == "Say “Known up to”."


def test_library_says_a_field_by_its_name() -> None:
    assert str(ERROR).endswith("Say end, or when it was made, as_at.")


def test_error_carries_the_fields_that_it_names() -> None:
    assert ERROR.fields == ("end", "as_at")


def test_answers_carry_field_and_value() -> None:
    assert [(one.field, one.value) for one in QUESTION.options] == [
        ("case", "a b"),
        ("case", "none"),
    ]
    assert as_typed(QUESTION) == ('--case "a b"', "--case none")


@pytest.mark.parametrize("text", ["⟦A⟧", "⟦end", "⟦⟧", "⟦a b⟧", "plain"])
def test_what_is_no_field_is_left_as_it_stands(text: str) -> None:
    assert as_flags(text) == said_plainly(text) == text
