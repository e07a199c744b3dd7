"""Text 3, 公寓業戶檔案管理方案: the manager's duties and the 17 contents of 權籍檔案, in our own words."""

from yihu.policy.regulations.model import Clause, Kind, Regulation
from yihu.policy.regulations.parameters import families_of, parameters_of
from yihu.policy.regulations.template import lines_of
from yihu.policy.vocabulary import N_

_BLOCK, _GATE, _ALERT = Kind.BLOCK, Kind.GATE, Kind.ALERT
_ENDS = {"R3.0": "制度三 開首語", "R3.6": "制度三 結尾語"}


def _number(id_: str) -> str:
    """`R3.4` → 制度三 第4條; `R3.5.1.7` → 制度三 5.1.7."""
    rest = id_.removeprefix("R3.")
    return _ENDS.get(id_) or (f"制度三 {rest}" if "." in rest else f"制度三 第{rest}條")


def _c(id_: str, kind: Kind, title: str, summary: str, *duties: str) -> Clause:
    return Clause(id_, _number(id_), title, summary, kind, duties, families_of(id_), "2.3")


def _item(number: int, title: str, summary: str, duty: str) -> Clause:
    return _c(f"R3.5.1.{number}", _ALERT, title, summary, duty)


CLAUSES: tuple[Clause, ...] = (
    _c(
        "R3.0",
        _BLOCK,
        N_("個人資料、報修、服務記錄一併歸檔"),
        N_("報修及服務記錄隨結案自動歸入該戶權籍檔案，開檔時帶入既有記錄。"),
        N_("報修及服務記錄自動歸檔"),
    ),
    _c(
        "R3.1",
        _BLOCK,
        N_("管理處建立，一戶一檔"),
        N_("管理處對一戶一檔負責，應建、已建及未建一目了然。"),
        N_("列明未建檔的戶及負責人"),
    ),
    _c(
        "R3.2",
        _GATE,
        N_("按公司檔案要求"),
        N_("公司檔案規定有版本及生效日，逐項對應參數；新版須閱讀確認。"),
        N_("公司規定按版本生效"),
        N_("與現行規定不一致者列明"),
    ),
    _c(
        "R3.3",
        _ALERT,
        N_("經理負責收集、整理、歸檔、利用"),
        N_("經理對四項工作負責，可逐項看到人和件。"),
        N_("四項指標可追至人和件"),
    ),
    _c(
        "R3.4",
        _ALERT,
        N_("月結：業戶資料、產權清單、租賃清單"),
        N_("每月期限前把上月資料及兩份清單整理簽署並凍結歸檔。"),
        N_("月結簽署後清單凍結"),
        N_("更正另附說明"),
    ),
    _c(
        "R3.5",
        _ALERT,
        N_("每季度檢查，立即整改"),
        N_("經理每季度檢查一次，問題立即開整改單並由他人核實。"),
        N_("季度檢查抽樣及簽署"),
        N_("整改單有負責人及期限"),
    ),
    _c(
        "R3.5.1",
        _ALERT,
        N_("權籍檔案內容"),
        N_("權籍檔案有十七項內容，按次序列出，部分視情況。"),
        N_("按次序列出十七項"),
    ),
    _item(1, N_("入伙通知書"), N_("首次入伙的通知書，送達後歸檔。"), N_("首次入伙應有")),
    _item(2, N_("入伙手續書"), N_("各站點會簽齊全的入伙手續書。"), N_("首次入伙應有")),
    _item(3, N_("業主使用公約"), N_("每位業主簽署的公約。"), N_("每位業主簽署齊全方為在冊")),
    _item(4, N_("裝修管理協議"), N_("裝修戶與物業公司簽訂的協議。"), N_("有裝修個案應有")),
    _item(5, N_("房屋驗收表"), N_("交房驗收的項目、讀數及鑰匙。"), N_("交房應有")),
    _item(6, N_("入伙手續資料簽收單"), N_("業主簽收資料、鑰匙及卡的清單。"), N_("交房應有")),
    _item(7, N_("產權清單"), N_("本戶產權及歷次變更的摘錄。"), N_("系統維護本戶摘錄")),
    _item(8, N_("租賃清單"), N_("本戶歷次租賃的摘錄。"), N_("曾出租者由系統維護")),
    _item(9, N_("合同復印件"), N_("購房或租賃合同的複印件。"), N_("按購房及租賃情況應有")),
    _item(10, N_("權證復印件"), N_("產權證的複印件或證號。"), N_("已發證應有")),
    _item(11, N_("有關業戶其他資料"), N_("其他資料，須有標題。"), N_("歸檔須填標題")),
    _item(12, N_("業主信息表"), N_("業主填寫的信息表及隱私告知。"), N_("每戶應有")),
    _item(13, N_("報修項目表"), N_("逐項報修及結果的流水表。"), N_("系統維護，可為空")),
    _item(14, N_("服務項目表"), N_("逐項服務及收費的流水表。"), N_("系統維護，可為空")),
    _item(15, N_("保管鑰匙委托書"), N_("代管鑰匙的委托。"), N_("代管鑰匙應有")),
    _item(16, N_("代辦服務委托書"), N_("代辦服務的委托。"), N_("有代辦服務應有")),
    _item(17, N_("安全責任書"), N_("業主、租戶、商戶及裝修單位簽署的安全責任書。"), N_("按身份分別簽署")),
    _c(
        "R3.6",
        _ALERT,
        N_("每月檢查歸檔，立即補齊"),
        N_("經理每月檢查全部檔案的疏漏，逐卷開單限期補齊。"),
        N_("每月列出疏漏"),
        N_("每卷一張補齊單，補齊即結"),
    ),
)

APARTMENT = Regulation(
    code="apartment",
    title=N_("公寓業戶檔案管理方案"),
    version="1",
    clauses=CLAUSES,
    parameters=parameters_of("R3."),
    lines=lines_of("R3."),
)
