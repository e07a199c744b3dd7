"""Write `src/yihu/kernel/initials.txt`: each Simplified Han character and the first letters of its readings.

The commonest reading comes first; a surname's own reading (單 shàn, 仇 qiú, 查 zhā) is among them. Run
`python tools/initials.py` after raising the pypinyin pin; a test compares the file with pypinyin itself.
"""

from collections.abc import Iterator
from pathlib import Path

from pypinyin import Style, pinyin

from yihu.kernel.text import simplify

TARGET = Path(__file__).resolve().parents[1] / "src/yihu/kernel/initials.txt"
HAN = ((0x3007, 0x3007), (0x3400, 0x9FFF))
SURNAMES = {
    "区": "o",
    "单": "s",
    "仇": "q",
    "查": "z",
    "解": "x",
    "乐": "y",
    "曾": "z",
    "尉": "y",
    "盖": "g",
    "朴": "p",
    "任": "r",
    "召": "s",
    "秘": "b",
    "折": "s",
    "种": "c",
    "盛": "s",
    "翟": "z",
    "缪": "m",
    "员": "y",
    "贠": "y",
    "费": "f",
    "祭": "z",
    "纪": "j",
    "宓": "m",
    "冼": "x",
    "洗": "x",
    "黑": "h",
    "能": "n",
    "燕": "y",
    "应": "y",
    "哈": "h",
    "句": "g",
    "覃": "q",
    "郇": "x",
    "郗": "x",
    "隗": "w",
}
"""First letters of readings that only surnames have."""


def letters(character: str) -> str:
    """The first letters of its readings, each once; the first is the commonest."""
    readings = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    found = [reading[0].replace("ü", "v") for each in readings for reading in each if reading]
    plain = [letter for letter in found if letter.isascii() and letter.isalpha()]
    return "".join(dict.fromkeys([*plain, *SURNAMES.get(character, "")]))


def lines() -> Iterator[str]:
    """A line for each character that has a reading and is its own Simplified form."""
    for first, last in HAN:
        for point in range(first, last + 1):
            character = chr(point)
            if simplify(character) == character and (found := letters(character)):
                yield f"{character}{found}\n"


if __name__ == "__main__":
    TARGET.write_text("".join(lines()), encoding="utf-8")
