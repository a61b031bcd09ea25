"""Each word and measure of the page in one plain sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.report.view import Section, TermsView

if TYPE_CHECKING:
    from mersey.eventlog.eventlog import EventLog

TERMS: Final = (
    ("Case", "One piece of work, such as an application, from its opening to its end."),
    (
        "Open, closed, silent",
        (
            "A case is closed when its end was recorded, silent when none was and nothing "
            "has happened for far longer than cases rest at its step, and open otherwise. "
            "Silent cases are counted apart, never as closed."
        ),
    ),
    (
        "Lead time",
        (
            "Days from the opening of a case to its end, as the person waiting feels it: "
            "weekends and holidays count."
        ),
    ),
    (
        "Typical time; 85 in 100",
        (
            "The time by which half of cases, or 85 in 100, have ended. It is estimated by "
            "the Kaplan–Meier method (1958), which lets an open case count for as long as "
            "it has been watched. “Not yet known” means that too few have ended to say."
        ),
    ),
    (
        "Likely between",
        (
            "A 95% interval (log–log): the range that fits the number of cases seen. Few "
            "cases give a wide range."
        ),
    ),
    (
        "Closed cases alone",
        (
            "The same figure from closed cases only. Most reports show this. It leaves out "
            "those still waiting, so it looks better than what people meet."
        ),
    ),
    (
        "At the speed of the last days",
        (
            "How long a case would take if it met, at each age, the speed of that time: "
            "every case open in it counts from the age it had when it began."
        ),
    ),
    (
        "Share that ends in each way",
        (
            "Cumulative incidence (Aalen and Johansen, 1978): the share of all cases that "
            "end in this way, where one end makes the others impossible."
        ),
    ),
    (
        "Older than usual",
        "An open case that has waited for longer than 85 in 100 cases take in all.",
    ),
    ("Arrivals, finishes", "Cases that opened, and cases that closed, in each week."),
    ("Work in progress", "Cases open at the end of a day."),
    (
        "Stage",
        (
            "Where a case stands: from the last step done until the next. Its days are the "
            "mean that a finished case spends there in all."
        ),
    ),
    (
        "Wait between steps",
        (
            "From one event of a case to the next; where starts are recorded, to the start "
            "of work on the next."
        ),
    ),
    (
        "Handover",
        (
            "Two events in a row of a case by different teams, or by different people "
            "where no team is recorded."
        ),
    ),
    ("Rework", "A step done again in the same case."),
    ("Path", "The steps of a case in the order in which they were done."),
    (
        "Flow efficiency",
        (
            "Time spent working on closed cases over their whole lead time; told only "
            "where the file records when work began."
        ),
    ),
)


def section(log: EventLog) -> Section:
    """What each figure means and how it is made."""
    last = "Nothing here says why something happened: only an experiment could."
    order = (
        "Days are dates subtracted: this file has no times of day."
        if log.facts.date_only
        else "Times in the file are exact; days are hours divided by 24."
    )
    return Section(
        id="method",
        title="Definitions and method",
        short="Definitions",
        fold="detail",
        paragraphs=(f"{order} {last}",),
        blocks=(TermsView(rows=TERMS),),
    )
