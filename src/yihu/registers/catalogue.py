"""F05b 業戶檔案目錄 as print (R1.4, R2.3.2): a mark before each name, by category, blank or filled."""

from collections.abc import Sequence
from datetime import datetime
from itertools import count, groupby
from typing import Any, Final

from yihu.confidentiality.reading import CatalogueView, DocumentLine, LineView
from yihu.policy.regulations.model import CATEGORY_TITLES, CatalogueLine
from yihu.policy.regulations.template import TEMPLATE
from yihu.policy.vocabulary import CARRIER_TITLES, LINE_MARKS, VOLUME_TITLES, Carrier, Department, LineState
from yihu.registers.paper import CATALOGUE, Imprint
from yihu.registers.press import typeset
from yihu.registers.script import Script, written

_CLASS = "L3 個人信息"
_FIXED_TITLES: Final = {line.code: line.title for line in TEMPLATE}
_SAYS_ITSELF: Final = (LineState.NOT_APPLICABLE, LineState.MISSING)


def catalogue_pdf(
    view: CatalogueView,
    *,
    company: str,
    printed_at: datetime,
    printed_by: str,
    version: int,
    qr_target: str,
    anchor: str = "",
    owners: Sequence[str] = (),
    group_leaves: bool = False,
    script: Script = "hant",
) -> bytes:
    """The catalogue of a file as its `version`-th print (R2.3.2); each category a leaf of its own if wanted.

    Shows what `view` shows and nothing more; `owners` are for those who may see names. Raises `Unavailable`.
    """
    imprint = Imprint(company, printed_at, printed_by, anchor)
    serial = count(1)
    groups = [
        _group(code, [_line(line, next(serial), imprint, script) for line in lines], script)
        for code, lines in groupby(view.lines, key=lambda line: line.category)
    ]
    data = {
        "file_no": view.file_no,
        "unit": view.unit_label,
        "owners": "、".join(owners),
        "tenure": view.file_no.rpartition("/")[2],
        "class": written(_CLASS, script),
        "template": str(view.edition),
        "counts": _counts(view.required, view.present),
        "waiting": str(len(view.waiting) or ""),
        "closed": view.closed,
        "groups": groups,
        "leaves": group_leaves,
        "made_by": printed_by,
        "made_on": f"{printed_at:%Y-%m-%d}",
        "version": str(version),
    }
    return typeset(CATALOGUE, data, imprint=imprint, script=script, qr_target=qr_target, about=view.file_no)


def blank_catalogue_pdf(
    *,
    company: str,
    printed_at: datetime,
    printed_by: str,
    lines: Sequence[CatalogueLine] = TEMPLATE,
    anchor: str = "",
    group_leaves: bool = False,
    script: Script = "hant",
) -> bytes:
    """The same form to be filled by hand: an empty box before each line of a project's template."""
    serial = count(1)
    groups = [
        _group(code, [_blank_line(line, next(serial), script) for line in of_code], script)
        for code, of_code in groupby(lines, key=lambda line: line.category)
    ]
    data = {
        **dict.fromkeys(("file_no", "unit", "owners", "tenure", "made_by", "made_on", "version"), ""),
        "class": written(_CLASS, script),
        "counts": None,
        "groups": groups,
        "leaves": group_leaves,
    }
    imprint = Imprint(company, printed_at, printed_by, anchor)
    return typeset(CATALOGUE, data, imprint=imprint, script=script)


def _counts(required: int, present: int) -> dict[str, str]:
    percent = 100 if not required else present * 100 // required
    return {
        "required": str(required),
        "present": str(present),
        "missing": str(required - present),
        "percent": str(percent),
    }


def _group(code: str, lines: list[dict[str, Any]], script: Script) -> dict[str, Any]:
    return {
        "code": code,
        "title": written(CATEGORY_TITLES.get(code, ""), script),
        "required": sum(line["required"] for line in lines),
        "lines": lines,
    }


def _line(line: LineView, serial: int, imprint: Imprint, script: Script) -> dict[str, Any]:
    held = [paper for paper in line.documents if not paper.superseded]
    return {
        "serial": f"{serial:02}",
        "code": line.code,
        "mark": LINE_MARKS[line.state],
        "copies": line.copies_only and line.state is LineState.PRESENT,
        "title": _title(line.code, line.title, script),
        "required": line.required,
        "count": str(line.count) if line.count else "",
        "pages": str(sum(paper.pages for paper in held) or ""),
        "date": "",
        "volume": _volume(line.volume, script),
        "place": "",
        "retention": line.retention,
        "note": _note(line, script),
        "papers": [_paper(paper, line.code, imprint, script) for paper in line.documents],
    }


def _paper(paper: DocumentLine, code: str, imprint: Imprint, script: Script) -> dict[str, str]:
    notes = [
        (paper.is_copy, "複印件"),
        (paper.superseded, "已被替換"),
        (paper.lost, "遺失"),
        (paper.late, f"逾期 {paper.days_late} 日"),
    ]
    return {
        "number": paper.item_no.rpartition(f"{code}-")[2],
        "title": paper.title,
        "pages": str(paper.pages),
        "date": (paper.formed_on or imprint.local(paper.received_at).date()).isoformat(),
        "carrier": written(CARRIER_TITLES[Carrier(paper.carrier)], script),
        "place": paper.location,
        "note": written("、".join(words for holds, words in notes if holds), script),
    }


def _blank_line(line: CatalogueLine, serial: int, script: Script) -> dict[str, Any]:
    return {
        **dict.fromkeys(("count", "pages", "date", "place", "note"), ""),
        "serial": f"{serial:02}",
        "code": line.code,
        "mark": LINE_MARKS[LineState.MISSING],
        "title": _title(line.code, line.title, script),
        "required": False,
        "copies": False,
        "volume": _volume(line.volume, script),
        "retention": line.retention,
        "papers": (),
    }


def _title(code: str, title: str, script: Script) -> str:
    """The regulation's names are ours to write in the form's script; a project's own stay as typed."""
    return written(title, script) if _FIXED_TITLES.get(code) == title else title


def _volume(volume: str, script: Script) -> str:
    return written(VOLUME_TITLES[Department(volume)].removesuffix("分卷"), script)


def _note(line: LineView, script: Script) -> str:
    """What the mark does not say already: who excused it, which signatures lack, that it was lost."""
    if line.excused_by and line.state is LineState.NOT_APPLICABLE:
        return f"{line.reason}（{line.excused_by}）"
    parts = []
    if line.signatures_given < line.signatures_needed and line.documents:
        parts.append(f"已簽 {line.signatures_given}／{line.signatures_needed}")
    if line.state not in _SAYS_ITSELF:
        parts.append(line.reason.removesuffix("。"))
    return written("；".join(filter(None, parts)), script)
