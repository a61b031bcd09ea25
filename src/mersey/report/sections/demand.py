"""Why people got in touch: what the service is for, and what it brought on itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.report.clock_words import case_word
from mersey.report.page_tables import table_view
from mersey.report.view import Section
from mersey.wording import clip, count, in_100, percent, plural

if TYPE_CHECKING:
    from mersey.flow.clock_results import Agreement, Demand
    from mersey.flow.results import FlowSummary
    from mersey.report.view import TableView

MOST_CODES: Final = 20
MONTHS: Final = 24

MONTH: Final = "%Y-%m"

STRENGTH: Final = (
    (0.81, "almost perfect"),
    (0.61, "substantial"),
    (0.41, "moderate"),
    (0.21, "fair"),
    (0.0, "slight"),
)
"""How Landis & Koch (1977) call a κ from each value up."""


def section(summary: FlowSummary) -> Section | None:
    """Failure demand by code and by month; None where the file has no codes."""
    found = summary.demand
    if found is None or found.failure_share is None:
        return None
    return Section(
        id="demand",
        title="Why people got in touch",
        short="Why people got in touch",
        paragraphs=_paragraphs(found, case_word(summary)),
        blocks=(_codes(found), _months(found)),
    )


def _paragraphs(found: Demand, word: str) -> tuple[str, ...]:
    n = found.n_value + found.n_failure
    if not found.column:
        return (_by_steps(found, n),)
    first = (
        f"{in_100(found.failure_share or 0.0).capitalize()} of the "
        f"{plural(n, word)} with a known code are called failure demand: by its code, somebody got in "
        "touch because something was not done, or not done right, the first time."
    )
    left_out = []
    if found.n_unknown:
        left_out.append(f"{count(found.n_unknown)} have a code that is not on the list")
    if found.n_without:
        left_out.append(f"{count(found.n_without)} have none")
    said = [first]
    if left_out:
        said.append(f"{' and '.join(left_out)}: they are in no figure here.")
    if found.agreement is not None:
        said.append(_agreed(found.agreement))
    return tuple(said)


def _by_steps(found: Demand, n: int) -> str:
    return (
        f"{in_100(found.failure_share or 0.0).capitalize()} of {plural(n, 'contact')} "
        "are called failure demand: contacts because something was not done, or not done "
        "right, the first time. Counted are the steps that are such contacts, beside one "
        "contact that opened each case."
    )


def _agreed(agreement: Agreement) -> str:
    told = (
        f"Two codings of {plural(agreement.n, 'case')} agree on "
        f"{percent(agreement.observed)}"
    )
    if agreement.kappa is None or agreement.standard_error is None:
        return f"{told}; both use one code throughout, so chance would do as well."
    low, high = (
        agreement.kappa + side * 1.96 * agreement.standard_error for side in (-1, 1)
    )
    strength = next((s for least, s in STRENGTH if agreement.kappa >= least), "poor")
    return (
        f"{told}. Beyond chance that is {strength} agreement: Cohen’s κ is "
        f"{agreement.kappa:.2f} (likely between {low:.2f} and {min(high, 1.0):.2f})."
    )


def _codes(found: Demand) -> TableView:
    n = found.n_value + found.n_failure
    rows = [
        (
            clip(code.title),
            "value" if code.is_value else "failure",
            count(code.n),
            percent(code.n / n),
        )
        for code in found.codes
    ]
    return table_view(
        f"By reason, from “{clip(found.column)}”" if found.column else "By reason",
        ("Reason", "Kind of demand", "Cases" if found.column else "Contacts", "Share"),
        rows,
        limit=MOST_CODES,
        numbers=(2, 3),
    )


def _months(found: Demand) -> TableView:
    rows = [
        (
            f"{month.start:%Y-%m}" + ("" if month.complete else " (in part)"),
            count(month.n),
            percent(month.n_failure / month.n),
        )
        for month in found.months[-MONTHS:]
    ]
    return table_view(
        "Failure demand by month" + (" opened" if found.column else ""),
        (
            "Month",
            "Cases with a known code" if found.column else "Contacts",
            "Failure demand",
        ),
        rows,
        limit=MONTHS,
        summary="See failure demand by month",
    )
