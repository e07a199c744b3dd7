"""The rows of the list, and its choices, as finished markup.

Fifty rows of tags and filters are the better half of a slow page (design §5), so they are written here, with
every value escaped, and the template only prints them. A cell is plain, so that what is marked and copied
keeps its columns in a spreadsheet.
"""

from collections.abc import Callable, Iterable, Sequence
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from yihu.confidentiality.reading import OverviewRow
from yihu.confidentiality.reading.columns import Column, Wording
from yihu.policy.floor_area import AreaUnit
from yihu.web.floor_areas import heading
from yihu.web.names import with_share

Write = Callable[[OverviewRow], str]
_NUMBER = ' class="data-table__number"'


def table_rows(
    code: str,
    rows: Iterable[OverviewRow],
    columns: Sequence[Column],
    words: Wording,
    *,
    correct: str = "",
) -> SafeString:
    """A `<tr>` for each household of the project with this code.

    `correct` is the query with which a correction is opened from the row; nothing for who may not.
    """
    cells = [_cell(column, words) for column in columns if column.code != "unit"]
    said = {"word": escape(_("更正")), "query": escape(correct)} if correct else None
    return SafeString("".join([_row(f"/{code}/households/", str(row.id), row, cells, said) for row in rows]))


def heads(columns: Iterable[Column], unit: AreaUnit) -> SafeString:
    """A `<th>` for each column."""
    return SafeString(
        "".join(
            f'<th scope="col"{_NUMBER if column.number else ""}>{escape(title_of(column, unit))}</th>'
            for column in columns
        )
    )


def title_of(column: Column, unit: AreaUnit) -> str:
    """A column's title in the reader's language; areas with their unit."""
    return heading(_(column.title), unit) if column.code == "area" else _(column.title)


def options(choices: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    """An `<option>` for each value and title."""
    marks = {chosen: " selected"}
    return SafeString(
        "".join(
            f'<option value="{escape(value)}"{marks.get(value, "")}>{escape(title)}</option>'
            for value, title in choices
        )
    )


def _row(
    place: str,
    id_: str,
    row: OverviewRow,
    cells: Sequence[tuple[str, Write]],
    correct: dict[str, str] | None,
) -> str:
    url = f"{place}{id_}/"
    due = "" if row.holders else ' class="data-table__row--due"'
    label = escape(row.unit_label)
    tail = ""
    if correct:
        tail = (
            f'<td class="data-table__actions"><a href="{url}corrections/?{correct["query"]}%23h-{id_}"'
            f' aria-label="{correct["word"]} {label}">{correct["word"]}</a></td>'
        )
    return (
        f'<tr id="h-{id_}"{due}><th scope="row"><a href="{url}">{label}</a></th>'
        f"{''.join([f'{start}{write(row)}</td>' for start, write in cells])}{tail}</tr>\n"
    )


_CLASSES = {"file_no": "data-table__code", "phone": "u-mono", "gaps": "data-table__long"}


def _cell(column: Column, words: Wording) -> tuple[str, Write]:
    """The tag of a column's cells, and how it writes what is in them."""
    label = escape(title_of(column, words.area_unit))
    css = _CLASSES.get(column.code) or ("data-table__number" if column.number else "")
    start = f'<td class="{css}" data-label="{label}">' if css else f'<td data-label="{label}">'
    inner = _INNER.get(column.code)
    if inner:
        return start, inner()
    text = column.cell
    return start, lambda row: escape(text(row, words))


def _owners() -> Write:
    pending, joint = escape(_("業主待補")), escape(_("、"))
    return lambda row: joint.join([escape(with_share(*each)) for each in row.holders]) or pending


def _catalogue() -> Write:
    lacks = escape(_("缺"))

    def counts(row: OverviewRow) -> str:
        if not row.required:
            return ""
        badge = f' <span class="badge badge--late">{lacks} {row.missing}</span>' if row.missing else ""
        return f"{row.present}/{row.required}{badge}"

    return counts


def _note() -> Write:
    former, corrected = escape(_("原業戶")), escape(_("本週更正"))

    def note(row: OverviewRow) -> str:
        said = [f'<span class="badge">{former}</span>'] if row.ended else []
        said += [f'<span class="badge badge--due">{corrected}</span>'] if row.corrected else []
        return " ".join(said)

    return note


_INNER: dict[str, Callable[[], Write]] = {"owners": _owners, "catalogue": _catalogue, "note": _note}
