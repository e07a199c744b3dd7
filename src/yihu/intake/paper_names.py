"""What the name of a scan says: of which room it is, what it is called, and which catalogue line that may be.

`3-1201/身份證複印件.pdf`, `3棟1201_業主公約.pdf`, `入伙資料/3棟1單元1201 房屋驗收表 2.jpg`. Pure.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from yihu.estate.rooms import parse_room
from yihu.kernel.text import fold, narrow
from yihu.policy.regulations.model import CatalogueLine

_BETWEEN = re.compile(r"[\s_＿,，、;；]+|(?<=[0-9號号室])[-－](?=[^0-9A-Za-z])")
_COUNTED = re.compile(r"[\s_\-（(]*(?:第?[0-9]{1,3}[頁页張张]?|scan|copy|副本)[)）]?$", re.IGNORECASE)
_ALIASES = {
    "A03": ("业主公约", "管理规约", "临时公约", "使用公约", "公约"),
    "A04": ("验收表", "验房表", "收楼表", "交楼验收"),
    "A05": ("资料签收单", "签收单"),
    "A06": ("业主登记表", "住户登记表", "业主资料表"),
    "A07": ("身份证", "身份证复印件", "证件复印件", "护照"),
    "A08": ("房产证", "不动产权证", "权证", "产权证"),
    "A09": ("购房合同", "买卖合同", "商品房合同"),
    "A11": ("个人信息告知书", "个人信息同意书", "隐私告知"),
    "B01": ("装修申请", "装修申请表", "装修审批"),
    "B02": ("装修协议", "装修管理协议"),
    "B03": ("装修图", "施工图", "平面图", "水电图"),
    "B06": ("竣工验收表", "装修验收"),
    "E02": ("租户登记表", "租客登记表"),
    "E05": ("租赁合同", "租约"),
    "F02": ("催缴通知", "催费单"),
    "G03": ("钥匙委托书", "保管钥匙"),
    "G05": ("放行条",),
    "G06": ("车辆登记表", "行驶证"),
}
"""What offices call the papers of a line, folded to Simplified."""
LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class PaperName:
    """`room` is the text that names a room (empty: none does), `title` what is left of the name."""

    room: str
    title: str


def read_name(path: str) -> PaperName:
    """The room from the file's own name if it stands there, else from the nearest folder that names one."""
    whole = PurePosixPath(narrow(path).replace("\\", "/"))
    room, title = _split(whole.stem)
    for folder in () if room else reversed(whole.parent.parts):
        if _is_room(folder):
            room = folder
            break
    return PaperName(room, _COUNTED.sub("", title).strip(" -_") or whole.stem)


def line_of(title: str, lines: Sequence[CatalogueLine]) -> str:
    """The code of the line that a title names: exactly, by an office's word for it, or as its longest part.

    Empty where none does, or two do equally well. Lines that the program keeps itself are never meant.
    """
    plain = _plain(title)
    if not plain:
        return ""
    open_ones = {line.code: _plain(line.title) for line in lines if not line.system_kept}
    exact = [code for code, name in open_ones.items() if name == plain or plain in _ways(code)]
    if exact:
        return exact[0] if len(exact) == 1 else ""
    scored = {
        code: max((len(word) for word in (name, *_ways(code)) if word and word in plain), default=0)
        for code, name in open_ones.items()
    }
    best = max(scored.values(), default=0)
    found = [code for code, score in scored.items() if score == best]
    return found[0] if best >= 2 and len(found) == 1 else ""


def _ways(code: str) -> tuple[str, ...]:
    return _ALIASES.get(code, ())


def _plain(title: str) -> str:
    return re.sub(r"[（(].*?[)）]|[\s／/、_\-]", "", fold(title))


def _split(stem: str) -> tuple[str, str]:
    """The first parts that together name a room, and what follows them."""
    parts = [part for part in _BETWEEN.split(stem.strip()) if part]
    for count in range(min(3, len(parts)), 0, -1):
        start = "".join(parts[:count])
        if _is_room(start):
            return start, " ".join(parts[count:])
    return "", stem


def _is_room(text: str) -> bool:
    read = parse_room(text)
    return read.parsed and bool(read.room) and any(char.isdigit() for char in text)
