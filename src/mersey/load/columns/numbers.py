"""Numbers as people write them: `1,234.50`, `£12`, `531,21`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from mersey.engine.expressions import call, either, matches, tried

if TYPE_CHECKING:
    from mersey.engine.expressions import Expression

_ORNAMENT: Final = "[£€$\\s]"
_DECIMAL_COMMA: Final = ",[0-9]{1,2}$"
_ORNAMENT_PATTERN: Final = re.compile(_ORNAMENT)
_DECIMAL_COMMA_PATTERN: Final = re.compile(_DECIMAL_COMMA)


def number_of(value: str) -> float | None:
    """The number that `value` writes; None where it writes none.

    A comma before one or two last digits is a decimal comma, any other parts thousands.
    """
    bare = _ORNAMENT_PATTERN.sub("", value)
    if _DECIMAL_COMMA_PATTERN.search(bare):
        bare = bare.replace(".", "").replace(",", ".")
    try:
        return float(bare.replace(",", "").replace("_", "x"))
    except ValueError:
        return None


def numbers_of(text: Expression) -> Expression:
    """The numbers that a text column writes, null where it writes none."""
    bare = call("regexp_replace", text, _ORNAMENT, "", "g")
    comma = call("replace", call("replace", bare, ".", ""), ",", ".")
    thousands = call("replace", bare, ",", "")
    return tried(either(matches(bare, _DECIMAL_COMMA), comma, thousands), "DOUBLE")


def plain_numbers_of(text: Expression) -> Expression:
    """The numbers of a column that writes them plainly: `12`, `-0.5`, `1e3`."""
    return tried(text, "DOUBLE")
