"""A file that a service pack knows by its headings: the pack's importer is the mapping."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from mersey.load.columns.case_view import view_by_case
from mersey.load.shapes.attributes import sort_columns
from mersey.load.shapes.infer import null_texts
from mersey.load.shapes.keys import NAMED, keys_of
from mersey.load.shapes.mapping import ColumnMapping, MappingReason, Shape
from mersey.load.shapes.stated import apply_map, clues_of, fit_map
from mersey.services.evidence import event_phrases
from mersey.services.known_packs import find_pack
from mersey.services.recognition import known_file
from mersey.services.word_forms import words_of
from mersey.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.load.columns.profile import Profiles
    from mersey.load.columns.read_options import ReadOptions
    from mersey.load.files.raw import RawTable
    from mersey.load.shapes.attributes import Sorted
    from mersey.load.shapes.clues import Clues
    from mersey.load.shapes.keys import Key
    from mersey.services.recognition import KnownFile
    from mersey.services.service import Importer

_DATES = frozenset({Role.TIME, Role.START, Role.OPENED, Role.CLOSED, Role.DEADLINE})
_SPINE = frozenset({Role.CASE, Role.ACTIVITY, Role.TIME})


@dataclass(frozen=True, kw_only=True)
class Imported:
    """A mapping that an importer gave, and what became of the other columns."""

    mapping: ColumnMapping
    columns: Sorted
    clues: Clues


def import_known(
    raw: RawTable, profiles: Profiles, options: ReadOptions
) -> Imported | None:
    """The mapping of a file that a pack knows; None where no pack knows it.

    A column of the importer that the file lacks, or that holds no dates where dates are
    needed, is passed over. What a person said of a column wins. Without a step left, or
    where a person named the case, the step or its time, the file is read like any other.
    """
    if not _SPINE.isdisjoint(options.columns()):
        return None
    service = find_pack(options.service) if options.service else None
    known = known_file(raw.columns, service)
    if known is None:
        return None
    mapping = _mapping(known, raw, profiles)
    if mapping is None:
        return None
    mapping = fit_map(mapping, raw, options)
    clues = clues_of(raw, profiles, options, mapping=mapping)
    if mapping.case is None and not clues.no_key:
        keys = [key for key in keys_of(clues) if _names_rows(key)]
        mapping = replace(mapping, case=keys[0].column if keys else None)
    return _filled(mapping, clues, known=known)


def _names_rows(key: Key) -> bool:
    """Whether it is called like a case, or is a code, and names nearly every row."""
    if not key.is_mostly_unique or key.is_thing:
        return key.is_stated
    return key.named >= NAMED or (key.is_unique and key.is_code)


def _mapping(
    known: KnownFile, raw: RawTable, profiles: Profiles
) -> ColumnMapping | None:
    found = {words_of(column): column for column in reversed(raw.columns)}

    def column(name: str, *, dated: bool) -> str | None:
        heading = name if name in raw.columns else found.get(words_of(name))
        if heading is None or (dated and profiles.columns[heading].style is None):
            return None
        return heading

    importer = known.importer
    roles: dict[str, Any] = {
        role: column(name, dated=Role(role) in _DATES)
        for role, name in importer.roles.items()
    }
    steps = set(map(words_of, importer.milestones))
    if importer.milestones:  # and what else the pack knows as a step
        steps |= event_phrases(known.service).keys()
    milestones = [
        heading
        for heading, profile in profiles.columns.items()
        if profile.style is not None and words_of(heading) in steps
    ]
    attributes = [column(name, dated=False) for name in importer.attributes]
    is_long = Role.ACTIVITY.value in importer.roles
    if not (is_long or milestones) or (
        is_long and None in (roles.get(r) for r in ("case", "activity", "time"))
    ):
        return None
    return ColumnMapping(
        shape=_shape(importer, is_long=is_long),
        milestones=() if is_long else tuple(milestones),
        attributes=tuple(filter(None, attributes)),
        **{"case": None, **roles},
    )


def _shape(importer: Importer, *, is_long: bool) -> Shape:
    if importer.shape:
        return Shape(importer.shape)
    return Shape.LONG if is_long else Shape.WIDE


def _filled(mapping: ColumnMapping, clues: Clues, *, known: KnownFile) -> Imported:
    """The mapping with the facts and limits that the importer does not name."""
    taken = {*mapping.milestones, *_roles(mapping).values()}
    is_long = not mapping.shape.is_row_per_case and mapping.case is not None
    others = sort_columns(
        clues,
        taken=taken,
        view=view_by_case(clues.raw, clues.profiles, str(mapping.case))
        if is_long
        else None,
        asked=mapping.attributes,
    )
    mapping = replace(mapping, attributes=others.attributes, due=others.due)
    mapping, columns = apply_map(mapping, clues)
    used = taken | set(mapping.attributes) | set(mapping.due)
    literal = {mapping.case, mapping.activity, mapping.lifecycle}
    why = MappingReason(text=f"Known file: {known.importer.title}.", confidence=1.0)
    mapping = replace(
        mapping,
        nulls=null_texts(
            clues,
            {name for name in used if name not in literal},
            who={mapping.team, mapping.person},
        ),
        reasons=dict.fromkeys(mapping.reasons, why),
    )
    return Imported(mapping=mapping, columns=columns, clues=clues)


def _roles(mapping: ColumnMapping) -> Mapping[Role, str]:
    named = {role: getattr(mapping, role.value, None) for role in Role}
    return {role: name for role, name in named.items() if isinstance(name, str)}
