"""How a message names something that a person can set, before it is known where they sit.

The floors below the surfaces do not know whether a person types at a prompt or fills in a
page. Where advice names a setting they write its name between brackets, `⟦as_at⟧`; the
command line makes a flag of it, and a page the label of a control.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_MENTION: Final = re.compile("⟦([a-z][a-z_]*)⟧")

_SIGNS: Final = frozenset('"$`\\!')
"""What a shell does not leave alone between double quotation marks."""


@dataclass(frozen=True)
class Setting:
    """A field and the value that it may be given: one answer to a question.

    Attributes:
        field: The field's name, such as `as_at`.
        value: What it would be given.
        is_name: True where the value is a name of the file's own, which is quoted; False
            where it is a word of ours, a number or a date.
    """

    field: str
    value: str
    is_name: bool = True

    def __str__(self) -> str:
        if self.is_name:
            return as_option(self.field, self.value)
        return f"{mention(self.field)} {self.value}"


def mention(field: str) -> str:
    """The field as messages name it: `⟦as_at⟧`."""
    return f"⟦{field}⟧"


def as_option(field: str, value: str) -> str:
    """A field with a name as its value, quoted so that it can be pasted into a shell."""
    if not set(value) & _SIGNS:
        return f'{mention(field)} "{value}"'
    return f"{mention(field)} {shlex.quote(value)}"


def fields_in(text: str) -> tuple[str, ...]:
    """The fields that a text names, each once, in its order."""
    return tuple(dict.fromkeys(_MENTION.findall(text)))


def told(text: str, name_of: Callable[[str], str]) -> str:
    """The text, with each field called as `name_of` calls it."""
    return _MENTION.sub(lambda found: name_of(found[1]), text)


def said_plainly(text: str) -> str:
    """The text, with fields by their bare names, for who calls the library."""
    return told(text, str)
