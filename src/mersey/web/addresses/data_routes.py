"""Addresses of the data of a service: files, folder, questions."""

from __future__ import annotations

from typing import Final

from mersey.web.pages import data_files
from mersey.web.permissions import Action
from mersey.web.routing import pages, route

DATA_ROUTES: Final = (
    *pages(
        "services/<slug:service>/data/files/",
        data_files.files,
        name="service-files",
        action=Action.LOAD_DATA,
    ),
    route(
        "services/<slug:service>/data/files/add",
        data_files.add,
        name="service-file-add",
        action=Action.LOAD_DATA,
    ),
    route(
        "services/<slug:service>/data/folder",
        data_files.folder,
        name="service-folder",
        action=Action.LOAD_DATA,
    ),
    *pages(
        "services/<slug:service>/data/files/<int:file>/",
        data_files.one_file,
        name="service-file",
        action=Action.LOAD_DATA,
    ),
    *(
        route(
            f"services/<slug:service>/data/files/<int:file>/{name}",
            view,
            name=f"service-file-{name}",
            action=Action.LOAD_DATA,
        )
        for name, view in (
            ("accept", data_files.accept),
            ("afresh", data_files.afresh),
            ("answer", data_files.answer),
            ("refuse", data_files.refuse),
            ("rejected", data_files.rejected),
            ("stop", data_files.stop),
        )
    ),
)
