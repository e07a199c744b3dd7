"""Freeze what never changes, by trigger."""

from django.db import migrations

from yihu.dossiers.frozen import FROZEN, statements


def freeze(apps, editor):
    for statement in statements(editor.connection.vendor):
        editor.execute(statement)


def thaw(apps, editor):
    if editor.connection.vendor == "sqlite":
        for frozen in FROZEN:
            editor.execute(f"DROP TRIGGER IF EXISTS {frozen.table}_no_delete")
            editor.execute(f"DROP TRIGGER IF EXISTS {frozen.table}_no_change")
        return
    for frozen in FROZEN:
        editor.execute(f"DROP FUNCTION IF EXISTS {frozen.table}_frozen CASCADE")
        editor.execute(f"DROP FUNCTION IF EXISTS {frozen.table}_kept CASCADE")


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_dossiers")]

    operations = [migrations.RunPython(freeze, thaw, elidable=False)]
