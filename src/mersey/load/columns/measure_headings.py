"""Does a heading say what the numbers below it measure?"""

from __future__ import annotations

from typing import Final

from mersey.load.columns.translations import in_english
from mersey.services.word_forms import words_of

_MEASURES: Final = frozenset({
    "amount", "balance", "budget", "charge", "cost", "costs", "count", "days", "debt",
    "deposit", "distance", "duration", "estimate", "expense", "expenses", "fee", "fees",
    "fine", "height", "hours", "income", "length", "minutes", "months", "paid", "payment",
    "penalty", "percent", "percentage", "points", "price", "quantity", "qty", "rate",
    "rent", "score", "seconds", "share", "size", "spend", "spent", "sum", "tax", "total",
    "units", "value", "volume", "weeks", "weight", "years", "paymentamount", "pounds",
    "gbp", "eur", "usd", "effort", "mileage", "width", "depth", "speed", "temperature",
    "pages",
})  # fmt: skip
_FIRST: Final = frozenset({"avg", "average", "mean", "max", "min", "nb"})
"""Words that begin the heading of a count or of a mean."""
_COUNTS: Final = ("number of", "no of", "num of", "count of")


def is_measure(heading: str) -> bool:
    """Whether a heading speaks of an amount, a count or a length of time."""
    words = words_of(heading)
    said = f" {words} {in_english(words)} "
    known = not _MEASURES.isdisjoint(said.split())
    first, *rest = words.split() or [""]
    if rest and first in _FIRST:
        return True
    return known or any(f" {phrase} " in said for phrase in _COUNTS)
