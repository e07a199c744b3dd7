"""F04 《業戶情況一覽表》 as print, A3 (R1.10b): the rows a person's list shows, masked as they are there.

Exporting needs approval (P19); whoever calls has asked for it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from yihu.confidentiality.reading import OverviewRow
from yihu.policy.vocabulary import UNIT_KIND_TITLES, USE_TITLES, UnitKind, Use
from yihu.registers.paper import OVERVIEW, Imprint
from yihu.registers.press import typeset
from yihu.registers.script import Script, written


def overview_pdf(
    rows: Sequence[OverviewRow],
    *,
    company: str,
    project: str,
    printed_at: datetime,
    printed_by: str,
    scope: str = "",
    anchor: str = "",
    script: Script = "hant",
) -> bytes:
    """The overview; no rows give the blank form. `scope` says what the list was narrowed to."""
    imprint = Imprint(company, printed_at, printed_by, anchor)
    serials = len(str(max(len(rows), 999)))
    data = {
        "project": project,
        "scope": scope,
        "total": str(len(rows) or ""),
        "as_of": f"{printed_at:%Y-%m-%d %H:%M}" if rows else "",
        "running": "",
        "rows": [_row(row, f"{number:0{serials}}", script) for number, row in enumerate(rows, start=1)],
        "made_by": printed_by if rows else "",
    }
    return typeset(OVERVIEW, data, imprint=imprint, script=script, about=project)


def _row(row: OverviewRow, serial: str, script: Script) -> dict[str, Any]:
    return {
        "serial": serial,
        "unit": row.unit_label,
        "kind": written(UNIT_KIND_TITLES[UnitKind(row.kind)], script),
        "area": row.area_m2,
        "owners": "、".join(row.owners),
        "phone": row.phone,
        "use": written(USE_TITLES[Use(row.use)], script) if row.use else "",
        "acquired": row.acquired_on,
        "file_no": row.file_no,
        "required": str(row.required),
        "present": str(row.present),
        "missing": str(row.missing),
        "percent": f"{row.present * 100 // row.required}%" if row.required else "",
        "officer": row.officer,
        "note": written("原業戶", script) if row.ended else "",
    }
