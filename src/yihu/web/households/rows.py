"""The rows of the list, and its choices, as finished markup.

Fifty rows of tags and filters are the better half of a slow page (design §5), so they are written here, with
every value escaped, and the template only prints them.
"""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from yihu.confidentiality.reading import OverviewRow
from yihu.policy.floor_area import AreaUnit
from yihu.policy.vocabulary import USE_TITLES
from yihu.web.floor_areas import figure, heading
from yihu.web.names import with_share


def table_rows(code: str, rows: Iterable[OverviewRow], *, unit: AreaUnit) -> SafeString:
    """A `<tr>` for each household of the project with this code, areas in `unit`."""
    labels = {name: escape(title) for name, title in {**_titles(), "area": area_title(unit)}.items()}
    uses = {use.value: escape(_(title)) for use, title in USE_TITLES.items()}
    return SafeString("".join(_row(f"/{code}/households/{row.id}/", row, labels, uses, unit) for row in rows))


def options(choices: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    """An `<option>` for each value and title."""
    marks = {chosen: " selected"}
    return SafeString(
        "".join(
            f'<option value="{escape(value)}"{marks.get(value, "")}>{escape(title)}</option>'
            for value, title in choices
        )
    )


def area_title(unit: AreaUnit) -> str:
    """The head of the column of areas."""
    return heading(_("建築面積"), unit)


def _titles() -> dict[str, str]:
    return {
        "file_no": _("檔號"),
        "owners": _("業主"),
        "phone": _("聯繫電話"),
        "use": _("使用狀態"),
        "officer": _("責任客戶主任"),
        "catalogue": _("目錄"),
        "missing": _("缺"),
        "pending": _("業主待補"),
        "and": _("、"),
    }


def _row(url: str, row: OverviewRow, labels: dict[str, str], uses: dict[str, str], unit: AreaUnit) -> str:
    due = "" if row.holders else ' class="data-table__row--due"'
    owners = labels["and"].join(escape(with_share(*each)) for each in row.holders) or labels["pending"]
    return (
        f'<tr{due}><th scope="row"><a href="{url}">{escape(row.unit_label)}</a></th>'
        f'<td class="data-table__code" data-label="{labels["file_no"]}">{escape(row.file_no)}</td>'
        f'<td data-label="{labels["owners"]}">{owners}</td>'
        f'<td class="u-mono" data-label="{labels["phone"]}">{escape(row.phone)}</td>'
        f'<td data-label="{labels["use"]}">{uses[row.use]}</td>'
        f'<td class="data-table__number" data-label="{labels["area"]}">{figure(row.area_m2, unit)}</td>'
        f'<td data-label="{labels["officer"]}">{escape(row.officer)}</td>'
        f'<td class="data-table__number" data-label="{labels["catalogue"]}">{_counts(row, labels)}</td>'
        "</tr>\n"
    )


def _counts(row: OverviewRow, labels: dict[str, str]) -> str:
    if not row.required:
        return ""
    lacks = (
        f' <span class="badge badge--late">{labels["missing"]} {row.missing}</span>' if row.missing else ""
    )
    return f"{row.present}/{row.required}{lacks}"
