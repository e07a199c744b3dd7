"""The program's own settings, read in the environment of the tests; what only tests want differs here."""

from typing import cast

import rehearsal

rehearsal.prepare()

from yihu.config.settings import *  # noqa: E402, F403
from yihu.config.settings import DATABASES, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

# Threads of the live server give their connection back after each request: none outlives its database.
DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASES["default"]["CONN_HEALTH_CHECKS"] = False
_options = cast(dict[str, str], DATABASES["default"]["OPTIONS"])
if "init_command" in _options:
    _options["init_command"] = _options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
