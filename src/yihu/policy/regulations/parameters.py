"""Every number and rhythm of the regulations with its default (§1.7, §1.5), each beside its clause.

A facet after the dot belongs to the parameter before it. A parameter that several clauses share names the
texts' clauses in turn; each text states those of its own clauses, `composition` lets the stricter win.
"""

from datetime import time

from yihu.policy.regulations.model import Order, Parameter, Value
from yihu.policy.vocabulary import N_

_LOWER, _HIGHER, _TRUE, _FIXED = Order.LOWER, Order.HIGHER, Order.TRUE, Order.FIXED


def _p(id_: str, clause: str, title: str, value: Value, order: Order, *also: str) -> tuple[Parameter, ...]:
    return tuple(Parameter(id_, title, value, order, each) for each in (clause, *also))


def _ranked(id_: str, clause: str, title: str, value: str, *options: str) -> tuple[Parameter, ...]:
    return (Parameter(id_, title, value, Order.RANKED, clause, options),)


def _choice(id_: str, clause: str, title: str, value: str, *options: str) -> tuple[Parameter, ...]:
    """What the document leaves to the company: no option counts as the stricter."""
    return (Parameter(id_, title, value, Order.FIXED, clause, options),)


_ROWS: tuple[tuple[Parameter, ...], ...] = (
    # R2.3.3.4, T2: same-day filing; a grace for after-hours receipts is the company's choice, off
    _p("P01.grace", "R2.3.3.4", N_("非辦公時間收件的歸檔寬限"), False, _FIXED),
    _p("P01.cut_off", "R2.3.3.4", N_("寬限的收件截止時刻"), time(17), _HIGHER),
    _p("P01.until", "R2.3.3.4", N_("寬限至次一工作日的時刻"), time(12), _LOWER),
    # P02 (R1.6d, R2.2.1.2) is structure: `Regulation.custody` and `Refinement.custody`
    _p("P03", "R2.2.1.2", N_("借閱須先經申請部門主管加具意見"), True, _TRUE, "R2.3.8"),
    _p("P04", "R2.3.2", N_("滿幾件須列印目錄篇"), 5, _LOWER),
    # R2.3.6 and R3.4, T9: the 5th, inclusive
    _ranked(
        "P05", "R2.3.6", N_("期限遇非工作日"), "next_working_day", "next_working_day", "previous_working_day"
    ),
    _ranked(
        "P05", "R3.4", N_("期限遇非工作日"), "next_working_day", "next_working_day", "previous_working_day"
    ),
    _p("T9.day", "R2.3.6", N_("每月上報及月結的期限日"), 5, _LOWER, "R3.4"),
    # R1.5d, T6, T7: arrears of a quarter, followed every seven days
    _p("P06", "R1.5d", N_("欠費跟蹤間隔（日）"), 7, _LOWER),
    _p("P07.months", "R1.5d", N_("欠費滿幾個月開始跟蹤"), 3, _LOWER),
    _p("P07.amount_rule", "R1.5d", N_("另按欠費金額開始跟蹤"), False, _TRUE),
    _p("P16.from", "R1.5d", N_("可聯繫時段開始"), time(8, 30), _HIGHER),
    _p("P16.until", "R1.5d", N_("可聯繫時段結束"), time(20, 30), _LOWER),
    # R2.3.5, T8: every Monday
    _p("P08.full_up_to", "R2.3.5", N_("每周檢查：不多於幾卷即全檢"), 20, _HIGHER),
    _p("P08.at_least", "R2.3.5", N_("每周抽查最少件數"), 10, _HIGHER),
    _p("P08.percent", "R2.3.5", N_("每周抽查百分比"), 20, _HIGHER),
    _p("T8.weekday", "R2.3.5", N_("每周檢查日（1 為周一）"), 1, _FIXED),
    _p("T8.comment_length", "R2.3.5", N_("評語最少字數"), 10, _HIGHER),
    # R3.5, T5: every quarter
    _p("P09.at_least", "R3.5", N_("季度檢查最少戶數"), 20, _HIGHER),
    _p("P09.percent", "R3.5", N_("季度檢查佔總戶數百分比"), 5, _HIGHER),
    _p("P09.open_findings", "R3.5", N_("季度檢查包括所有未結問題的檔案"), True, _TRUE),
    # R2.3.7, T10: March and September
    _p("P10.completeness_percent", "R2.3.7", N_("半年檢查：目錄完整性覆蓋百分比"), 100, _HIGHER),
    _p("P10.at_least", "R2.3.7", N_("半年檢查：每部門逐頁抽查最少件數"), 30, _HIGHER),
    _p("P10.percent", "R2.3.7", N_("半年檢查：每部門逐頁抽查百分比"), 10, _HIGHER),
    _p("T10.first_month", "R2.3.7", N_("半年檢查的月份（上半年）"), 3, _FIXED),
    _p("T10.second_month", "R2.3.7", N_("半年檢查的月份（下半年）"), 9, _FIXED),
    _p("T10.plan_days", "R2.3.7", N_("半年檢查提前計劃日數"), 15, _HIGHER),
    # R2.3.4, T11: retention and destruction
    _choice("P11", "R2.3.4", N_("保管年限的計算"), "year_based", "month_exact", "year_based"),
    _p("P20.K30", "R2.3.4", N_("K30 保管年數"), 30, _HIGHER),
    _p("P20.K10", "R2.3.4", N_("K10 保管年數"), 10, _HIGHER),
    _p("P20.K3", "R2.3.4", N_("K3 保管年數"), 3, _HIGHER),
    _p("P20.K3-ID", "R2.3.4", N_("身份證明影像保管年數"), 3, _LOWER),
    _p("P20.K1", "R2.3.4", N_("K1 保管年數"), 1, _HIGHER),
    _p("P23", "R2.3.4", N_("銷毀前冷靜期（日）"), 0, _HIGHER),
    _p("T11.confirm_working_days", "R2.3.4", N_("保管年限確認期限（工作日）"), 10, _LOWER),
    # R1.6b, T12, T13: permits
    _p("P12", "R1.6b", N_("審批逾時上升一級（辦公小時）"), 4, _LOWER, "R2.2.1.2"),
    _p("P13.until", "R1.6b", N_("查閱許可當日有效至"), time(18), _LOWER),
    _p("P13.next_day_after", "R1.6b", N_("此時刻後批准者次日有效"), time(17), _HIGHER),
    _p("P13.max_hours", "R1.6b", N_("查閱許可最長小時數"), 25, _LOWER),
    _p("P13.idle_minutes", "R1.6b", N_("屏幕查閱閒置關閉（分鐘）"), 15, _LOWER),
    # R2.2.1.2, R2.3.8, T14: loans
    _p("P14.term_working_days", "R2.2.1.2", N_("借閱期（工作日）"), 1, _LOWER, "R2.3.8"),
    _p("P14.max_days", "R2.2.1.2", N_("借閱最長日數"), 7, _LOWER, "R2.3.8"),
    _p("P14.renewals", "R2.2.1.2", N_("可續借次數"), 1, _LOWER, "R2.3.8"),
    # R1.7: the storage place
    _choice("P15.profile", "R1.7c", N_("保管環境要求"), "archive", "office", "archive"),
    _p("P15.min_celsius", "R1.7c", N_("溫度下限（°C）"), 14, _HIGHER),
    _p("P15.max_celsius", "R1.7c", N_("溫度上限（°C）"), 24, _LOWER),
    _p("P15.min_humidity", "R1.7c", N_("相對濕度下限（%）"), 45, _HIGHER),
    _p("P15.max_humidity", "R1.7c", N_("相對濕度上限（%）"), 60, _LOWER),
    _p("P15.office_max_humidity", "R1.7c", N_("普通檔案櫃相對濕度上限（%）"), 75, _LOWER),
    _p("P15.readings_per_day", "R1.7c", N_("每工作日讀數次數"), 2, _HIGHER),
    _p("P15.remeasure_hours", "R1.7c", N_("超限後復測時限（小時）"), 4, _LOWER),
    _p("R1.7a.lock_check", "R1.7a", N_("鎖櫃確認期限"), time(19), _LOWER),
    _p("R1.2b.key_return", "R1.2b", N_("鑰匙當日歸還期限"), time(18, 30), _LOWER),
    # R1.5c, T5: every quarter
    _p("P17.attempted_percent", "R1.5c", N_("普查聯繫率目標（%）"), 100, _HIGHER),
    _p("P17.confirmed_percent", "R1.5c", N_("普查核實率目標（%）"), 90, _HIGHER),
    # R1.8: masks and exports
    _ranked("P18.names", "R1.8", N_("姓名顯示"), "full", "full", "surname"),
    _p("P18.phone_head", "R1.8", N_("電話顯示前幾位"), 3, _LOWER),
    _p("P18.phone_tail", "R1.8", N_("電話顯示後幾位"), 4, _LOWER),
    _p("P18.id_head", "R1.8", N_("證件號碼顯示前幾位"), 3, _LOWER),
    _p("P18.id_tail", "R1.8", N_("證件號碼顯示後幾位"), 4, _LOWER),
    _p("P18.reveal_seconds", "R1.8", N_("明文顯示秒數"), 60, _LOWER),
    _p("P19.head_rows", "R1.8", N_("導出超過幾行須部門負責人批准"), 20, _LOWER),
    _p("P19.manager_rows", "R1.8", N_("導出超過幾行須項目經理批准"), 200, _LOWER),
    _p("P19.hours", "R1.8", N_("導出行數累計小時數"), 24, _HIGHER),
    # R1.10: going live (P21), and office time (T12, T15)
    _p("P21.catch_up_months", "R1.10a", N_("上線補錄計劃最長月數"), 12, _LOWER, "R2.3.3.4", "R3.6"),
    _p("R1.10a.entry_hours", "R1.10a", N_("歸檔後輸入電腦時限（小時）"), 24, _LOWER),
    _p("P22.morning_from", "R1.6b", N_("上午辦公開始"), time(8, 30), _FIXED, "R2.2.1.2"),
    _p("P22.morning_until", "R1.6b", N_("上午辦公結束"), time(12), _FIXED, "R2.2.1.2"),
    _p("P22.afternoon_from", "R1.6b", N_("下午辦公開始"), time(14), _FIXED, "R2.2.1.2"),
    _p("P22.afternoon_until", "R1.6b", N_("下午辦公結束"), time(18), _FIXED, "R2.2.1.2"),
    _p("P24", "R2.3.5", N_("工作日安排"), "calendar", _FIXED),
    # T3: rectify at once
    _p("T3.start_working_days", "R3.5", N_("整改開始期限（工作日）"), 1, _LOWER),
    _p("T3.finish_days", "R3.5", N_("整改完成期限（日）"), 3, _LOWER, "R3.6"),
    _p("T3.urgent_hours", "R3.5", N_("緊急整改時限（小時）"), 24, _LOWER),
    _p("T3.owner_days", "R3.5", N_("須業主配合的整改期限（日）"), 30, _LOWER),
    _p("T3.owner_contact_days", "R3.5", N_("須業主配合時的聯繫間隔（日）"), 7, _LOWER),
    # T4: in time
    _p("T4.late_working_days", "R1.5a", N_("資料變更逾期（工作日）"), 1, _LOWER, "R2.2.1.1"),
    _p("T4.escalate_working_days", "R1.5a", N_("資料變更逾期上報（工作日）"), 3, _LOWER, "R2.2.1.1"),
    _p("T4.tenancy_working_days", "R1.9a", N_("租住登記期限（工作日）"), 3, _LOWER),
    _p("R1.9a.escalate_days", "R1.9a", N_("租住待登記上報（日）"), 10, _LOWER),
    _p("R1.9b.renewal_days", "R1.9b", N_("租約到期提醒（日）"), 30, _HIGHER),
    _p("R1.3d.reply_working_days", "R1.3d", N_("來函回復期限（工作日）"), 3, _LOWER),
    _p("R1.3d.urgent_working_days", "R1.3d", N_("緊急來函回復期限（工作日）"), 1, _LOWER),
    _p("R1.5b.acknowledge_working_days", "R1.5b", N_("總臺備案確認期限（工作日）"), 1, _LOWER),
    _p("R2.2.1.6.report_working_days", "R2.2.1.6", N_("丟失損壞報告期限（工作日）"), 1, _LOWER),
)

STATED: tuple[Parameter, ...] = tuple(each for row in _ROWS for each in row)
"""Each parameter once for every clause that states it."""

DEFAULTS: dict[str, Parameter] = dict(sorted({each.id: each for each in reversed(STATED)}.items()))
"""The value that stands where no adopted text states one (§0.3, last step)."""


def parameters_of(text: str) -> tuple[Parameter, ...]:
    """What the clauses of one text state; one entry for each parameter."""
    stated = {each.id: each for each in reversed(STATED) if each.clause.startswith(text)}
    return tuple(sorted(stated.values(), key=lambda each: each.id))


def families_of(clause: str) -> tuple[str, ...]:
    """Which parameters a clause states (`P14`), for the clause's own page."""
    return tuple(sorted({each.family for each in STATED if each.clause == clause}))


def values_stated(clause: str) -> dict[str, Value]:
    """The numbers and rhythms a clause states, by parameter or facet (`P14.max_days`)."""
    return {each.id: each.value for each in STATED if each.clause == clause}
