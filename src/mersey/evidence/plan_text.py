"""A plan or an outcome as the text of its TOML file, as a person would have written it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mersey.evidence.experiment import Idea
    from mersey.evidence.outcome import Outcome

INLINE: Final = frozenset({"measure"})
"""Tables that stand on one line where they lie within another."""

FIRST_LINES: Final = {
    "mersey.outcome/1": "# An outcome worth having. The change ideas under it are tried"
    " one at a time.",
    "mersey.experiment/1": "# One change, its prediction, and how it will be judged:"
    " written before it starts.",
}


def plan_text(said: Outcome | Idea) -> str:
    """The TOML of an outcome, an idea or an experiment; reading it gives the same back.

    What is left at its default is left out, so that a person reads what was chosen.
    """
    data = said.model_dump(mode="python", by_alias=True, exclude_defaults=True)
    lines = [FIRST_LINES[said.schema_], *_table(data, "")]
    return "\n".join(lines) + "\n"


def _table(data: Mapping[str, Any], place: str) -> Iterator[str]:
    """Single values first: what follows a heading belongs to it."""
    later: list[tuple[str, Any]] = []
    for key, value in data.items():
        inner = f"{place}.{key}" if place else key
        if _is_tables(value) or (
            isinstance(value, Mapping) and not _inline(key, place)
        ):
            later.append((inner, value))
        else:
            yield f"{key} = {_value(value)}"
    for inner, value in later:
        if isinstance(value, Mapping):
            yield from ("", f"[{inner}]", *_table(value, inner))
            continue
        for entry in value:
            yield from ("", f"[[{inner}]]", *_table(entry, inner))


def _inline(key: str, place: str) -> bool:
    return bool(place) and key in INLINE


def _is_tables(value: object) -> bool:
    return (
        isinstance(value, Sequence)
        and not isinstance(value, str)
        and bool(value)
        and all(isinstance(entry, Mapping) for entry in value)
    )


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        pairs = (f"{key} = {_value(inner)}" for key, inner in value.items())
        return "{ " + ", ".join(pairs) + " }"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(_value, value)) + "]"
    return _single(value)


def _single(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            # JSON escapes what a TOML text must not hold, but for the delete sign.
            return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
        case float():
            return repr(int(value)) if value.is_integer() else repr(value)
        case _:
            return str(value)  # whole numbers, and dates as ISO 8601 writes them
