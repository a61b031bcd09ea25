"""What a heading says of a column of periods: years, months, quarters, weeks."""

from __future__ import annotations

import re
from typing import Final

from mersey.signals.periods.month_words import plain
from mersey.signals.periods.period import PeriodUnit

WORDS: Final = {
    PeriodUnit.WEEK: {
        *("week", "weeks", "wk", "weekno", "weeknum", "weeknumber", "kw", "woche"),
        *("semaine", "semana", "wythnos", "weeknr", "kalenderwoche"),
    },
    PeriodUnit.MONTH: {
        *("month", "months", "mth", "monthno", "monthnum", "maand", "monat", "mois"),
        *("mes", "mis"),
    },
    PeriodUnit.QUARTER: {
        *("quarter", "quarters", "qtr", "q", "kwartaal", "quartal", "trimestre"),
        "chwarter",
    },
    PeriodUnit.YEAR: {
        *("year", "years", "yr", "jaar", "jahr", "annee", "ano", "blwyddyn", "fy"),
        *("financialyear", "calendaryear", "fiscalyear", "finyear"),
    },
}
WORD: Final = re.compile(r"[a-z]+")
CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


def unit_in_heading(heading: str) -> PeriodUnit | None:
    """The shortest period that the heading names; None where it names none."""
    words = set(WORD.findall(plain(CAMEL.sub(" ", heading))))
    return next((unit for unit, known in WORDS.items() if words & known), None)
