"""The lines of a catalogue as finished markup.

As with the rows of the list: a tag for every value of forty lines is the better half of a slow page (design
§5), so they are written here, with every value escaped, and the template only prints them.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yihu.policy.vocabulary import LINE_MARKS, LINE_STATE_TITLES, LineState

Line = Mapping[str, Any]


def mark(state: str) -> SafeString:
    """The tick of a catalogue line (☑ ☐ — ▲ ✖), named for those who listen; `ValueError` otherwise."""
    return _mark(get_language(), state)


@lru_cache(maxsize=64)
def _mark(_language: str, state: str) -> SafeString:
    known = LineState(state)
    title = escape(_(LINE_STATE_TITLES[known]))
    return SafeString(
        f'<span class="tick tick--{known.value}" role="img" aria-label="{title}">{LINE_MARKS[known]}</span>'
    )


def tick_lines(lines: Iterable[Line]) -> SafeString:
    """An `<li>` for each line of a category: its tick, what lies in it and where, since when, what to do."""
    said = _Words()
    return SafeString("".join(_line(line, said) for line in lines))


def numbered_lines(items: Iterable[Line]) -> SafeString:
    """An `<li>` for each of the 17 items of 權籍檔案 (R3.5.1)."""
    return SafeString("".join(map(_numbered, items)))


class _Words:
    """What the lines say again and again, in the language of the page."""

    def __init__(self) -> None:
        self.each = escape(_("各件"))
        self.superseded = f' <span class="badge">{escape(_("已被取代"))}</span>'
        self.lost = f' <span class="badge badge--late">{escape(_("遺失"))}</span>'
        self.missing = f'<span class="badge badge--late">{escape(_("缺"))}</span>'
        self.late = f'<span class="badge badge--due">{escape(_("逾期歸檔"))}</span> '
        self.receive = escape(_("收件"))
        self.excuse = escape(_("不適用"))


def _line(line: Line, said: _Words) -> str:
    return (
        f'<li class="tick-line tick-line--{escape(line["state"])}">{mark(line["state"])}'
        f"<span>{_title(line)}{_note(line)}{_several(line, said)}</span>"
        f'<span class="tick-line__where">{escape(line["where"])}</span>'
        f'<span class="tick-line__when">{_when(line, said)}</span></li>\n'
    )


def _title(line: Line) -> str:
    title, documents = escape(line["title"]), line["documents"]
    if len(documents) == 1:
        return f'<a class="tick-line__title" href="{escape(documents[0]["url"])}">{title}</a>'
    return f'<span class="tick-line__title">{title}</span>'


def _note(line: Line) -> str:
    return f' <span class="tick-line__note">{escape(line["note"])}</span>' if line["note"] else ""


def _several(line: Line, said: _Words) -> str:
    if len(line["documents"]) < 2:
        return ""
    items = "".join(_document(document, said) for document in line["documents"])
    return (
        f'<details class="disclose"><summary class="disclose__open">{said.each}</summary>'
        f'<ul class="disclose__body">{items}</ul></details>'
    )


def _document(document: Line, said: _Words) -> str:
    return (
        f'<li><a href="{escape(document["url"])}">{escape(document["title"])}</a>'
        f' <span class="u-mono u-soft u-small">{escape(document["item_no"])}</span>'
        f' <span class="u-soft u-small">{escape(document["where"])}</span>'
        f"{said.superseded if document['superseded'] else ''}{said.lost if document['lost'] else ''}</li>"
    )


def _when(line: Line, said: _Words) -> str:
    if line["missing"]:
        return f"{_lack(line, said)}{_verbs(line, said)}"
    return f"{said.late if line['late'] else ''}{escape(line['when'])}"


def _lack(line: Line, said: _Words) -> str:
    """An ordinary gap, or one that a catch-up plan covers until a day (P21)."""
    if not line["catch_up"]:
        return said.missing
    until = escape(_("補錄至 %(day)s") % {"day": line["catch_up"]})
    return f'<span class="badge badge--due">{until}</span>'


def _verbs(line: Line, said: _Words) -> str:
    if not line.get("file_url"):
        return ""
    of_line = {"title": line["title"]}
    receive, excuse = escape(_("收件：%(title)s") % of_line), escape(_("不適用：%(title)s") % of_line)
    return (
        f' <a class="no-print" href="{escape(line["file_url"])}" aria-label="{receive}">{said.receive}</a>'
        f' <a class="no-print" href="{escape(line["excuse_url"])}" aria-label="{excuse}">{said.excuse}</a>'
    )


def _numbered(item: Line) -> str:
    return (
        f'<li class="tick-line tick-line--{escape(item["state"])}">{mark(item["state"])}'
        f'<span><span class="tick-line__title">{item["number"]}. {escape(item["title"])}</span>'
        f"{_note(item)}</span>"
        '<span class="tick-line__where"></span><span class="tick-line__when"></span></li>\n'
    )
