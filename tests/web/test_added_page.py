"""A page made as CONTRIBUTING says answers in all its forms, and those who may alone."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest

from mersey.charts.chart import Table
from mersey.web.permissions import Action
from tests.web.routes import routes

Visit = Callable[[str], Any]

ADDRESS = "/services/planning/added"


def _added(_request: object, visit: Any) -> Any:
    from mersey.web.page import Page

    slug = visit.of.slug
    return Page(
        template="services.html.j2",
        context=lambda: {"listed": ()},
        data=lambda: {"schema": "mersey.added/1", "service": slug},
        table=lambda: Table(columns=("service",), rows=((slug,),), raw=((slug,),)),
    )


@pytest.fixture(autouse=True)
def _beside_the_others(site: object) -> Iterator[None]:
    """The addresses of the site, and one page more."""
    from django.test import override_settings

    from mersey.web import urls
    from mersey.web.routing import pages

    address = "services/<slug:service>/added/"
    made = pages(address, _added, name="service-added", action=Action.SEE_SERVICE)
    module = ModuleType("addresses_with_one_more")
    module.__dict__.update(vars(urls) | {"urlpatterns": [*urls.urlpatterns, *made]})
    sys.modules[module.__name__] = module
    with override_settings(ROOT_URLCONF=module.__name__):
        yield
    del sys.modules[module.__name__]


def test_added_page_answers_in_all_its_forms(visit: Visit) -> None:
    client = visit("amina")
    assert client.get(f"{ADDRESS}/").status_code == 200
    assert client.get(f"{ADDRESS}.json").json()["schema"] == "mersey.added/1"
    assert client.get(f"{ADDRESS}.csv").content.decode().split() == [
        "service",
        "planning",
    ]
    assert client.get(f"{ADDRESS}.xlsx").content[:2] == b"PK"


@pytest.mark.parametrize("person", ["osric", "grace"])
def test_added_page_is_not_found_by_who_may_not(visit: Visit, person: str) -> None:
    client = visit(person)
    for form in ("/", ".json", ".csv", ".xlsx"):
        assert client.get(f"{ADDRESS}{form}").status_code == 404


def test_added_page_asks_nobody_in_before_it_says_anything(visit: Visit) -> None:
    shown = visit("").get(f"{ADDRESS}/")
    assert (shown.status_code, shown.url.split("?")[0]) == (302, "/demo/")


def test_added_page_is_walked_with_every_role_without_being_named() -> None:
    named = {one.name: one.action for one in routes()}
    for form in ("", "-json", "-csv", "-xlsx"):
        assert named[f"service-added{form}"] is Action.SEE_SERVICE
