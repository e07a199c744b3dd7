"""The verbs of the file room; each is one transaction and one ledger entry."""

from yihu.dossiers.operations.catalogue import (
    declare_circumstance,
    declare_not_applicable,
    end_circumstance,
    print_catalogue,
    publish_line,
    withdraw_not_applicable,
)
from yihu.dossiers.operations.catch_up import open_catch_up_plan, revise_catch_up_plan
from yihu.dossiers.operations.facts import adopt, change_use, correct
from yihu.dossiers.operations.file import file
from yihu.dossiers.operations.lives import find, lose, move, reseal, supersede, unseal
from yihu.dossiers.operations.open import open_household
from yihu.dossiers.operations.place import place_in_file
from yihu.dossiers.operations.receive import Received, Upload, receive
from yihu.dossiers.operations.register import read_register
from yihu.dossiers.operations.shelves import choose_storage, open_cabinet, open_storage_place

__all__ = [
    "Received",
    "Upload",
    "adopt",
    "change_use",
    "choose_storage",
    "correct",
    "declare_circumstance",
    "declare_not_applicable",
    "end_circumstance",
    "file",
    "find",
    "lose",
    "move",
    "open_cabinet",
    "open_catch_up_plan",
    "open_household",
    "open_storage_place",
    "place_in_file",
    "print_catalogue",
    "publish_line",
    "read_register",
    "receive",
    "reseal",
    "revise_catch_up_plan",
    "supersede",
    "unseal",
    "withdraw_not_applicable",
]
