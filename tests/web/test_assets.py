"""Addresses of the look's files: found once, and never for a file that is not there."""

import pytest
from django.core.management import call_command
from django.test import override_settings

from yihu.web.assets import Assets


@pytest.fixture(scope="module")
def assets(tmp_path_factory: pytest.TempPathFactory) -> Assets:
    root = tmp_path_factory.mktemp("static")
    stored = {"staticfiles": {"BACKEND": "yihu.web.assets.Assets"}}
    with override_settings(STATIC_ROOT=root, STORAGES=stored, DEBUG=False):
        call_command("collectstatic", verbosity=0, interactive=False)
        return Assets(location=root, base_url="/static/")


def test_it_works(assets: Assets) -> None:
    address = assets.url("yihu/seal.svg")
    assert address.startswith("/static/yihu/seal.")
    assert address != "/static/yihu/seal.svg"
    assert assets.url("yihu/seal.svg") == address


def test_what_was_not_collected_has_no_address(assets: Assets) -> None:
    for _ in range(2):
        with pytest.raises(ValueError, match="not_there"):
            assets.url("yihu/not_there.svg")
