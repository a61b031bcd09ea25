"""Study designs in words: which is the strongest that can be used, and why no stronger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.evidence.design import ReasonName
from mersey.evidence.effect import Claim

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mersey.evidence.design import Design, Reason

REASON_WORDS: Final[Mapping[ReasonName, str]] = {
    ReasonName.NO_CASES: "the measure counts periods, not cases",
    ReasonName.NO_SERIES: "the measure is counted by case, open ones too, not by period",
    ReasonName.NO_LOT: "nothing can be drawn by lot",
    ReasonName.NO_COMPARISON: "there is nothing to compare with",
    ReasonName.TOO_FEW_POINTS: "there are too few",
    ReasonName.TOO_FEW_BEFORE: "too little lies before the start",
    ReasonName.TOO_FEW_SINCE: "too little lies between the start and the last look",
    ReasonName.TOO_FEW_UNITS: "too few teams or councils",
    ReasonName.MODEL_AT_THIS_LENGTH: "it would err too often at this length",
    ReasonName.FAMILY: "it is not for this kind of number",
    ReasonName.SEASON_UNCANCELLED: "there are no whole years, so the season stays in",
    ReasonName.ONE_START: "all start at once",
}


def reason_words(reason: Reason) -> str:
    """One reason against a design: "there are too few (n before 40, needed 50)"."""
    figures = ", ".join(
        f"{name.replace('_', ' ')} {value:g}"
        if isinstance(value, int | float)
        else f"{name.replace('_', ' ')} {value}"
        for name, value in reason.figures.items()
        if value is not None
    )
    return f"{REASON_WORDS[reason.name]}{f' ({figures})' if figures else ''}"


def design_lines(
    chosen: Design | None, others: Iterable[tuple[Design, Sequence[Reason]]]
) -> Iterator[str]:
    """The design that is recommended, and a line for each stronger one that is not."""
    if chosen is None:
        yield "No design can be used yet; the reasons:"
    else:
        claim = (
            "it may say “because”"
            if chosen.claim is Claim.BECAUSE
            else "it may say “since”, never “because”"
        )
        yield f"{chosen.title}: the strongest that can be used; {claim}."
    for design, reasons in others:
        if chosen is not None and design.name == chosen.name:
            return
        if reasons:
            yield f"  Not {design.title}: {'; '.join(map(reason_words, reasons))}."
