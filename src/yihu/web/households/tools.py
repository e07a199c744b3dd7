"""What stands above the list, drawn once for what is in it: filter bar, views, choice of columns."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode
from uuid import UUID

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yihu.confidentiality.reading.columns import Column
from yihu.web.households.choices import Filter
from yihu.web.households.looks import Look
from yihu.web.kept import Kept

kept = Kept("households/tools.html", "tools")


@dataclass(frozen=True, slots=True)
class ShownView:
    """A view as the bar offers it; `query` opens it."""

    id: UUID
    name: str
    own: bool
    shared: bool
    current: bool
    query: str


@dataclass(frozen=True, slots=True)
class Tools:
    """Everything that stands there, save what somebody typed; columns are codes, titles and whether shown."""

    code: str
    filters: tuple[Filter, ...]
    views: tuple[ShownView, ...]
    columns: tuple[tuple[str, str, bool], ...]
    dense: bool

    @property
    def view(self) -> ShownView | None:
        """The view that is open."""
        return next((view for view in self.views if view.current), None)


def tools(code: str, filters: tuple[Filter, ...], look: Look, *, token: str, search_text: str) -> SafeString:
    """The markup for the project with this code."""
    shown = Tools(
        code, filters, _views(look), _columns(get_language(), look.offered, look.columns), look.dense
    )
    return kept(shown, token=token, search_text=search_text)


@lru_cache(maxsize=256)
def _columns(
    _language: str, offered: tuple[Column, ...], chosen: tuple[Column, ...]
) -> tuple[tuple[str, str, bool], ...]:
    return tuple(
        (column.code, _(column.title), column in chosen) for column in offered if column.code != "unit"
    )


def _views(look: Look) -> tuple[ShownView, ...]:
    here = look.view.id if look.view else None
    return tuple(
        ShownView(
            view.id,
            view.name,
            own=view.own,
            shared=view.shared,
            current=view.id == here,
            query=urlencode({**view.filters, "view": str(view.id)}),
        )
        for view in look.views
    )
