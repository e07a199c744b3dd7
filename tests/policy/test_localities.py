"""What each locality does in its own way (Annex K)."""

import pytest

from yihu.policy.floor_area import AreaUnit
from yihu.policy.localities import CUSTOMS, ERA_TITLES, Era, customs_of
from yihu.policy.vocabulary import Locality


def test_it_works() -> None:
    assert set(CUSTOMS) == set(Locality)
    assert set(ERA_TITLES) == set(Era)


@pytest.mark.parametrize(
    ("locality", "units", "body", "covenant", "law"),
    [
        ("CN", "m2", "業主委員會", "管理規約", "個人信息保護法"),
        ("HK", "ft2 m2", "業主立案法團", "公契", "個人資料（私隱）條例"),
        ("TW", "ping m2", "公寓大廈管理委員會", "規約", "個人資料保護法"),
    ],
)
def test_units_and_words_are_those_of_annex_k(
    locality: str, units: str, body: str, covenant: str, law: str
) -> None:
    customs = customs_of(locality)
    assert customs.area_units == tuple(map(AreaUnit, units.split()))
    assert (customs.owners_body, customs.covenant, customs.privacy_law) == (body, covenant, law)


@pytest.mark.parametrize(
    ("locality", "chosen", "written"),
    [
        ("TW", "roc", Era.REPUBLIC),
        ("TW", "common", Era.COMMON),
        ("TW", "", Era.COMMON),
        ("CN", "roc", Era.COMMON),
        ("HK", "roc", Era.COMMON),
    ],
)
def test_only_taiwan_writes_the_years_of_the_republic(locality: str, chosen: str, written: Era) -> None:
    assert customs_of(locality).era(chosen) is written


def test_a_locality_there_is_not_has_no_customs() -> None:
    with pytest.raises(ValueError, match="MO"):
        customs_of("MO")
