"""`yihu init`: the keys are made by now; the schema, the keyring and the pages follow. Idempotent."""

import argparse

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils.translation import gettext as _

from yihu.cli.output import DONE, say
from yihu.dossiers.store import get_store
from yihu.households import name_parts


def run(arguments: argparse.Namespace) -> int:
    """Bring schema, keyring and pages up to this version; mend what the search by name rests on."""
    call_command("migrate", verbosity=0, interactive=False)
    name_parts.mend(connection)
    get_store().keyring.prepare()
    call_command("collectstatic", verbosity=0, interactive=False)
    say(_("資料目錄 %(directory)s 已就緒。") % {"directory": settings.YIHU_DATA_DIR})
    return DONE
