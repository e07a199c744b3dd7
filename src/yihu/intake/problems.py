"""What can be wrong with a cell or a row of a workbook, in words."""

from typing import Any

from yihu.intake.headers import Column, Field, Layout
from yihu.intake.shapes import CellProblem, Severity
from yihu.intake.workbooks import Row
from yihu.policy.decisions import Decision
from yihu.policy.vocabulary import N_

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
_HEADER_LENGTH = 60

PROBLEMS: dict[str, tuple[Severity, str, str]] = {
    "room_missing": (_ERROR, N_("沒有房號，這一行未讀入。"), N_("請補上房號。")),
    "room_unvalued": (
        _ERROR,
        N_("這一格是沒有值的公式，讀不出房號，這一行未讀入。"),
        N_("請用試算表軟件開啟並儲存一次，或把公式改成值。"),
    ),
    "formula_unvalued": (
        _WARNING,
        N_("這一格是沒有值的公式，視為沒有填寫。"),
        N_("請用試算表軟件開啟並儲存一次，或把公式改成值。"),
    ),
    "first_cell_blank": (
        _ERROR,
        N_("第一欄空白，這一行當作表旁說明，未讀入。"),
        N_("若是一戶，請在每一行填齊房屋資料，不用合併儲存格。"),
    ),
    "room_unparsed": (
        _WARNING,
        N_("房號未能辨認，按原文整體保留，歸入其他物業。"),
        N_("請核對房號，寫成 3-2-1502 或 3棟2單元1502。"),
    ),
    "room_differs": (_WARNING, N_("與同一房號前面一行的房屋資料不同，以前面一行為準。"), N_("請核對。")),
    "kind_unknown": (
        _WARNING,
        N_("房屋類型未能辨認，歸入其他物業。"),
        N_("請填住宅、商鋪、辦公、車位或儲藏室。"),
    ),
    "state_unknown": (
        _WARNING,
        N_("房屋狀態未能辨認，使用狀態留待補齊。"),
        N_("請填自住、出租、商住、商用、空置或未售。"),
    ),
    "area_form": (_WARNING, N_("面積不是大於0的數字，未採用。"), N_("請以平方米填寫，最多兩位小數。")),
    "area_unit_unsaid": (
        _WARNING,
        N_("面積沒有寫明單位，按平方米讀入。"),
        N_("若是平方呎或坪，請在欄名寫明，例如「面積（坪）」。"),
    ),
    "area_placeholder": (_WARNING, N_("面積「1」是佔位數，視為沒有填寫。"), N_("請補上真實面積。")),
    "floor_placeholder": (_WARNING, N_("樓層「1」與房號不符，視為沒有填寫。"), N_("請核對樓層。")),
    "name_placeholder": (_WARNING, N_("姓名一欄不是姓名，視為沒有填寫。"), N_("請補上業主姓名。")),
    "name_long": (_ERROR, N_("姓名超過 %(limit)s 字。"), N_("請核對是否把幾人寫在一起。")),
    "name_missing": (_WARNING, N_("有電話或證件號碼而沒有姓名，未採用。"), N_("請補上姓名。")),
    "owner_missing": (_WARNING, N_("這一戶沒有業主。"), N_("請補上業主，或把狀態改為未銷售。")),
    "owner_of_unsold": (_WARNING, N_("未銷售的房屋不應有業主，業主資料未採用。"), N_("請核對房屋狀態。")),
    "owner_repeated": (_WARNING, N_("同一業主重複出現，已合併。"), N_("請核對是否同一人。")),
    "owner_not_found": (_WARNING, N_("業主信息表中沒有這個業主編號。"), N_("請在業主信息表補上這位業主。")),
    "owner_without_room": (_ERROR, N_("沒有房屋屬於這個業主編號，這一行未讀入。"), N_("請核對業主編號。")),
    "phones_differ": (
        _WARNING,
        N_("電話數目與姓名數目不符，電話未採用。"),
        N_("請每人一行，或按姓名次序填寫。"),
    ),
    "ids_differ": (
        _WARNING,
        N_("證件號碼數目與姓名數目不符，未採用。"),
        N_("請每人一行，或按姓名次序填寫。"),
    ),
    "shares_differ": (_WARNING, N_("份額數目與姓名數目不符，未採用。"), N_("請每人一行，或按姓名次序填寫。")),
    "id_type_unknown": (_WARNING, N_("證件種類未能辨認，按號碼推斷。"), N_("請核對證件種類。")),
    "role_unknown": (
        _WARNING,
        N_("與業戶的關係未能辨認，記為其他。"),
        N_("請填業主、家庭成員、租客或臨時人員。"),
    ),
    "not_collected": (_WARNING, N_("「%(header)s」不得收集，整欄略去。"), N_("請從檔案中刪去這一欄。")),
    "columns_not_read": (_WARNING, N_("以下各欄未讀入：%(headers)s。"), N_("如有需要，請在檔案內補錄。")),
    "plate_blank": (_WARNING, N_("沒有車牌號，這一行未讀入。"), N_("若是一輛車，請補上車牌號。")),
    "term_backwards": (_WARNING, N_("止期早於起期，兩個日期都未採用。"), N_("請核對起止日期。")),
    "text_long": (_WARNING, N_("超過 %(limit)s 個字，未採用。"), N_("請縮短。")),
    "unit_unknown": (
        _ERROR,
        N_("找不到這輛車屬於哪一戶，這一行未讀入。"),
        N_("請填本項目已有的房號，或與檔案一致的業主姓名和電話。"),
    ),
    "unit_several": (_ERROR, N_("這個房號可能是幾個單元，這一行未讀入。"), N_("請把棟、單元、房號寫全。")),
    "plate_twice": (_ERROR, N_("這個車牌在檔案中出現兩次，這一行未讀入。"), N_("請核對後只留一行。")),
    "plate_present": (
        _WARNING,
        N_("這個車牌已有登記，按所選的做法略過。"),
        N_("要補充資料，請選「更新」再導入。"),
    ),
    "plate_stops": (
        _ERROR,
        N_("這個車牌已有登記；按所選的做法，整個檔案不能導入。"),
        N_("請從檔案中刪去這一行，或改選「略過」或「更新」。"),
    ),
    "plate_elsewhere": (
        _ERROR,
        N_("這個車牌已登記在另一戶，這一行未讀入。"),
        N_("請先註銷原來的登記。"),
    ),
    "left_alone": (_WARNING, N_("這是系統自帶的檔案，不是資料，已略過。"), N_("不需要處理。")),
    "path_wicked": (_ERROR, N_("檔名指向資料夾之外，未收。"), N_("請重新壓縮，只用資料夾內的檔名。")),
    "paper_too_large": (_ERROR, N_("這一件太大，或壓縮得不尋常，未收。"), N_("請單獨上載，或重新掃描。")),
    "paper_locked": (_ERROR, N_("這一件設有密碼，未收。"), N_("請取消密碼後再壓縮。")),
    "room_unnamed": (
        _ERROR,
        N_("檔名和資料夾都看不出房號，未收。"),
        N_("請以房號為資料夾名或檔名開頭，例如 3-1201。"),
    ),
    "paper_again": (_WARNING, N_("同一份檔案已經有了，已略過。"), N_("若是另一份資料，請核對掃描件。")),
    "line_unsure": (_WARNING, N_("看不出是目錄的哪一項，收下後等待歸檔。"), N_("請到「收件」選目錄項。")),
    "signers_needed": (
        _WARNING,
        N_("公約要指明簽署人，收下後等待歸檔。"),
        N_("請到「收件」選簽署的業主。"),
    ),
    "total_row": (_WARNING, N_("這一行是合計，未讀入。"), N_("若是一戶，請在前三欄改寫。")),
    "notes_beside": (
        _WARNING,
        N_("表旁或表下有 %(count)s 行說明，未讀入。"),
        N_("若是業戶資料，請補上第一欄。"),
    ),
    "sheet_hidden": (_WARNING, N_("工作表「%(sheet)s」是隱藏的，已讀入。"), N_("請核對是否要用這一張表。")),
    "hidden_not_read": (
        _WARNING,
        N_("隱藏的工作表「%(sheet)s」未讀入。"),
        N_("如有需要，請取消隱藏再核對。"),
    ),
    "sheet_not_read": (_WARNING, N_("工作表「%(sheet)s」未讀入。"), N_("車位、費用等資料請用相應的導入。")),
}


