"""What only some systems have is asked in one room, which has another way for the rest."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture import tree

ROOM = "src/mersey/system/"

MODULES = {
    *("fcntl", "grp", "msvcrt", "posix", "pty", "pwd", "resource", "syslog", "termios"),
    *("tty", "winreg", "winsound", "_winapi", "nt", "curses", "readline"),
}
"""Modules of the standard library that are not everywhere."""

NAMES = {
    "os": {
        *("fork", "forkpty", "getegid", "geteuid", "getgid", "getloadavg", "getpgid"),
        *("getuid", "killpg", "mkfifo", "mknod", "nice", "setsid", "setuid", "sync"),
        *("sysconf", "uname", "wait", "wait3", "wait4", "chown", "lchown", "fchmod"),
        *("O_NOFOLLOW", "O_DIRECTORY", "O_CLOEXEC", "EX_OK", "WIFEXITED", "startfile"),
    },
    "signal": {
        *("SIGALRM", "SIGHUP", "SIGKILL", "SIGUSR1", "SIGUSR2", "SIGCHLD", "SIGPIPE"),
        *("alarm", "setitimer", "getitimer", "pause", "sigwait", "pthread_kill"),
        *("SIGBREAK", "CTRL_C_EVENT"),
    },
    "select": {"epoll", "poll", "kqueue"},
    "time": {"tzset"},
}
"""Names of modules that are everywhere, which are not."""


def _imported(node: ast.AST) -> set[str]:
    """Modules that a statement, or a call that imports by name, asks for."""
    if isinstance(node, ast.Import):
        return {one.name.partition(".")[0] for one in node.names}
    if isinstance(node, ast.ImportFrom):
        return {(node.module or "").partition(".")[0]}
    if isinstance(node, ast.Call) and "import" in ast.unparse(node.func):
        return {
            one.value
            for one in node.args
            if isinstance(one, ast.Constant) and isinstance(one.value, str)
        }
    return set()


def _asked(node: ast.AST) -> set[str]:
    """What of this statement not every system has."""
    found = _imported(node) & MODULES
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        module, name = node.value.id, node.attr
        found |= {f"{module}.{name}"} if name in NAMES.get(module, ()) else set()
    if isinstance(node, ast.ImportFrom):
        module = node.module or ""
        named = {one.name for one in node.names} & NAMES.get(module, set())
        found |= {f"{module}.{name}" for name in named}
    return found


def _not_everywhere(source: str) -> set[str]:
    return {name for node in ast.walk(ast.parse(source)) for name in _asked(node)}


def test_no_other_room_asks_for_what_only_some_systems_have() -> None:
    found = {
        tree.where(path): names
        for path in tree.python_files("src")
        if not tree.where(path).startswith(ROOM)
        and (names := _not_everywhere(path.read_text("utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "source",
    [
        "import fcntl",
        "def f():\n    import resource",
        "from fcntl import flock",
        "import_module('msvcrt')",
        "importlib.import_module('resource')",
        "os.getuid()",
        "from os import fork",
        "signal.signal(signal.SIGALRM, f)",
    ],
)
def test_what_only_some_systems_have_is_seen(source: str) -> None:
    assert _not_everywhere(source)


def test_modules_of_the_room_read_without_what_only_one_system_has() -> None:
    for path in sorted(Path(tree.ROOT, ROOM).glob("*.py")):
        outside = ast.parse(path.read_text("utf-8")).body
        found = {
            name
            for node in outside
            if isinstance(node, ast.Import | ast.ImportFrom)
            for name in _asked(node)
        }
        assert found == set(), path.name
