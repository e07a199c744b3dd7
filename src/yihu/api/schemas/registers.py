"""《業戶檔案一覽表》."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from yihu.api.schemas.base import Asked, Body, Day, Out, Reason
from yihu.policy.vocabulary import Department


class RegisterRowOut(Out):
    """One plus or minus of a department's day."""

    id: UUID
    number: int
    unit_label: str
    file_no: str
    household: str
    item_no: str
    title: str
    sign: Literal["+", "-"]
    pages: int
    carrier: str
    location: str
    formed_on: date | None
    received_at: datetime
    entered_at: datetime
    on_the_day: bool
    entered_by: str
    note: str
    read: bool


class ReadingOut(Out):
    """A head's 已閱."""

    read_at: datetime
    read_by: str
    rows: int
    remark: str


class RegisterAsked(Asked):
    """Whose day."""

    volume: Department
    date: Day


class RegisterOut(Out):
    """《業戶檔案一覽表》 of a department's day, whole."""

    project: str
    volume: Department
    date: date
    items: list[RegisterRowOut]
    readings: list[ReadingOut]
    unread: int
    plus: int
    minus: int
    next: None = None
    total: int


class ReadBody(Body):
    """A head's remark, if any."""

    remark: Reason = ""


class ReadOut(Out):
    """That the day's rows were read."""

    id: UUID
    volume: Department
    date: date
    rows: int
    read_at: datetime
    read_by: str
