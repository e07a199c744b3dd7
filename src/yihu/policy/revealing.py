"""查看明文 (P18, R1.8): which personal values can be shown whole, for how long, and why."""

from datetime import timedelta
from enum import StrEnum

from yihu.policy.vocabulary import N_


class RevealField(StrEnum):
    """A masked value that may be asked for whole."""

    PHONE = "phone"
    ID_NUMBER = "id_number"


REVEAL_TITLES = {RevealField.PHONE: N_("聯繫電話"), RevealField.ID_NUMBER: N_("證件號碼")}
SHOWN_FOR = timedelta(seconds=60)
"""How long a revealed value stays on the screen."""

REASONS = (N_("欠費跟蹤"), N_("報修聯繫"), N_("核對身份"), N_("投訴處理"), N_("其他"))
"""The reasons that pages offer; what is typed is kept as it is."""
LONGEST_REASON = 200
