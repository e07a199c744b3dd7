"""The standard catalogue (§2.4): one line, one kind of paper, the codes of all three texts (C8).

Text 1 knows every line and places it in the volume of 客服部; text 2 reassigns some (`process.REFINEMENT`).
"""

from yihu.policy.regulations.model import CatalogueLine, Category, Follows, Requirement
from yihu.policy.vocabulary import N_

_CUSTODY = {  # which duty of text 2 covers the line: R2.1.1 客服部, R2.1.2 工程部, R2.1.3 保安部
    **dict.fromkeys(("B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08"), "R2.1.2"),
    **dict.fromkeys(("G05", "G06"), "R2.1.3"),
}


def _line(
    code: str,
    title: str,
    items: tuple[int, ...],
    follows: Follows,
    rule: Requirement,
    retention: str,
    *,
    system_kept: bool = False,
) -> CatalogueLine:
    category = Category(code[0])
    clauses = (
        f"R1.3{category.lower()}",
        _CUSTODY.get(code, "R2.1.1"),
        *(f"R3.5.1.{number}" for number in items),
    )
    return CatalogueLine(
        code=code,
        title=title,
        category=category,
        items=items,
        clauses=clauses,
        follows=follows,
        rule=rule,
        retention=retention,
        system_kept=system_kept,
    )


_H, _U, _T = Follows.HOUSEHOLD, Follows.UNIT, Follows.TENANCY
_R = Requirement

TEMPLATE: tuple[CatalogueLine, ...] = (
    _line("A01", N_("入伙通知書"), (1,), _H, _R.FIRST_HANDOVER, "K10"),
    _line("A02", N_("入伙手續書"), (2,), _H, _R.FIRST_HANDOVER, "K10"),
    _line("A03", N_("業主使用公約／管理規約簽署頁"), (3,), _H, _R.EVERY_OWNER, "K30"),
    _line("A04", N_("房屋驗收表"), (5,), _U, _R.FIRST_HANDOVER, "U"),
    _line("A05", N_("入伙手續資料簽收單"), (6,), _H, _R.FIRST_HANDOVER, "K10"),
    _line("A06", N_("業主信息表"), (12,), _H, _R.ALWAYS, "K10"),
    _line("A07", N_("身份證明核驗記錄（複印件可選）"), (11,), _H, _R.ALWAYS, "K3-ID"),
    _line("A08", N_("權證複印件"), (10,), _H, _R.TITLE_ISSUED, "K10"),
    _line("A09", N_("購房合同複印件"), (9,), _H, _R.FIRST_HANDOVER, "K10"),
    _line("A10", N_("安全責任書（業主）"), (17,), _H, _R.ALWAYS, "K10"),
    _line("A11", N_("個人信息告知書／同意書"), (11,), _H, _R.ALWAYS, "K10"),
    _line("B01", N_("裝修申請審批表"), (), _U, _R.DECORATION, "U"),
    _line("B02", N_("裝修管理協議"), (4,), _H, _R.DECORATION, "K10"),
    _line("B03", N_("裝修圖紙（結構／水電／防水）"), (), _U, _R.DECORATION, "U"),
    _line("B04", N_("施工單位與人員資料"), (), _H, _R.DECORATION, "K3"),
    _line("B05", N_("巡查／違章／整改"), (), _U, _R.DECORATION, "U"),
    _line("B06", N_("竣工驗收"), (), _U, _R.DECORATION, "U"),
    _line("B07", N_("押金退還"), (), _H, _R.DECORATION_ACCEPTED, "K10"),
    _line("B08", N_("戶內其他圖紙"), (), _U, _R.NEVER, "U"),
    _line("C01", N_("投訴"), (), _H, _R.NEVER, "K10"),
    _line("C02", N_("表揚"), (), _H, _R.NEVER, "K10"),
    _line("C03", N_("建議"), (), _H, _R.NEVER, "K10"),
    _line("D01", N_("物業公司回復"), (), _H, _R.NEVER, "K10"),
    _line("E01", N_("產權變更資料"), (7,), _H, _R.TITLE_CHANGED, "K30"),
    _line("E02", N_("租戶情況登記表"), (8,), _T, _R.TENANCY, "K3"),
    _line("E03", N_("商住登記、利害關係業主同意"), (11,), _H, _R.COMMERCIAL_RESIDENTIAL, "K10"),
    _line("E04", N_("產權清單（本戶摘錄）"), (7,), _H, _R.ALWAYS, "K30", system_kept=True),
    _line("E05", N_("租賃合同復印件"), (9,), _T, _R.TENANCY, "K3"),
    _line("E06", N_("租賃清單（本戶摘錄）"), (8,), _H, _R.EVER_LET, "K10", system_kept=True),
    _line("F01", N_("費用支付情況表（賬）"), (), _H, _R.ALWAYS, "K10", system_kept=True),
    _line("F02", N_("催繳通知、跟蹤記錄"), (), _H, _R.ARREARS, "K10"),
    _line("F03", N_("分期協議"), (), _H, _R.INSTALMENTS, "K10"),
    _line("G01", N_("報修項目表及單據"), (13,), _H, _R.ALWAYS, "K3", system_kept=True),
    _line("G02", N_("服務項目表"), (14,), _H, _R.ALWAYS, "K3", system_kept=True),
    _line("G03", N_("保管鑰匙委托書"), (15,), _H, _R.KEYS_HELD, "K3"),
    _line("G04", N_("代辦服務委托書"), (16,), _H, _R.MANDATE, "K10"),
    _line("G05", N_("物品放行條"), (), _H, _R.NEVER, "K1"),
    _line("G06", N_("車輛登記資料"), (), _H, _R.VEHICLE, "K3"),
    _line("G07", N_("鑰匙登記"), (), _H, _R.KEYS_HELD, "K3", system_kept=True),
    _line("G08", N_("安全責任書（租戶／商戶／裝修單位）"), (17,), _T, _R.SAFETY_OF_OTHERS, "K10"),
    _line("G09", N_("其他"), (11,), _H, _R.NEVER, "K10"),  # 4.3 leaves it to the type; the core's ten years
)


def lines_of(text: str) -> tuple[CatalogueLine, ...]:
    """The lines for which a text has a clause: `text` is the clauses' prefix (`R1.`)."""
    return tuple(line for line in TEMPLATE if any(clause.startswith(text) for clause in line.clauses))
