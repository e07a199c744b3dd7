"""Keep the tails of every name, by trigger, and write those of the names that are there."""

import django.db.models.deletion
from django.db import migrations, models

from yihu.households import name_parts


def keep(apps, editor):
    name_parts.fill(editor.connection)
    name_parts.install(editor.connection)


def leave(apps, editor):
    name_parts.remove(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("estate", "0001_estate"), ("households", "0004_initials")]

    operations = [
        migrations.CreateModel(
            name="NamePart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("part", models.CharField(max_length=80)),
                ("is_whole", models.BooleanField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="households.person",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="estate.project",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["project", "part", "is_whole", "person"],
                        name="name_part_begins",
                        opclasses=["uuid_ops", "text_pattern_ops", "bool_ops", "uuid_ops"],
                    )
                ],
            },
        ),
        migrations.RunPython(keep, leave, elidable=False),
    ]
