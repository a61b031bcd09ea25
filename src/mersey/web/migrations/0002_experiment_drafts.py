"""What somebody answered on the way to a plan."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Makes the table."""

    dependencies = [
        ("web", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ExperimentDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("answers", models.JSONField(default=dict)),
                ("revisions", models.JSONField(default=dict)),
                ("experiment", models.SlugField(blank=True, max_length=64)),
                ("written", models.CharField(blank=True, max_length=64)),
                ("begun", models.DateTimeField()),
                ("changed", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="experiment_drafts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="experiment_drafts",
                        to="web.councilservice",
                    ),
                ),
            ],
            options={
                "ordering": ["-changed"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("experiment", ""), _negated=True),
                        fields=("service", "experiment"),
                        name="one_writer",
                    )
                ],
            },
        ),
    ]
