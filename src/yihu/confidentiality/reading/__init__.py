"""What a person may see of households, already masked; each reading is decided and registered first."""

from yihu.confidentiality.reading.backlog import (
    LACK_TITLES,
    Lack,
    count_backlog,
    count_untold,
    list_untold,
    open_backlog,
)
from yihu.confidentiality.reading.catch_up import CatchUpView, find_plan, list_catch_up
from yihu.confidentiality.reading.dossier import (
    CatalogueView,
    DocumentLine,
    LineView,
    find_dossier,
    open_catalogue,
)
from yihu.confidentiality.reading.file import FileView, open_file
from yihu.confidentiality.reading.finding import Filters
from yihu.confidentiality.reading.household import HouseholdView, OwnerView, find_household, open_household
from yihu.confidentiality.reading.labels import bags_for_labels, files_for_labels
from yihu.confidentiality.reading.overview import (
    OverviewPage,
    count_households,
    each_household,
    list_households,
)
from yihu.confidentiality.reading.overview_rows import Extra, OverviewRow, PlatesOf
from yihu.confidentiality.reading.pages import DocumentView, PageImage, open_document, open_page
from yihu.confidentiality.reading.register import DayRegister, RegisterRow, open_register

__all__ = [
    "LACK_TITLES",
    "CatalogueView",
    "CatchUpView",
    "DayRegister",
    "DocumentLine",
    "DocumentView",
    "Extra",
    "FileView",
    "Filters",
    "HouseholdView",
    "Lack",
    "LineView",
    "OverviewPage",
    "OverviewRow",
    "OwnerView",
    "PageImage",
    "PlatesOf",
    "RegisterRow",
    "bags_for_labels",
    "count_backlog",
    "count_households",
    "count_untold",
    "each_household",
    "files_for_labels",
    "find_dossier",
    "find_household",
    "find_plan",
    "list_catch_up",
    "list_households",
    "list_untold",
    "open_backlog",
    "open_catalogue",
    "open_document",
    "open_file",
    "open_household",
    "open_page",
    "open_register",
]
