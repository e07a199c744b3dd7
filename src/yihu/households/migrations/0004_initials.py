"""Spell the names that are there, a thousand at a time, each part in a transaction of its own."""

from django.db import migrations, transaction

from yihu.kernel.initials import initials_of

AT_ONCE = 1000


def spell(apps, editor):
    person = apps.get_model("households", "Person")
    last = None
    while True:
        rows = person.objects.order_by("pk").only("pk", "name")
        some = list((rows.filter(pk__gt=last) if last else rows)[:AT_ONCE])
        if not some:
            return
        for each in some:
            each.initials = initials_of(each.name)
        with transaction.atomic(using=editor.connection.alias):
            person.objects.bulk_update(some, ["initials"])
        last = some[-1].pk


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("households", "0003_names_found")]

    operations = [migrations.RunPython(spell, migrations.RunPython.noop, elidable=True)]
