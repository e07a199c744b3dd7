"""The WSGI application."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yihu.config.settings")
application = get_wsgi_application()

# What is loaded by now lives as long as the process; looking through it for garbage took a tenth of a page.
gc.collect()
gc.freeze()
