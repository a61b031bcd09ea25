"""Services on invitations, roles from a provider, and a trail that refuses changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db import migrations, models

if TYPE_CHECKING:
    from collections.abc import Sequence

WORDS: Final = "the trail is only added to"

SQLITE: Final = {
    "on": [
        (
            "CREATE TRIGGER trail_is_not_changed BEFORE UPDATE ON web_trailentry"
            f" BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
        ),
        (
            "CREATE TRIGGER trail_is_not_removed BEFORE DELETE ON web_trailentry"
            f" BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
        ),
    ],
    "off": [
        "DROP TRIGGER IF EXISTS trail_is_not_changed",
        "DROP TRIGGER IF EXISTS trail_is_not_removed",
    ],
}

POSTGRESQL: Final = {
    "on": [
        (
            "CREATE FUNCTION trail_refuses() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION '{WORDS}'; END $$"
        ),
        (
            "CREATE TRIGGER trail_is_not_changed BEFORE UPDATE OR DELETE ON web_trailentry"
            " FOR EACH ROW EXECUTE FUNCTION trail_refuses()"
        ),
        (
            "CREATE TRIGGER trail_is_not_removed BEFORE TRUNCATE ON web_trailentry"
            " FOR EACH STATEMENT EXECUTE FUNCTION trail_refuses()"
        ),
    ],
    "off": [
        "DROP TRIGGER IF EXISTS trail_is_not_changed ON web_trailentry",
        "DROP TRIGGER IF EXISTS trail_is_not_removed ON web_trailentry",
        "DROP FUNCTION IF EXISTS trail_refuses()",
    ],
}


def refuse(_apps: Any, editor: Any) -> None:
    """From now on the database itself refuses to change an entry."""
    _run(editor, "on")


def allow(_apps: Any, editor: Any) -> None:
    """As before."""
    _run(editor, "off")


def _run(editor: Any, way: str) -> None:
    known = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
    statements: Sequence[str] = known[editor.connection.vendor][way]
    for one in statements:
        # As they stand: what looks like a placeholder is none.
        editor.execute(one, params=None)


class Migration(migrations.Migration):
    """Adds them."""

    dependencies = [
        ("web", "0003_jobs_and_data"),
    ]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="services",
            field=models.ManyToManyField(blank=True, to="web.councilservice"),
        ),
        migrations.AddField(
            model_name="membership",
            name="is_from_provider",
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name="trailentry",
            index=models.Index(fields=["action"], name="trail_action"),
        ),
        migrations.AddIndex(
            model_name="trailentry",
            index=models.Index(fields=["place"], name="trail_place"),
        ),
        migrations.AddIndex(
            model_name="trailentry",
            index=models.Index(fields=["person_id"], name="trail_person"),
        ),
        migrations.RunPython(refuse, allow),
    ]
