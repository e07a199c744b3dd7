"""查閱: nobody outside the custodian department sees an item without a permit and its row (R1.6, F01)."""

from yihu.confidentiality.consultations.answering import (
    approve,
    countersign,
    endorse,
    may_answer,
    refuse_consultation,
)
from yihu.confidentiality.consultations.asking import ask_consultation
from yihu.confidentiality.consultations.queries import (
    ItemView,
    RegisterRow,
    count_month,
    find_consultation,
    items_of,
    list_consultations,
    list_own,
    list_waiting,
    open_month,
    open_register,
    state_of,
)
from yihu.confidentiality.consultations.using import (
    FieldSeen,
    documents_of,
    end,
    holds_permit,
    judge_looking,
    see_fields,
    start,
)

__all__ = [
    "FieldSeen",
    "ItemView",
    "RegisterRow",
    "approve",
    "ask_consultation",
    "count_month",
    "countersign",
    "documents_of",
    "end",
    "endorse",
    "find_consultation",
    "holds_permit",
    "items_of",
    "judge_looking",
    "list_consultations",
    "list_own",
    "list_waiting",
    "may_answer",
    "open_month",
    "open_register",
    "refuse_consultation",
    "see_fields",
    "start",
    "state_of",
]
