"""A form's template and its data become one PDF/A-2u. Data travels as JSON and is never read as markup."""

import io
import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import segno
import typst

from yihu.policy.decisions import Unavailable, refuse
from yihu.policy.vocabulary import N_
from yihu.registers.characters import printable
from yihu.registers.fonts import shelf
from yihu.registers.paper import Form, Imprint
from yihu.registers.script import REGIONS, Script, written

_NOT_SET = refuse(
    "form_not_set",
    N_("表單無法排版。"),
    mend=N_("請重試；若仍不行，請系統管理員執行 yihu doctor 檢查字型。"),
)


def typeset(
    form: Form,
    data: Mapping[str, Any],
    *,
    imprint: Imprint,
    script: Script,
    qr_target: str = "",
    about: str = "",
    codes: Sequence[str] = (),
) -> bytes:
    """`form` filled with `data`, as PDF/A-2u; `about` (檔號, day) completes the document's title.

    `codes` are pictures (SVG, or empty) for a form that shows many, as labels do.

    Raises `Unavailable` when the machine's fonts cannot set it.
    """
    fonts = shelf()
    whole = {**_frame(form, imprint, script, about), **data}
    inputs = {
        "data": json.dumps(
            {**printable(whole, fonts.covered), "fonts": fonts.families(script)}, ensure_ascii=False
        ),
        "qr": qr_svg(qr_target),
        "codes": json.dumps(list(codes)),
    }
    try:
        pdf: bytes = typst.compile(
            _source(form.template, script),
            font_paths=fonts.fonts,
            ignore_system_fonts=True,
            sys_inputs=inputs,
            pdf_standards=["a-2u"],
            timestamp=int(imprint.printed_at.timestamp()),
        )
    except typst.TypstError:
        raise Unavailable(_NOT_SET) from None  # its diagnosis quotes the data
    return pdf


def _frame(form: Form, imprint: Imprint, script: Script, about: str) -> dict[str, Any]:
    title = written(form.title, script)
    return {
        "title": title,
        "document": f"{title} {about}".strip(),
        "number": form.number,
        "edition": form.edition,
        "retention": written(form.retention, script),
        "region": REGIONS[script],
        "company": imprint.company,
        "printed_by": imprint.printed_by,
        "printed_at": f"{imprint.printed_at:%Y-%m-%d %H:%M}",
        "anchor": imprint.anchor,
    }


@cache
def _source(template: str, script: Script) -> bytes:
    """The common part and the form's own, their fixed words in `script`."""
    folder = files("yihu.registers") / "forms"
    parts = [(folder / f"{name}.typ").read_text(encoding="utf-8") for name in ("form", template)]
    return written("\n".join(parts), script).encode()


def qr_svg(target: str) -> str:
    """A QR code as SVG, or nothing for nothing."""
    if not target:
        return ""
    out = io.BytesIO()
    segno.make(target, error="m", micro=False).save(out, kind="svg", border=0, xmldecl=False)
    return out.getvalue().decode()
