"""The program's own settings; the benchmark adds its empty page to the addresses."""

from yihu.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
