"""The official forms: their names as the regulations write them, numbers, how long they are kept."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal

Paper = Literal["a3", "a4"]
PAPERS: Final[tuple[Paper, ...]] = ("a3", "a4")
"""The sheets that 《業戶情況一覽表》 is printed on, landscape; the first unless another is asked for."""

SIGNED_BY: Final = ("製表人", "審核人（客服部負責人）", "項目經理", "日期")
"""The boxes under 《業戶情況一覽表》."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form of the company: template, title, number and edition at its top right, retention at its foot."""

    template: str
    title: str
    number: str
    edition: str
    retention: str


CATALOGUE: Final = Form(
    "catalogue", "業戶檔案目錄", "KF-QR-05B", "V1.0", "隨卷保存，K10（業戶關係終止後起算）"
)
ACCESSIONS: Final = Form("accessions", "業戶檔案一覽表", "KF-QR-05A", "V1.0", "P 永久")
CONSULTATIONS: Final = Form("consultations", "業戶檔案查閱登記表", "KF-QR-01", "V1.0", "K10")
OVERVIEW: Final = Form("overview", "業戶情況一覽表", "KF-QR-04", "V1.0", "K1（打印件，期滿銷毀）")
CHOSEN: Final = replace(OVERVIEW, template="chosen")
OWNER: Final = Form("owner", "業主信息表", "KF-QR-04B", "V1.0", "K10（業戶關係終止後起算）")
LABELS: Final = Form("labels", "檔案標籤", "", "", "")


@dataclass(frozen=True, slots=True)
class Imprint:
    """What every paper says of itself: whose, printed when and by whom, anchored to which ledger head.

    `printed_at` is local to the project; instants in the data are shown in its zone.
    """

    company: str
    printed_at: datetime
    printed_by: str
    anchor: str = ""

    def local(self, at: datetime) -> datetime:
        """An instant in the zone of this paper."""
        return at.astimezone(self.printed_at.tzinfo)
