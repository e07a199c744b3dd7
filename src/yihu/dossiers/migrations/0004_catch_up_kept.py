"""Count what was known at going live once, one statement a project; freeze the plans by trigger."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import migrations
from django.db.models import Count

from yihu.dossiers.frozen import PLANS, statements


def count(apps, editor):
    gaps, rollups = apps.get_model("dossiers", "Gap"), apps.get_model("dossiers", "CatchUpRollup")
    for project in apps.get_model("estate", "Project").objects.exclude(went_live_on=None):
        end = datetime.combine(project.went_live_on + timedelta(days=1), time(), ZoneInfo(project.time_zone))
        counted = (
            gaps.objects.filter(project=project, since__lt=end)
            .values_list("dossier__household__unit__building", "line")
            .annotate(n=Count("id"))
            .order_by()
        )
        rollups.objects.bulk_create(
            rollups(project=project, building_id=building, line=line, missing=n)
            for building, line, n in counted
        )


def forget(apps, editor):
    apps.get_model("dossiers", "CatchUpRollup").objects.all().delete()


def freeze(apps, editor):
    for statement in statements(editor.connection.vendor, PLANS):
        editor.execute(statement)


def thaw(apps, editor):
    for frozen in PLANS:
        if editor.connection.vendor == "sqlite":
            editor.execute(f"DROP TRIGGER IF EXISTS {frozen.table}_no_delete")
            editor.execute(f"DROP TRIGGER IF EXISTS {frozen.table}_no_change")
        else:
            editor.execute(f"DROP FUNCTION IF EXISTS {frozen.table}_frozen CASCADE")
            editor.execute(f"DROP FUNCTION IF EXISTS {frozen.table}_kept CASCADE")


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0003_catch_up")]

    operations = [
        migrations.RunPython(count, forget, elidable=True),
        migrations.RunPython(freeze, thaw, elidable=False),
    ]
