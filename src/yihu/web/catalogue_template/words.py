"""The rules of the catalogue in words."""

from yihu.policy.regulations.model import Follows, Requirement
from yihu.policy.vocabulary import N_

RULE_TITLES: dict[Requirement, str] = {
    Requirement.ALWAYS: N_("一律應有"),
    Requirement.FIRST_HANDOVER: N_("首任業主應有"),
    Requirement.EVERY_OWNER: N_("每位業主各一"),
    Requirement.TITLE_ISSUED: N_("已發權證時"),
    Requirement.TITLE_CHANGED: N_("產權變更時"),
    Requirement.DECORATION: N_("有裝修時"),
    Requirement.DECORATION_ACCEPTED: N_("裝修竣工驗收後"),
    Requirement.TENANCY: N_("出租時"),
    Requirement.EVER_LET: N_("曾經出租"),
    Requirement.COMMERCIAL_RESIDENTIAL: N_("商住時"),
    Requirement.ARREARS: N_("有欠費時"),
    Requirement.INSTALMENTS: N_("分期繳付時"),
    Requirement.KEYS_HELD: N_("代管鑰匙時"),
    Requirement.MANDATE: N_("有委託時"),
    Requirement.VEHICLE: N_("有車輛時"),
    Requirement.SAFETY_OF_OTHERS: N_("有租戶、商戶或裝修單位時"),
    Requirement.NEVER: N_("有則歸檔，不算缺"),
}

FOLLOWS_TITLES: dict[Follows, str] = {
    Follows.HOUSEHOLD: N_("隨人"),
    Follows.UNIT: N_("隨房"),
    Follows.TENANCY: N_("隨租戶"),
}
