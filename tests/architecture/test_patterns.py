"""Every pattern of the package takes time in proportion to the text, and little.

Patterns of the engine (RE2) are so by their making; those of Python are found in every
module and tried, each in the way in which the code uses it.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import Any

import pytest

import mersey
from tests.architecture.pattern_texts import hard_texts

GROWING = (24, 32, 100, 2_000)  # one that doubles is met while it is small
LONG = 1_000_000
MOST_S_SHORT = 0.003  # a quadratic one takes 10 ms and more, a linear one 0.1
TIMES_A_SCAN = 8
TRIES = 5
HARDEST = 3

WAYS = {
    "fullmatch": "fullmatch",
    "match": "match",
    **dict.fromkeys(
        ("search", "sub", "subn", "findall", "finditer", "split"), "search"
    ),
}
BUILT_AS_IT_RUNS = {
    # The quotes and delimiter of a file, each escaped.
    ("mersey.load.files.mending", "__init__"),
    ("mersey.load.files.text", "_quoting"),
    # Each of a list that is made once, as the module is read.
    ("mersey.load.personal.identifying_forms", "_compiled"),
}
BOUNDED = {  # what the code cuts before it looks
    "mersey.load.personal.identifying_forms._LONG": 1_000,
    "mersey.load.personal.gate._ENDING": 40,
    "mersey.load.personal.generalise._NUMBER": 1_000,
    "mersey.load.personal.generalise.NUMBERED": 20,
    "mersey.load.personal.trade._ENDINGS": 40,
    "mersey.load.personal.trade._JOINED": 40,
    "mersey.signals.cells.PREFIX": 100,
    "mersey.signals.cells.SUFFIX": 100,
    "mersey.signals.periods.label.FOOTNOTE": 100,
    "mersey.signals.places.EXPECTED_WORDS": 200,
    "mersey.signals.target.WRITTEN": 100,
}


@cache
def _modules() -> tuple[ModuleType, ...]:
    """All but those of the web, which are there only once Django is set up."""
    found = pkgutil.walk_packages(
        mersey.__path__, "mersey.", onerror=lambda name: _of_the_web(name) or _raise()
    )
    names = [each.name for each in found if not each.name.endswith("__main__")]
    wanted = [name for name in names if not _of_the_web(name)]
    return tuple(importlib.import_module(name) for name in wanted)


def _of_the_web(name: str) -> bool:
    return name.startswith("mersey.web")


def _raise() -> None:
    raise  # noqa: PLE0704  (the error that the walk met)


def _in(value: Any, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 4 and isinstance(value, (tuple, list, set, frozenset)):
        for each in value:
            yield from _in(each, depth + 1)
    elif depth < 4 and isinstance(value, dict):
        yield from _in((*value.keys(), *value.values()), depth + 1)


def _patterns() -> dict[str, tuple[re.Pattern[Any], set[str]]]:
    """Where it stands → the pattern, and the ways in which it is used."""
    found: dict[re.Pattern[Any], tuple[str, set[str]]] = {}
    for module in _modules():
        for name, value in vars(module).items():
            for pattern in _in(value):
                place = found.setdefault(pattern, (f"{module.__name__}.{name}", set()))
                place[1].update(_ways(module, name))
    return {name: (pattern, ways) for pattern, (name, ways) in found.items()}


def _ways(module: ModuleType, name: str) -> set[str]:
    """How a module uses a pattern; in any of its ways where it goes by another name."""
    text = inspect.getsource(module)
    named = {WAYS[way] for way in re.findall(rf"\b{name}\.(\w+)", text) if way in WAYS}
    if named:
        return named
    by_another = re.findall(r"\b[a-z_]+\.(\w+)\(", text)
    return {WAYS[way] for way in by_another if way in WAYS}


PATTERNS = _patterns()


def _seconds(pattern: re.Pattern[Any], way: str, text: str) -> float:
    subject = (
        text if isinstance(pattern.pattern, str) else text.encode("latin-1", "replace")
    )
    use = getattr(pattern, way)
    began = time.process_time()
    use(subject)
    return time.process_time() - began


def _best(pattern: re.Pattern[Any], way: str, text: str, enough: float) -> float:
    """The quickest of some tries: the machine may be busy with other things."""
    quickest = float("inf")
    for _ in range(TRIES):
        quickest = min(quickest, _seconds(pattern, way, text))
        if quickest <= enough:
            break
    return quickest


def _slow_ones(pattern: re.Pattern[Any], ways: set[str]) -> list[str]:
    kinds = [
        (way, text)
        for way in sorted(ways or set(WAYS.values()))
        for text in hard_texts(pattern)
    ]
    for length in GROWING:
        tried = []
        for way, text in kinds:
            taken = _best(pattern, way, text.of(length), MOST_S_SHORT)
            if taken > MOST_S_SHORT:
                return [f"{length:,} characters: {way} {text} {taken:.4f} s"]
            tried.append((taken, way, text))
        tried.sort()
    hardest = [
        (_best(pattern, way, text.of(LONG), _most_s()), way, text)
        for _, way, text in tried[-HARDEST:]
    ]
    slow = [each for each in hardest if each[0] > _most_s()]
    most = _measured() if slow else 0.0  # the machine may have been busier since
    return [f"{LONG:,} characters: {each}" for each in slow if each[0] > most]


@cache
def _most_s() -> float:
    return _measured()


def _measured() -> float:
    """0.1 s; more where the machine is so busy that a plain scan takes long too."""
    plain = re.compile(r"[a-z]\d")
    scan = min(_seconds(plain, "search", "a-" * (LONG // 2)) for _ in range(TRIES))
    return max(0.1, TIMES_A_SCAN * scan)


@pytest.mark.parametrize("name", sorted(PATTERNS.keys() - BOUNDED))
def test_a_pattern_is_quick_when_a_text_is_long_and_hard(name):
    pattern, ways = PATTERNS[name]
    assert not _slow_ones(pattern, ways)


@pytest.mark.parametrize("name", sorted(BOUNDED))
def test_a_pattern_is_quick_when_the_code_bounds_its_text(name):
    pattern, ways = PATTERNS[name]
    texts = [text.of(BOUNDED[name]) for text in hard_texts(pattern)]
    taken = [_best(pattern, way, text, 0.001) for way in ways for text in texts]
    assert max(taken) <= 0.001


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"[\w.]+@\w+", r"(?:a|aa)+b", r"\s*x"])
def test_a_slow_pattern_is_found_when_there_is_one(pattern):
    assert _slow_ones(re.compile(pattern), {"search"})


def test_every_pattern_is_made_when_its_module_is_read():
    inside = {
        (module.__name__, function.name)
        for module in _modules()
        for function in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(function, ast.FunctionDef)
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and _makes_a_pattern(call)
    }
    assert inside <= BUILT_AS_IT_RUNS, inside - BUILT_AS_IT_RUNS


def _makes_a_pattern(call: ast.Call) -> bool:
    """Of parts; a plain one of some characters is as good as one that has a name."""
    if not ast.unparse(call.func).startswith("re.") or call.func.attr == "escape":
        return False
    pattern = call.args[0] if call.args else None
    return not (isinstance(pattern, ast.Constant) and len(pattern.value) < 20)
