"""By which columns may the cases of a log be split, and by which are they unasked?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mersey.errors import UnknownName, UsageError
from mersey.fields import as_option
from mersey.services import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mersey.eventlog import EventLog
    from mersey.services import ServiceUse

TEAM: Final = "team"


@dataclass(frozen=True, kw_only=True)
class GroupColumn:
    """A column to split by.

    Attributes:
        heading: As the file has it. field: Id of the pack's fact; empty for none.
        is_of_steps: Each step has its own, as the team that did it.
    """

    heading: str
    field: str = ""
    is_of_steps: bool = False


def group_columns(
    log: EventLog, use: ServiceUse | None, asked: Sequence[str] = ()
) -> tuple[GroupColumn, ...]:
    """The columns asked for; unasked, those that the pack names and the log has.

    A column is asked for by its heading, letter case and punctuation aside, or by what
    the pack calls it; the team by `team` too.

    Raises:
        UnknownName: No column that was kept is called so.
        UsageError: The column was left out as the file was read.
    """
    known = list(_known(log, use))
    if not asked:
        wanted = use.service.splits if use else ()
        return tuple(
            one for name in wanted for one in known if name in (one.field, *_team(one))
        )
    return tuple(dict.fromkeys(_named(name, known, log, use) for name in asked))


def _known(log: EventLog, use: ServiceUse | None) -> Iterator[GroupColumn]:
    fields = {heading: field for field, heading in use.fields.items()} if use else {}
    team = log.loading.mapping.team
    if log.facts.has_teams and team is not None:
        yield GroupColumn(heading=team, field=TEAM, is_of_steps=True)
    for heading in log.attributes:
        yield GroupColumn(heading=heading, field=fields.get(heading, ""))


def _team(column: GroupColumn) -> tuple[str, ...]:
    return (TEAM,) if column.is_of_steps else ()


def _named(
    name: str,
    known: Sequence[GroupColumn],
    log: EventLog,
    use: ServiceUse | None,
) -> GroupColumn:
    words = words_of(name)
    titles = {one.id: one.title for one in use.service.fields} if use else {}
    for column in known:
        called = (column.heading, column.field, titles.get(column.field, ""))
        if words in {words_of(one) for one in (*called, *_team(column)) if one}:
            return column
    for heading in log.loading.mapping.dropped:
        if words == words_of(heading):
            msg = f'The column "{heading}" was left out as the file was read.'
            hint = (
                f'Keep it: {as_option("keep", heading)} ⟦because⟧ "why it is needed".'
            )
            raise UsageError(msg, next_step=hint)
    raise UnknownName.of("column to split by", name, [one.heading for one in known])
