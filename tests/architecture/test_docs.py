"""The documentation is fresh, complete and joined up."""

from __future__ import annotations

import csv
import re
import tomllib
from pathlib import Path

import pytest

from docs import generate
from docs.pages.cli import commands
from mersey.charts import KINDS
from mersey.evidence.published import schema_texts
from mersey.findings import ABOUT, declared
from mersey.flow import MEASURES
from mersey.load import FORMATS
from tests.architecture import tree

DOCS = tree.ROOT / "docs"
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))
PAGES = sorted([*DOCS.rglob("*.md"), *tree.ROOT.glob("*.md")])
LINK = re.compile(r"\]\((?!https?://|mailto:)([^)#\s]+)")


def _reference(name: str) -> str:
    return (DOCS / "reference" / name).read_text("utf-8")


@pytest.mark.parametrize("name", sorted(generate.PAGES))
def test_generated_page_is_fresh_when_compared_with_the_code(name: str) -> None:
    assert _reference(name) == generate.PAGES[name](), "run `make docs`"


def test_check_fails_when_a_page_is_stale(tmp_path: Path) -> None:
    pages = {f"docs/reference/{name}" for name in generate.PAGES}
    assert set(generate.stale(tmp_path)) == {
        *pages,
        "src/mersey/services/packs/as_read.txt",
        *(f"src/mersey/evidence/schemas/{name}" for name in schema_texts()),
    }


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("measures.md", MEASURES),
        ("charts.md", KINDS),
        ("formats.md", FORMATS),
        ("findings.md", [name for part in ABOUT.values() for name in declared(part)]),
        ("cli.md", list(commands())),
    ],
)
def test_every_member_has_an_entry_when_the_page_is_read(
    page: str, names: dict[str, object]
) -> None:
    headings = set(re.findall(r"^## (.+)$", _reference(page), flags=re.MULTILINE))
    assert set(names) - headings == set()
    assert names


@pytest.mark.parametrize("page", PAGES, ids=tree.where)
def test_links_lead_somewhere_when_followed(page: Path) -> None:
    targets = LINK.findall(page.read_text("utf-8"))
    assert [t for t in targets if not (page.parent / t).exists()] == []


def test_index_leads_to_every_page_and_the_readme_to_the_index() -> None:
    index = DOCS / "README.md"
    linked = {
        (index.parent / t).resolve() for t in LINK.findall(index.read_text("utf-8"))
    }
    pages = {page for page in DOCS.rglob("*.md") if page != index}
    lost = {p for p in pages if not {p, p.parent} & linked}
    assert sorted(map(tree.where, lost)) == []
    assert "docs/README.md" in LINK.findall(
        (tree.ROOT / "README.md").read_text("utf-8")
    )


@pytest.mark.parametrize("page", PAGES, ids=tree.where)
def test_pictures_that_a_page_shows_say_what_they_show(page: Path) -> None:
    shown = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", page.read_text("utf-8"))
    assert [place for words, place in shown if len(words) < 40] == []
    assert [p for _, p in shown if (page.parent / p).stat().st_size > 300_000] == []


@pytest.mark.parametrize("page", DECISIONS, ids=lambda p: p.stem)
def test_decision_gives_context_options_choice_and_cost(page: Path) -> None:
    headings = re.findall(r"^## (.+)$", page.read_text("utf-8"), flags=re.MULTILINE)
    assert headings == ["Context", "Options", "Choice", "Cost"]


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(page.name[:4]) for page in DECISIONS]
    assert numbers == list(range(1, len(DECISIONS) + 1))


def test_changelog_begins_with_what_is_unreleased() -> None:
    text = (tree.ROOT / "CHANGELOG.md").read_text("utf-8")
    versions = re.findall(r"^## (.+)$", text, flags=re.MULTILINE)
    assert versions[0] == "Unreleased"
    assert "### Numbers that change" in text


def test_glossary_gives_each_word_once_in_order() -> None:
    text = (tree.ROOT / "GLOSSARY.md").read_text("utf-8")
    words = [
        word.lower()
        for word in re.findall(r"^\| \*\*(.+?)\*\*", text, flags=re.MULTILINE)
    ]
    assert words == sorted(set(words))
    assert len(words) > 40


def test_version_is_the_same_wherever_it_is_written() -> None:
    project = tomllib.loads((tree.ROOT / "pyproject.toml").read_text("utf-8"))[
        "project"
    ]
    files = ("CITATION.cff", "publiccode.yml", "src/mersey/__init__.py")
    texts = [(tree.ROOT / name).read_text("utf-8") for name in files]
    assert all(project["version"] in text for text in texts)


def test_history_rows_have_every_column_when_read() -> None:
    with (tree.ROOT / "bench" / "history.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        rows = list(csv.reader(file))
    assert {len(row) for row in rows} == {10}


def test_every_variable_of_the_environment_is_on_its_page() -> None:
    source = " ".join(p.read_text("utf-8") for p in tree.python_files("src"))
    read = set(re.findall(r'"(MERSEY_[A-Z_]+|DATABASE_URL|NO_COLOR)"', source))
    told = set(
        re.findall(r"^\| `(\w+)` \|", _reference("environment.md"), re.MULTILINE)
    )
    assert read == told
