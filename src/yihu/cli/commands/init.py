"""`yihu init`: the keys are made by now; the schema, the keyring and the pages' files follow. Idempotent."""

import argparse

from django.conf import settings
from django.core.management import call_command
from django.utils.translation import gettext as _

from yihu.cli.output import DONE, say
from yihu.dossiers.store import get_store


def run(arguments: argparse.Namespace) -> int:
    """Bring schema, keyring and static files up to this version."""
    call_command("migrate", verbosity=0, interactive=False)
    get_store().keyring.prepare()
    call_command("collectstatic", verbosity=0, interactive=False)
    say(_("資料目錄 %(directory)s 已就緒。") % {"directory": settings.YIHU_DATA_DIR})
    return DONE
