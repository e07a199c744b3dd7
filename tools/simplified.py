"""Write `src/yihu/kernel/simplified.txt`: each character that OpenCC (t2s) changes, and what it becomes.

Run `python tools/simplified.py` after raising the opencc pin; a test compares the file with OpenCC itself.
"""

from collections.abc import Iterator
from pathlib import Path

from opencc import OpenCC

TARGET = Path(__file__).resolve().parents[1] / "src/yihu/kernel/simplified.txt"
HAN = ((0x3007, 0x3007), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))


def pairs() -> Iterator[tuple[str, str]]:
    """Each Han character that has another, single, Simplified form."""
    convert = OpenCC("t2s").convert
    for first, last in HAN:
        for point in range(first, last + 1):
            simplified = convert(convert(chr(point)))  # 薴 → 苧 → 苎
            if simplified != chr(point) and len(simplified) == 1:
                yield chr(point), simplified


if __name__ == "__main__":
    TARGET.write_text("".join(f"{old}{new}\n" for old, new in pairs()), encoding="utf-8")
