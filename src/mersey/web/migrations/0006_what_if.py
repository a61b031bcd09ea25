"""The table of questions what a change would do."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Makes it."""

    dependencies = [
        ("web", "0006_service_care"),
    ]

    operations = [
        migrations.CreateModel(
            name="WhatIfQuestion",
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
                ("version", models.CharField(max_length=64)),
                ("code", models.CharField(max_length=12)),
                ("said", models.JSONField(default=dict)),
                ("typed", models.JSONField(default=dict)),
                ("words", models.TextField()),
                ("weeks", models.FloatField()),
                ("learn_from", models.DateField(null=True)),
                ("asked_at", models.DateTimeField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="what_ifs",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="what_ifs",
                        to="web.job",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="what_ifs",
                        to="web.councilservice",
                    ),
                ),
            ],
            options={"ordering": ["-asked_at", "-pk"]},
        ),
    ]
