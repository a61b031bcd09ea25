"""A Monday mail is claimed before it is sent."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the claim, and takes what was sent for claimed."""

    dependencies = [
        ("web", "0009_monday_mail"),
    ]

    operations = [
        migrations.AddField("mondaymail", "claimed_for", models.DateField(null=True)),
        migrations.AddField(
            "mondaymail", "claimed_at", models.DateTimeField(null=True)
        ),
        migrations.AddField("mondaymail", "unsure_for", models.DateField(null=True)),
        migrations.RunSQL(
            "UPDATE web_mondaymail SET claimed_for = sent_for",
            migrations.RunSQL.noop,
        ),
    ]
