"""The tables of boards: what people typed there, and every change of it."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Makes them."""

    dependencies = [
        ("web", "0004_people"),
    ]

    operations = [
        migrations.CreateModel(
            name="BoardBlocker",
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
                ("version", models.PositiveIntegerField(default=1)),
                ("is_removed", models.BooleanField(default=False)),
                ("changed_at", models.DateTimeField()),
                ("case_key", models.CharField(max_length=80)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("person", "person"),
                            ("team", "team"),
                            ("body", "body"),
                            ("supplier", "supplier"),
                            ("decision", "decision"),
                            ("legal", "legal"),
                            ("system", "system"),
                            ("nobody", "nobody"),
                            ("other", "other"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.CharField(max_length=200)),
                ("next_step", models.CharField(blank=True, max_length=200)),
                ("who", models.CharField(blank=True, max_length=80)),
                ("by", models.DateField(blank=True, null=True)),
                ("since", models.DateField()),
                ("cleared", models.DateField(blank=True, null=True)),
                ("for_team", models.CharField(blank=True, max_length=150)),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="web.councilservice",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="BoardChange",
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
                ("kind", models.CharField(max_length=20)),
                ("record", models.PositiveBigIntegerField()),
                ("before", models.JSONField(default=dict)),
                ("version", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("is_undone", models.BooleanField(default=False)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="web.councilservice",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="BoardPromise",
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
                ("version", models.PositiveIntegerField(default=1)),
                ("is_removed", models.BooleanField(default=False)),
                ("changed_at", models.DateTimeField()),
                ("words", models.CharField(max_length=200)),
                ("who", models.CharField(max_length=80)),
                ("by", models.DateField(blank=True, null=True)),
                ("made", models.DateField()),
                ("done", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("experiment", models.CharField(blank=True, max_length=80)),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="web.councilservice",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="BoardSetting",
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
                (
                    "case_reference",
                    models.CharField(
                        choices=[
                            ("hidden", "hidden"),
                            ("team", "team"),
                            ("public", "public"),
                        ],
                        default="hidden",
                        max_length=10,
                    ),
                ),
                ("case_url", models.CharField(blank=True, max_length=300)),
                (
                    "service",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="board_setting",
                        to="web.councilservice",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BoardLimit",
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
                ("version", models.PositiveIntegerField(default=1)),
                ("is_removed", models.BooleanField(default=False)),
                ("changed_at", models.DateTimeField()),
                ("column", models.CharField(max_length=200)),
                ("most", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="web.councilservice",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("service", "column"), name="one_limit_a_column"
                    )
                ],
            },
        ),
    ]
