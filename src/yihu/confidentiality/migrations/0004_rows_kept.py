"""Rows of 《業戶檔案查閱登記表》 are written once."""

from django.db import migrations

from yihu.confidentiality.frozen import ROWS
from yihu.dossiers.frozen import statements


def freeze(apps, editor):
    for statement in statements(editor.connection.vendor, ROWS):
        editor.execute(statement)


def thaw(apps, editor):
    for frozen in ROWS:
        if editor.connection.vendor == "sqlite":
            editor.execute(f"DROP TRIGGER IF EXISTS {frozen.table}_no_delete")
            editor.execute(f"DROP TRIGGER IF EXISTS {frozen.table}_no_change")
        else:
            editor.execute(f"DROP FUNCTION IF EXISTS {frozen.table}_frozen CASCADE")
            editor.execute(f"DROP FUNCTION IF EXISTS {frozen.table}_kept CASCADE")


class Migration(migrations.Migration):
    dependencies = [("confidentiality", "0003_consultations")]

    operations = [migrations.RunPython(freeze, thaw, elidable=False)]
