"""What the project's files are: read once, asked many times by the tests beside."""

from __future__ import annotations

import ast
import re
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "mersey"
CODE_FOLDERS = ("src", "tests", "bench", "docs", "tools")

MOST_LINES = 400
MOST_FUNCTION_LINES = 50

BANNED_NAMES = {"utils", "helpers", "misc", "common", "base_classes", "manager"}

# Written so that the pattern does not find itself.
PACKAGE_HOSTS = re.compile(
    r"(p[y]pi|pythonh[o]sted|npmj[s]|deb[i]an|cr[a]n)\.(org|com)\b"
)


@dataclass(frozen=True, kw_only=True)
class Function:
    """A function or method, and its length without its docstring."""

    where: str
    lines: int


def tracked() -> tuple[Path, ...]:
    """Files that git follows, links and deleted ones left out."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607  (git is what makes this a checkout)
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    paths = (ROOT / name for name in listed.split("\0") if name)
    return tuple(path for path in paths if path.is_file())


def python_files(*folders: str) -> tuple[Path, ...]:
    """Python files below the folders, in order; generated and installed ones left out."""
    found = (path for name in folders for path in (ROOT / name).rglob("*.py"))
    return tuple(sorted(p for p in found if not _is_skipped(p.relative_to(ROOT))))


def _is_skipped(path: Path) -> bool:
    """True below made data and below environments, whatever follows in their name."""
    skipped = {"data", "__pycache__"}
    return any(part in skipped or part.startswith(".venv") for part in path.parts)


@cache
def parsed(path: Path) -> ast.Module:
    """The file as a syntax tree."""
    return ast.parse(path.read_text("utf-8"), filename=str(path))


def where(path: Path) -> str:
    """The path from the top of the project, with forward slashes."""
    return path.relative_to(ROOT).as_posix()


def long_files() -> dict[str, int]:
    """File → lines, for those over the limit."""
    counted = {
        where(p): len(p.read_text("utf-8").splitlines())
        for p in python_files(*CODE_FOLDERS)
    }
    return {name: lines for name, lines in counted.items() if lines > MOST_LINES}


def long_functions() -> dict[str, int]:
    """File and function → lines without the docstring, for those over the limit."""
    return {
        function.where: function.lines
        for path in python_files(*CODE_FOLDERS)
        for function in _functions(path)
        if function.lines > MOST_FUNCTION_LINES
    }


def _functions(path: Path) -> list[Function]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [
        Function(where=f"{where(path)}:{node.name}", lines=_own_lines(node))
        for node in ast.walk(parsed(path))
        if isinstance(node, kinds)
    ]


def _own_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if ast.get_docstring(node, clean=False) is not None:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def exported(path: Path) -> list[str] | None:
    """The names in `__all__`; None where the file has none."""
    for node in parsed(path).body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        if any(isinstance(t, ast.Name) and t.id == "__all__" for t in targets):
            return [ast.literal_eval(item) for item in node.value.elts]
    return None


def names_taken(path: Path) -> set[tuple[str, str]]:
    """Module of ours and name, for each `from mersey.… import name` in the file."""
    return {
        (node.module, alias.name)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("mersey")
        for alias in node.names
        if node.module
    }


def public_names(path: Path) -> list[str]:
    """Names that the file itself makes and that do not begin with an underscore."""
    return [
        name
        for node in _statements(parsed(path).body)
        for name in names_made(node)
        if not name.startswith("_")
    ]


def _statements(body: list[ast.stmt]) -> list[ast.stmt]:
    """The statements of a file, those below an `if` among them."""
    below = [s for node in body if isinstance(node, ast.If) for s in node.body]
    return [*body, *(_statements(below) if below else [])]


def names_made(node: ast.stmt) -> list[str]:
    """The names that a statement of a module makes, imports aside."""
    if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else []
    if isinstance(node, ast.AnnAssign):
        targets = [node.target]
    made = (name for target in targets for name in ast.walk(target))
    return [name.id for name in made if isinstance(name, ast.Name)]


@cache
def offered() -> set[tuple[str, str]]:
    """Module and name: what a door's `__all__` holds, a module makes, and modules."""
    found: set[tuple[str, str]] = set()
    for path in python_files("src"):
        parts = path.relative_to(ROOT / "src").with_suffix("").parts
        module = ".".join(parts).removesuffix(".__init__")
        offers = exported(path) if path.name == "__init__.py" else public_names(path)
        found |= {(module, name) for name in offers or []}
        found.add(tuple(module.rpartition(".")[::2]))
    return found


def in_order(names: list[str]) -> list[str]:
    """Names as `__all__` holds them: CONSTANTS, then Classes, then functions."""

    def rank(name: str) -> tuple[int, str]:
        if name.isupper():
            return (0, name)
        return (1, name) if name[:1].isupper() else (2, name)

    return sorted(names, key=rank)


def asserts(path: Path) -> list[str]:
    """Where the file uses `assert`, which vanishes under `python -O`."""
    return [
        f"{where(path)}:{node.lineno}"
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Assert)
    ]


def foreign_imports(path: Path) -> set[str]:
    """Top-level names of the packages that the file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def files_matching(pattern: re.Pattern[str]) -> list[str]:
    """Tracked text files in which the pattern occurs."""
    return [where(p) for p in tracked() if (t := text_of(p)) and pattern.search(t)]


def text_of(path: Path) -> str | None:
    """The file's text; None where it is not text."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return None
