"""Add the era in which a person reads dates."""

from django.db import migrations, models

from yihu.policy.localities import Era


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_appointments")]

    operations = [
        migrations.AddField(
            model_name="account",
            name="era",
            field=models.CharField(
                blank=True, choices=[(Era.COMMON, "西元"), (Era.REPUBLIC, "民國")], default="", max_length=6
            ),
        ),
    ]
