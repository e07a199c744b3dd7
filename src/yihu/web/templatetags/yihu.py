"""What templates may say in one word: a clause, a tick, a local date, a picture.

Lists of many rows should bring prepared values instead: a tag in each row is half of a slow page (design §5).
"""

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from yihu.policy.decisions import NotKnown
from yihu.policy.regulations import get_clause
from yihu.web import dates, kept, pictures
from yihu.web.frame import frame
from yihu.web.households.ticks import mark
from yihu.web.submissions import FIELD

register = template.Library()


@register.simple_tag
def clause(id_: str, words: str = "") -> SafeString:
    """Where a demand is written: 制度一 第5條 d：每 7 天跟蹤, linked; `words` replaces the title.

    What is not a clause of the regulations (`T6`, `C8`) is said as it is, without a link; nothing is nothing.
    """
    if not id_:
        return SafeString("")
    try:
        known = get_clause(id_)
    except NotKnown:
        return format_html('<span class="clause-link">{}</span>', id_)
    return format_html(
        '<a class="clause-link" href="/regulations/clauses/{}/">'
        '<span class="clause-link__number">{}</span>{}{}</a>',
        known.id,
        gettext(known.number),
        gettext("："),
        words or gettext(known.title),
    )


@register.simple_tag(takes_context=True)
def once(context: Context) -> SafeString:
    """The token of a form that writes once however often it is sent."""
    token = kept.ONCE if context.get("csrf_token") == kept.TOKEN else kept.fresh()
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, token)


@register.filter
def seal_signs(text: str) -> list[str]:
    """The signs of a seal in the order they are cut: row by row of columns from the right."""
    if len(text) < 3:
        return list(text)
    half = -(-len(text) // 2)
    right, left = text[:half], text[half:]
    return [sign for row in zip(right, left.ljust(half, "　"), strict=True) for sign in row]


@register.simple_tag(takes_context=True, name="frame")
def frame_tag(context: Context) -> SafeString:
    """Bar and navigation of the page; see `yihu.web.frame`."""
    return frame(
        context.get("shell"),
        token=str(context.get("csrf_token", "")),
        search_text=str(context.get("search_text") or ""),
    )


register.simple_tag(mark)
register.filter("day", dates.day)
register.filter("moment", dates.moment)
register.filter("second", dates.second)


@register.simple_tag
def picture(drawn: SafeString) -> SafeString:
    """A picture of `yihu.web.pictures`, and nothing else: `TypeError` for text nobody has vouched for."""
    if not isinstance(drawn, SafeString):
        raise TypeError("only what yihu.web.pictures drew is let through")
    return drawn


@register.simple_tag
def ring(present: int, required: int) -> SafeString:
    """How complete a file is, drawn."""
    said = gettext("應有 %(required)s 項，在冊 %(present)s 項") % {"required": required, "present": present}
    return pictures.ring(present=present, required=required, title=said)


@register.simple_tag
def progress(done: int, total: int, tone: str = "") -> SafeString:
    """How far a work has come, drawn."""
    said = gettext("%(total)s 件中已完成 %(done)s 件") % {"total": total, "done": done}
    return pictures.progress(done=done, total=total, title=said, tone=tone)


@register.simple_tag
def inline_svg(text: str) -> SafeString:
    """An SVG document of a library (allauth's square code) within a page, its XML declaration left out."""
    start = text.find("<svg")
    if start < 0 or "<script" in text.lower():
        raise ValueError("not a plain SVG picture")
    return SafeString(text[start:])
