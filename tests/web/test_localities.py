"""A project's page of rules says what its locality does in its own way (Annex K)."""

import pytest

from cast import Cast
from doors import client_of
from yihu.estate.models import Project

SAID = {
    "CN": ("中國內地", "業主委員會", "管理規約", "個人信息保護法"),
    "HK": ("香港", "平方呎、平方米", "業主立案法團", "公契", "個人資料（私隱）條例"),
    "TW": ("台灣", "坪、平方米", "公寓大廈管理委員會", "規約", "個人資料保護法"),
}


@pytest.mark.parametrize("locality", SAID)
def test_it_works(cast: Cast, locality: str) -> None:
    Project.objects.filter(pk=cast.cj.pk).update(locality=locality)
    page = client_of(cast.cs_head).get("/CJ/regulations/").content.decode()
    for words in SAID[locality]:
        assert words in page
    assert ("業主立案法團" in page) is (locality == "HK")
