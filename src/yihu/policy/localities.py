"""What each locality does in its own way (Annex K): values, so that no rule asks where it is.

Identity documents, telephones and calendars have tables of their own, keyed by the same `Locality`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from yihu.policy.floor_area import AreaUnit
from yihu.policy.vocabulary import N_, Locality


class Era(StrEnum):
    """From when the years of a written date are counted."""

    COMMON = "common"
    REPUBLIC = "roc"


ERA_TITLES: dict[Era, str] = {Era.COMMON: N_("西元"), Era.REPUBLIC: N_("民國")}
REPUBLIC_BEGINS = 1912
"""The first year of 民國; earlier dates are written in 西元."""


@dataclass(frozen=True, slots=True)
class Customs:
    """A locality's units, eras and words; of units and eras the first is what a newcomer sees."""

    area_units: tuple[AreaUnit, ...]
    eras: tuple[Era, ...]
    owners_body: str
    covenant: str
    privacy_law: str

    def era(self, chosen: str) -> Era:
        """The era somebody chose, where it is written here; else the locality's own."""
        return next((era for era in self.eras if era == chosen), self.eras[0])


CUSTOMS: Mapping[Locality, Customs] = {
    Locality.CN: Customs(
        area_units=(AreaUnit.SQUARE_METRE,),
        eras=(Era.COMMON,),
        owners_body=N_("業主委員會"),
        covenant=N_("管理規約"),
        privacy_law=N_("個人信息保護法"),
    ),
    Locality.HK: Customs(
        area_units=(AreaUnit.SQUARE_FOOT, AreaUnit.SQUARE_METRE),
        eras=(Era.COMMON,),
        owners_body=N_("業主立案法團"),
        covenant=N_("公契"),
        privacy_law=N_("個人資料（私隱）條例"),
    ),
    Locality.TW: Customs(
        area_units=(AreaUnit.PING, AreaUnit.SQUARE_METRE),
        eras=(Era.COMMON, Era.REPUBLIC),
        owners_body=N_("公寓大廈管理委員會"),
        covenant=N_("規約"),
        privacy_law=N_("個人資料保護法"),
    ),
}


def customs_of(locality: str) -> Customs:
    """The customs of a project's locality; `ValueError` for one there is not."""
    return CUSTOMS[Locality(locality)]
