"""What a split of the cases says, in words: whether groups differ, and who is apart.

No group is ranked, and none is named in the first sentence unless it surely differs from
all the others while those do not differ among themselves.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from mersey.charts.kinds.by_group import draw
from mersey.flow.splits.split_results import LEAST
from mersey.report.plain import WIDTH, table_lines
from mersey.wording import clip, count, duration, either, in_100, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.flow.splits import Split
    from mersey.services import ServiceUse

MUCH: Final = 0.1
"""A difference of less than this share of the others' median is not for the top."""

MOSTLY: Final = 0.99

WHOLE_FROM: Final = 10.0
"""Days from which durations are said whole."""

FIFTHS: Final = {5: "fifth", 10: "tenth"}


def labelled(split: Split, use: ServiceUse | None) -> Split:
    """The split, with what 1 stands for beside it where the pack says so."""
    said = _what_one_is(split, use)
    if not said:
        return split
    groups = tuple(
        replace(one, name=f"1, {said}") if one.name == "1" else one
        for one in split.groups
    )
    apart = f"1, {said}" if split.apart == "1" else split.apart
    return replace(split, groups=groups, apart=apart)


def apart_said(
    splits: Sequence[Split], use: ServiceUse | None, *, word: str
) -> tuple[str, ...]:
    """The one group that is surely apart, as parts of a sentence, plain and strong."""
    for split in splits:
        mine, others = split.apart_group, split.others
        if mine is None or others is None:
            continue
        half, rest = mine.median.days, others.days
        if half is None or rest is None or abs(half - rest) < MUCH * rest:
            continue
        way = "longer" if half > rest else "less"
        start = f"From “{clip(split.step)}” on, half" if split.step else "Half"
        return (
            f"{start} of {word}s {_of_whom(split, use)} take ",
            duration(half),
            f" or more, {_difference(half, rest)} {way} than those of the others. ",
            "",
        )
    return ()


def measured_said(split: Split, span: str) -> str:
    """What is counted for each group, and of whom nothing is."""
    if split.step:
        return (
            f"Teams that do different work are not compared. Time is counted from "
            f"“{clip(split.step)}”, with which several teams take cases, until another "
            "team has the case or it ends."
        )
    return f"Time is counted {span}; open cases count for as long as they were watched."


def measure_title(split: Split) -> str:
    """What the chart measures, in a few words."""
    return f"Days from {clip(split.step)}" if split.step else "Lead time"


def verdict_said(split: Split) -> str:
    """Whether the groups differ, in one honest sentence."""
    if split.chance is None:
        return split.why_not
    if not split.differs:
        return (
            "Nothing here shows that they differ: chance alone would scatter groups as "
            f"much in {_often(split.chance)}. That is no proof that they are alike."
        )
    said = (
        "They differ by more than chance explains: chance alone would scatter groups as "
        f"much in {_often(split.chance)}. What came to each may differ, "
        "and that is not allowed for."
    )
    if split.apart and split.others:
        rest = (
            "the other"
            if len(split.groups) == 2
            else "the others, which cannot be told apart"
        )
        return f"{said} “{clip(split.apart)}” is apart from {rest}."
    return said


def withheld_said(split: Split) -> str:
    """Of whom the split says nothing, and why; empty where of nobody."""
    said = []
    if split.n_small:
        n = split.n_small
        said.append(
            f"{plural(n, 'group')} of fewer than {LEAST} cases "
            f"{either(n, 'is', 'are')} not told ({plural(split.n_small_cases, 'case')})"
        )
    if split.n_more:
        n = split.n_more
        said.append(
            f"{plural(n, 'smaller group')} {either(n, 'is', 'are')} left out "
            f"({plural(split.n_more_cases, 'case')})"
        )
    if split.n_without:
        said.append(f"of {plural(split.n_without, 'case')} it is not recorded")
    if not said:
        return ""
    text = "; ".join(said)
    return f"{text[0].upper()}{text[1:]}."


def tried_together_said(n_columns: int) -> str:
    """That the verdict allows for the columns that were tried with it; empty for one."""
    if n_columns < 2:
        return ""
    return (
        f"{count(n_columns)} columns were tried together. The more are tried, the more "
        "differ by chance; what is said here allows for that."
    )


def split_lines(
    split: Split, use: ServiceUse | None, *, width: int = WIDTH
) -> tuple[str, ...]:
    """The split at a prompt: what it says, and a line for each group."""
    shown = labelled(split, use)
    lines = ["", f"By {clip(split.column)}", f"  {verdict_said(shown)}"]
    if shown.groups:
        chart = draw(shown, measure=measure_title(split))
        lines += [
            "",
            *(f"  {line}" for line in table_lines(chart.table, width=width - 2)),
        ]
    more = withheld_said(split)
    return (*lines, *(("", f"  {more}") if more else ()))


def _often(chance: float) -> str:
    return (
        "nearly all such files" if chance > MOSTLY else f"{in_100(chance)} such files"
    )


def _difference(half: float, rest: float) -> str:
    """The difference of two medians as they are said: 21 and 13 days are 8 apart."""
    if min(half, rest) < WHOLE_FROM:
        return duration(abs(half - rest))
    return duration(abs(round(half) - round(rest)))


def _what_one_is(split: Split, use: ServiceUse | None) -> str:
    """What the pack says 1 is, where the values are whole numbers up to 5 or to 10."""
    names = {one.name for one in split.groups}
    for top, part in FIFTHS.items():
        if names == {str(n) for n in range(1, top + 1)} and use is not None:
            fields = {field.id: field.one_is for field in use.service.fields}
            said = fields.get(split.field, "")
            return f"{said} {part}" if said else ""
    return ""


def _of_whom(split: Split, use: ServiceUse | None) -> str:
    """The group that is apart, inside a sentence."""
    said = _what_one_is(split, use) if split.apart == "1" else ""
    if said:
        return f"of the {said} (“{clip(split.column)}” 1)"
    if split.step:
        return f"of {clip(split.apart)}"
    return f"of “{clip(split.column)}” {clip(split.apart)}"