def problem(
    layout: Layout, row: Row | int, at: Field | Column | None, code: str, **params: Any
) -> CellProblem:
    """The problem `code` in a cell, or with `at=None` in the whole row."""
    severity, text, mend = PROBLEMS[code]
    return _at(layout, row, at, code=code, text=text, severity=severity, mend=mend, params=params)


def column_problem(sheet: str, row: int, number: int, header: str, code: str, **params: Any) -> CellProblem:
    """The problem `code` in a column of any table."""
    severity, text, mend = PROBLEMS[code]
    place = letters(number) if number else ""
    return CellProblem(sheet, row, place, _short(header), code, text, severity, mend, params)


def decision_problem(
    sheet: str, row: int, number: int, header: str, decision: Decision, *, error: bool
) -> CellProblem:
    """A rule's refusal in a column of any table; `error` keeps the row out."""
    severity = _ERROR if error else _WARNING
    place = letters(number) if number else ""
    code, text = decision.code, decision.reason
    return CellProblem(
        sheet, row, place, _short(header), code, text, severity, decision.mend, decision.params
    )


def refused(layout: Layout, row: Row, at: Field, decision: Decision) -> CellProblem:
    """A rule's refusal of a cell's value: the value is left out, the household stays."""
    return _at(
        layout,
        row,
        at,
        code=decision.code,
        text=decision.reason,
        severity=_WARNING,
        mend=decision.mend,
        params=decision.params,
    )


def _at(layout: Layout, row: Row | int, at: Field | Column | None, **what: Any) -> CellProblem:
    column = layout.columns.get(at) if isinstance(at, Field) else at
    return CellProblem(
        sheet=layout.sheet,
        row=row if isinstance(row, int) else row.number,
        column=letters(column.number) if column else "",
        header=_short(column.header) if column else "",
        **what,
    )


def letters(number: int) -> str:
    """A column's name as the spreadsheet shows it: 1 → `A`, 28 → `AB`."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def _short(header: str) -> str:
    """Only to say where: long headers are shown with an ellipsis."""
    return header if len(header) <= _HEADER_LENGTH else header[: _HEADER_LENGTH - 1] + "…"
