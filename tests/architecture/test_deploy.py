"""The files for a server name commands, options, variables and files that there are."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
from gunicorn.config import Config
from typer.main import get_command

from mersey.cli import put_together
from mersey.web.settings import LARGEST_FORM, LARGEST_UPLOAD
from tests.architecture import tree

DEPLOY = tree.ROOT / "deploy"
UNITS = sorted(p for p in (DEPLOY / "systemd").iterdir() if p.is_file())
SEVERAL = DEPLOY / "systemd" / "mersey.service.d" / "several-processes.conf"
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
NGINX = (DEPLOY / "nginx" / "mersey.conf").read_text("utf-8")
CONTAINER = (DEPLOY / "Containerfile").read_text("utf-8")
ALL = {path: path.read_text("utf-8") for path in DEPLOY.rglob("*") if path.is_file()}
PORT = "8000"


def _said() -> list[str]:
    """What follows `mersey` wherever a file of a server calls it."""
    units = "".join(unit.read_text("utf-8") for unit in SERVICES)
    called = re.findall(r"/bin/mersey ([a-z][^'\n]*)", units)
    words = re.search(r"^CMD \[(.+)\]$", CONTAINER, re.MULTILINE)
    return [*called, words[1].replace('"', "").replace(",", "")] if words else called


def test_commands_and_options_that_are_called_are_there() -> None:
    known = get_command(put_together()).commands  # type: ignore[attr-defined]
    assert len(_said()) == 5
    for said in _said():
        name, *rest = said.split()
        command = known[name]
        if hasattr(command, "commands"):
            command = command.commands[rest[0]]
        options = {one for p in command.params for one in p.opts}
        assert {word for word in rest if word[:2] == "--"} <= options


def test_several_processes_are_asked_for_as_their_server_takes_it() -> None:
    config = Config()
    said = re.search(
        r"^ExecStart=\S+/gunicorn (.+)$", SEVERAL.read_text("utf-8"), re.MULTILINE
    )
    assert said
    told = config.parser().parse_args(said[1].split())
    assert told.args == ["mersey.web.wsgi:application"]
    assert told.bind == [f"127.0.0.1:{PORT}"]
    assert find_spec("mersey.web.wsgi")


def test_variables_that_are_set_are_on_their_page() -> None:
    page = (tree.ROOT / "docs/reference/environment.md").read_text("utf-8")
    told = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) | {"DATABASE_URL"}
    text = "\n".join(ALL.values())
    named = set(re.findall(r"\b(MERSEY_[A-Z_]+|[A-Z]+_URL)\b", text))
    assert {"MERSEY_ADDRESS", "MERSEY_PROXIES", "DATABASE_URL"} <= named
    assert named - told == set()


def test_pages_that_the_files_name_are_there() -> None:
    named = {
        name for text in ALL.values() for name in re.findall(r"docs/\S+\.md", text)
    }
    assert named
    assert [name for name in sorted(named) if not (tree.ROOT / name).exists()] == []


def test_everything_speaks_of_one_port() -> None:
    ports = re.findall(r"--port (\d+)|127\.0\.0\.1:(\d+)", "\n".join([*ALL.values()]))
    ports += re.findall(r'"--port", "(\d+)()"', CONTAINER)
    assert {one or other for one, other in ports} == {PORT}


def test_proxy_adds_no_header_beside_those_of_the_program() -> None:
    assert "add_header" not in NGINX
    set_here = set(re.findall(r"proxy_set_header ([\w-]+)", NGINX))
    assert {"Host", "X-Forwarded-For", "X-Forwarded-Proto"} <= set_here


def test_proxy_lets_through_what_the_program_takes() -> None:
    most = re.search(r"client_max_body_size (\d+)m;", NGINX)
    assert most
    assert int(most[1]) * 1024**2 >= LARGEST_UPLOAD + LARGEST_FORM


def test_services_are_all_held_as_tightly() -> None:
    fences = [
        {
            line
            for line in unit.read_text("utf-8").splitlines()
            if re.match(r"[A-Z]\w+=", line)
            and line.split("=")[0] not in {"ExecStart", "Description", "Documentation"}
        }
        for unit in SERVICES
    ]
    tight = {
        line for line in set.intersection(*fences) if re.match("Pro|Restrict", line)
    }
    assert len(tight) >= 12
    assert {"NoNewPrivileges=yes", "UMask=0077", "CapabilityBoundingSet="} <= fences[0]
    assert all({"NoNewPrivileges=yes", "UMask=0077"} <= one for one in fences)


def test_container_copies_what_there_is_and_runs_as_nobody_special() -> None:
    named = re.findall(r"^COPY (?!--from)(.+) \S+$", CONTAINER, re.MULTILINE)
    sources = [name for line in named for name in line.split()]
    assert sources
    assert [name for name in sources if not (tree.ROOT / name).exists()] == []
    let_in = (tree.ROOT / ".containerignore").read_text("utf-8")
    assert [n for n in sources if f"!{n.rstrip('/')}\n" not in let_in] == []
    assert "\nUSER 10001:10001\n" in CONTAINER
    installs = re.findall(r"pip install (.+)", CONTAINER)
    assert all("--no-deps" in said for said in installs)
    assert sum("--require-hashes" in said for said in installs) == 1


@pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not on this machine")
def test_proxy_understands_its_file(tmp_path: Path) -> None:
    for name in ("certificate.pem", "key.pem"):
        (tmp_path / name).touch()
    _certificate(tmp_path)
    text = re.sub(r"listen \[::\][^;]*;", "", NGINX)
    (tmp_path / "site.conf").write_text(text.replace("/etc/ssl/mersey", str(tmp_path)))
    whole = tmp_path / "nginx.conf"
    log = f"error_log {tmp_path}/error.log; pid {tmp_path}/pid;"
    temp = "".join(
        f"{kind}_temp_path {tmp_path}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    site = f"access_log off; {temp} include {tmp_path}/site.conf;"
    whole.write_text(f"{log} events {{}} http {{ {site} }}")
    done = subprocess.run(
        ["nginx", "-t", "-c", str(whole)],  # noqa: S607
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def _certificate(folder: Path) -> None:
    """One of our own, for as long as the test runs."""
    words = "req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=mersey.example.gov.uk"
    places = [
        "-keyout",
        str(folder / "key.pem"),
        "-out",
        str(folder / "certificate.pem"),
    ]
    subprocess.run(
        ["openssl", *words.split(), *places],  # noqa: S607
        check=True,
        capture_output=True,
    )


@pytest.mark.skipif(
    not shutil.which("systemd-analyze"), reason="systemd is not on this machine"
)
def test_system_understands_the_units(tmp_path: Path) -> None:
    for unit in UNITS:
        text = unit.read_text("utf-8").replace("/opt/mersey/bin/mersey", "/bin/true")
        text = re.sub(r"^(User|Group)=.*$", r"\1=root", text, flags=re.MULTILINE)
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    beside = tmp_path / "mersey.service.d" / SEVERAL.name
    beside.parent.mkdir()
    text = SEVERAL.read_text("utf-8").replace("/opt/mersey/bin/gunicorn", "/bin/true")
    beside.write_text(text, encoding="utf-8")
    names = [unit.name.replace("@.", "@1.") for unit in UNITS]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *(f"./{n}" for n in names)],  # noqa: S607
        cwd=tmp_path,
        env={**os.environ, "SYSTEMD_UNIT_PATH": f"{tmp_path}:"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
