"""Every place in a file, beside the columns of `plants`, where particulars may stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tests.leaks import places_around, places_of_objects, places_of_rows
from tests.leaks.planter import Planter
from tests.leaks.plants import Planted

__all__ = ["FORMS", "WHERE"]

FORMS: Final = (
    "name in capitals", "NHS number", "surname", "name in small letters", "mobile",
    "surname first", "name in Greek", "e-mail", "title and surname", "address",
)  # fmt: skip
"""The kinds that stand for all where each place needs a file of its own."""

WHERE: Final[dict[str, Callable[[Planter], Planted]]] = {
    name.replace("_", " "): getattr(module, name)
    for module in (places_around, places_of_objects, places_of_rows)
    for name in module.__all__
}
"""Place → how a file with particulars there is made."""
