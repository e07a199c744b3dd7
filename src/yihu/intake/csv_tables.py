"""Tables as plain text: `.csv` in whatever encoding and with whatever separator an office's program wrote it.

Pure: bytes in, rows of cells out.
"""

import codecs
import csv
from collections.abc import Iterator
from io import StringIO

from yihu.intake.head_words import score
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import N_

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = ",;\t"
_CONTROL = frozenset(map(chr, range(32))) - frozenset("\t\n\r\f")
_LOOK = 20_000
_LONGEST_CELL = 1 << 20
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*", b"MM\x00*", b"{\\rtf", b"<", b"RIFF")


def is_text(data: bytes) -> bool:
    """Whether the bytes can be a table of plain text at all."""
    return (
        bool(data)
        and not data.startswith(_OTHERS)
        and (data.startswith(tuple(mark for mark, _ in _MARKS)) or b"\x00" not in data[:_LOOK])
    )


def read_csv(data: bytes) -> Iterator[list[str]]:
    """Its rows. Raises `Invalid` (`file`): `not_a_workbook`, `csv_encoding`, `csv_quotes`."""
    text = _decoded(data)
    if any(char in _CONTROL for char in text[:_LOOK]):
        raise _invalid("not_a_workbook")
    csv.field_size_limit(_LONGEST_CELL)
    try:
        yield from csv.reader(StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    except csv.Error as error:
        raise _invalid("csv_quotes") from error


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding) or _none()
    plain = _strictly(data, "utf-8")
    if plain is not None:
        return plain
    readings = [text for name in ("gb18030", "big5hkscs") if (text := _strictly(data, name)) is not None]
    return max(readings, key=lambda text: score(text[:_LOOK])) if readings else _none()


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _none() -> str:
    raise _invalid("csv_encoding")


def _separator(text: str) -> str:
    """The one that stands most often in the first lines; a comma if none does."""
    start = text[:_LOOK]
    return max(_SEPARATORS, key=start.count)


def _invalid(code: str) -> Invalid:
    text, mend = _TEXTS[code]
    return Invalid(FieldError("file", text, mend, code))


_TEXTS = {
    "not_a_workbook": (N_("這個檔案不是可以讀取的試算表。"), N_("請另存為 .xlsx 或 .xls 後再上載。")),
    "csv_encoding": (
        N_("這個文字檔的編碼認不出來。"),
        N_("請另存為 .xlsx，或存成 UTF-8、GB18030 或 Big5 的 .csv。"),
    ),
    "csv_quotes": (N_("這個 .csv 的引號不成對，讀不下去。"), N_("請另存為 .xlsx 後再上載。")),
}
