"""Text 2, 物業項目業戶檔案管理流程: three departments, filing, checks, retention, in our own words."""

from yihu.policy.regulations.model import Clause, CustodyMode, Kind, Reassignment, Refinement, Regulation
from yihu.policy.regulations.parameters import families_of, parameters_of
from yihu.policy.regulations.template import lines_of
from yihu.policy.vocabulary import N_, Department

_BLOCK, _GATE, _ALERT = Kind.BLOCK, Kind.GATE, Kind.ALERT
_CIRCLED = "①②③④⑤⑥"


def _number(id_: str) -> str:
    """`R2.3.3.4` → 制度二 3(3)④."""
    section, item, *point = id_.removeprefix("R2.").split(".")
    return f"制度二 {section}({item}){''.join(_CIRCLED[int(each) - 1] for each in point)}"


def _c(id_: str, kind: Kind, title: str, summary: str, *duties: str, p: tuple[str, ...] = ()) -> Clause:
    return Clause(id_, _number(id_), title, summary, kind, duties, (*families_of(id_), *p), "2.2")


CLAUSES: tuple[Clause, ...] = (
    _c(
        "R2.1.1",
        _BLOCK,
        N_("客服部：身份資料"),
        N_("身份、權籍、信件、費用及租賃資料由客服部管理，證件號碼須核驗。"),
        N_("核驗證件號碼"),
        N_("其他部門看不到身份資料"),
    ),
    _c(
        "R2.1.2",
        _BLOCK,
        N_("工程部：裝修及圖紙"),
        N_("裝修資料及圖紙由工程部保管。"),
        N_("工程分卷由工程部保管"),
        N_("裝修步驟自動反映於目錄"),
    ),
    _c(
        "R2.1.3",
        _BLOCK,
        N_("保安部：物品出入及車輛"),
        N_("放行條及車輛資料由保安部保管，門崗只見放行所需。"),
        N_("保安分卷由保安部保管"),
        N_("放行條一次有效"),
    ),
    _c(
        "R2.2.1.1",
        _ALERT,
        N_("變更時及時修訂檔案"),
        N_("每項變更帶出各部門的檔案任務，全部完成才算完成。"),
        N_("變更生成檔案任務"),
        N_("被取代的資料保留並註明"),
    ),
    _c(
        "R2.2.1.2",
        _BLOCK,
        N_("秘密級，不得外借"),
        N_("資料屬公司內部秘密，不外借；部門之間借閱須保管部門主管同意並記錄。"),
        N_("沒有外借功能"),
        N_("部門借閱須同意、交接及歸還確認"),
        p=("P02",),
    ),
    _c(
        "R2.2.1.3",
        _BLOCK,
        N_("合理歸檔，分類整理"),
        N_("歸檔須填類別、標題、日期、頁數、載體及位置；重複者指明原件。"),
        N_("拒絕未分類的歸檔"),
        N_("指明重複的資料"),
        N_("改類須有理由"),
    ),
    _c(
        "R2.2.1.4",
        _ALERT,
        N_("經常清理"),
        N_("每月清理未歸檔、無位置、重複及過期的資料；清理不等於刪除。"),
        N_("每月清理清單"),
        N_("過期者列入鑒定清單"),
    ),
    _c(
        "R2.2.1.5",
        _GATE,
        N_("指定專人"),
        N_("每部門有檔案專人及替補，交接列明清單。"),
        N_("無專人期間提示"),
        N_("專人交接清單雙方簽署"),
    ),
    _c(
        "R2.2.1.6",
        _ALERT,
        N_("完整完好，杜絕丟失"),
        N_("頁數、狀況及數碼指紋定期核對，丟失損壞即報告處理。"),
        N_("盤點差異須處理"),
        N_("核對電子件的數碼指紋"),
        N_("丟失限期報告"),
    ),
    _c(
        "R2.3.1",
        _BLOCK,
        N_("第一份資料即建檔"),
        N_("任何部門收到一戶的第一份資料，即時自動建立該戶檔案。"),
        N_("收件即開檔並通知客服部"),
        N_("同時收件也只開一份檔案"),
    ),
    _c(
        "R2.3.2",
        _ALERT,
        N_("同時建立目錄篇"),
        N_("目錄與檔案同時建立、同步增減；資料少者可不列印。"),
        N_("目錄隨檔案自動更新"),
        N_("列印後有增減者提示重打"),
    ),
    _c(
        "R2.3.3",
        _BLOCK,
        N_("按部門選擇存放方式"),
        N_("各部門選定存放方式，歸檔按該方式填寫位置。"),
        N_("按存放方式填寫位置"),
    ),
    _c(
        "R2.3.3.1",
        _BLOCK,
        N_("客服部掛式分類存放"),
        N_("客服部可用掛式分類存放，按房號次序，便於常用。"),
        N_("掛式存放須填掛位"),
    ),
    _c(
        "R2.3.3.2",
        _GATE,
        N_("圖紙檔案袋封存"),
        N_("裝修圖紙以檔案袋封存，拆封須記錄；改用其他方式須有理由及第二人。"),
        N_("封存須填袋號"),
        N_("圖紙不入檔案袋須經批准"),
    ),
    _c(
        "R2.3.3.3",
        _BLOCK,
        N_("保安部自選方式"),
        N_("保安部可每戶一夾或按日合冊，合冊者逐件註明冊及頁。"),
        N_("合冊須填冊號及頁碼"),
    ),
    _c(
        "R2.3.3.4",
        _ALERT,
        N_("當日歸檔，登記一覽表，主管查閱"),
        N_("當日收件當日歸檔，增減記入《業戶檔案一覽表》，由部門主管查閱。"),
        N_("逾期歸檔列明日數"),
        N_("每次增減記入《業戶檔案一覽表》"),
        N_("主管已閱後凍結"),
    ),
    _c(
        "R2.3.4",
        _BLOCK,
        N_("原業戶檔案、保管年限、銷毀"),
        N_("原業戶資料單獨存放並確認保管年限，期滿經查閱及審批方可銷毀並記錄。"),
        N_("原業戶檔案單獨存放"),
        N_("銷毀須鑒定、兩級審批及兩人監銷"),
        N_("法律保留期間不得銷毀"),
    ),
    _c(
        "R2.3.5",
        _ALERT,
        N_("每周一檢查"),
        N_("客服部主管每周一檢查上周建立的檔案並簽署評語。"),
        N_("每周檢查任務及抽樣"),
        N_("必須填寫評語"),
    ),
    _c(
        "R2.3.6",
        _ALERT,
        N_("每月報告"),
        N_("每月期限前完成上月書面報告，經部門主管批閱後上報項目經理。"),
        N_("自動生成報告草稿"),
        N_("批閱及上報均在期限內"),
    ),
    _c(
        "R2.3.7",
        _ALERT,
        N_("半年全面檢查"),
        N_("項目經理在三月及九月全面檢查所有部門的檔案。"),
        N_("覆蓋全部部門及檢查項"),
        N_("問題有負責人及期限"),
    ),
    _c(
        "R2.3.8",
        _BLOCK,
        N_("部門借閱手續"),
        N_("借閱須經申請、同意、交接、歸還及核對。"),
        N_("未經同意不得交出"),
        N_("歸還核對頁數及狀況"),
    ),
)

_ENG, _SEC = Reassignment(Department.ENG), Reassignment(Department.SEC)

REFINEMENT = Refinement(  # C1, C2: custody is divided by department, and only eng and sec may lend
    of="community",
    clause="R2.1.2",
    lines={
        **dict.fromkeys(("B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08"), _ENG),  # R2.1.2
        **dict.fromkeys(("G05", "G06"), _SEC),  # R2.1.3
        "G01": Reassignment(Department.CS, also=(Department.ENG,)),  # §2.4: 客服／工程
        "G09": Reassignment(Department.CS, also=(Department.ENG, Department.SEC)),  # §2.4: by nature
    },
    custody={  # R2.2.1.2, C2
        Department.ENG: CustodyMode.CONTROLLED_LOAN,
        Department.SEC: CustodyMode.CONTROLLED_LOAN,
    },
)

PROCESS = Regulation(
    code="process",
    title=N_("物業項目業戶檔案管理流程"),
    version="1",
    clauses=CLAUSES,
    parameters=parameters_of("R2."),
    lines=lines_of("R2."),
    custody={Department.CS: CustodyMode.ONSITE_ONLY},
    custody_clause="R2.2.1.2",  # C2: the originals of 客服分卷 stay
    refines=REFINEMENT,
)
