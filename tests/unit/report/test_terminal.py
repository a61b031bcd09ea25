from __future__ import annotations

from mersey.report.terminal import findings_lines, terminal_lines
from mersey.vocabulary import Finding
from tests.unit.report import made_up
from tests.unit.report.made_up_answer import answered


def test_terminal_says_the_lead_the_tiles_and_the_worst_finding_first() -> None:
    lines = terminal_lines(answered(made_up.log(), made_up.summary()))
    assert lines[0].startswith("Half of cases take 75 days or more")
    assert lines[2].startswith("  Typical time             75 days")
    assert lines[-3:] == (
        "  Serious: In 14 cases “decision_date” is before “validated”.",
        "  Warning: 2 events are dated 1948.",
        "  Note: Every date is a date alone: times under a day are not known.",
    )


def test_terminal_has_no_colour_codes() -> None:
    assert "\x1b" not in "\n".join(
        terminal_lines(answered(made_up.log(), made_up.summary()))
    )


def test_terminal_counts_the_findings_it_leaves_out() -> None:
    many = tuple(Finding(id=f"f{n}", message=f"Found {n}.") for n in range(7))
    lines = terminal_lines(answered(made_up.log(findings=many), made_up.summary()))
    assert lines[-1] == "  and 2 more, on the page and in `mersey check`"


def test_terminal_says_so_when_nothing_is_wrong() -> None:
    lines = terminal_lines(answered(made_up.log(findings=()), made_up.summary()))
    assert lines[-1] == "Nothing wrong was found with the data."


def test_findings_lines_give_each_hint_under_its_finding() -> None:
    lines = findings_lines(made_up.log())
    assert lines[:4] == (
        "1,210 rows read = 1,199 loaded + 8 rejected + 3 duplicate.",
        "",
        "Serious: In 14 cases “decision_date” is before “validated”. [reversed_spans]",
        "  Check how the decision date is entered for withdrawn applications.",
    )


def test_findings_lines_say_so_when_nothing_is_wrong() -> None:
    assert findings_lines(made_up.log(findings=())) == (
        "1,210 rows read = 1,199 loaded + 8 rejected + 3 duplicate.",
        "",
        "Nothing wrong was found with the data.",
    )
