"""What is left of an answer for those who see numbers and no cases."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from mersey.report.view import FigureView, ReadingView, TableView
from mersey.web.kept_answers import KeptAnswer

if TYPE_CHECKING:
    from mersey.report.view import Block, Section

OF_A_CASE: Final = "Case"
"""The heading of the first column of a table whose rows are cases."""

CASE: Final = "pseudonym"
"""The key that every single case of the look has."""


def without_cases(kept: KeptAnswer) -> KeptAnswer:
    """The answer without tables, drawings, examples and lists of single cases."""
    gone = {
        one.id
        for section in kept.view.sections
        for one in section.blocks
        if isinstance(one, FigureView) and _tells_cases(one)
    }
    sections = tuple(_section(one) for one in kept.view.sections)
    return KeptAnswer(
        look=_look(kept.look),
        view=replace(kept.view, sections=sections),
        csv={name: text for name, text in kept.csv.items() if name not in gone},
    )


def _section(section: Section) -> Section:
    blocks = [_without_examples(one) for one in section.blocks if not _tells_cases(one)]
    return replace(section, blocks=tuple(blocks))


def _without_examples(block: Block) -> Block:
    return replace(block, examples=()) if isinstance(block, ReadingView) else block


def _tells_cases(block: Block) -> bool:
    table = block.table if isinstance(block, FigureView) else block
    return isinstance(table, TableView) and table.columns[:1] == (OF_A_CASE,)


def _look(value: Any) -> Any:
    """The same without single cases."""
    if isinstance(value, dict):
        return {key: _look(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_look(one) for one in value if not _is_a_case(one)]
    return value


def _is_a_case(value: Any) -> bool:
    return isinstance(value, dict) and CASE in value
