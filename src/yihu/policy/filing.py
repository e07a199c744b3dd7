"""Receiving, filing on the same day, and where a paper must lie (R2.3.3.4, R2.3.3, R1.7a; T1, T2)."""

from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

from yihu.policy.calendars import WorkCalendar
from yihu.policy.composition import EffectivePolicy
from yihu.policy.decisions import ALLOWED, Decision, FieldError, refuse
from yihu.policy.vocabulary import N_, Carrier, Department, StorageMode

MAX_PAGES = 10_000
MAX_TITLE = 120
DRAWINGS = frozenset({"B03", "B08"})


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last instant at which a filing is on time; `after_hours` ones are counted apart (P01)."""

    due_at: datetime
    after_hours: bool


@dataclass(frozen=True, slots=True)
class Filed:
    """How a filing stands against the same-day rule; stored with it, so that late is late for ever."""

    late: bool
    days_late: int
    after_hours: bool
    before_go_live: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paper lies, as typed: a cabinet, and by storage mode a position, a bag or a binder's page."""

    cabinet: str = ""
    shelf: str = ""
    position: str = ""
    bag: str = ""
    binder: str = ""
    page: int | None = None


def filing_deadline(
    *, received_at: datetime, zone: tzinfo, calendar: WorkCalendar, policy: EffectivePolicy
) -> Deadline:
    """The end of the day of receipt in the project's zone (T2), or P01's grace where the company took it."""
    local = received_at.astimezone(zone)
    day = local.date()
    off_hours = local.time() >= policy.value("P01.cut_off") or not calendar.is_working_day(day)
    if policy.value("P01.grace") and off_hours:
        until: time = policy.value("P01.until")
        return Deadline(datetime.combine(calendar.next_working_day(day), until, zone), after_hours=True)
    return Deadline(datetime.combine(day, time.max, zone), after_hours=False)


def judge_filing(
    *,
    received_at: datetime,
    filed_at: datetime,
    zone: tzinfo,
    calendar: WorkCalendar,
    policy: EffectivePolicy,
    went_live_on: date | None,
) -> Filed:
    """Whether a filing at `filed_at` is late and by how many days; give the present for what is unfiled.

    `received_at` is the earlier of the real and the recorded receipt (T1, R2.3.3.4). Paper received before
    the project went live is never late (P21).
    """
    deadline = filing_deadline(received_at=received_at, zone=zone, calendar=calendar, policy=policy)
    early = went_live_on is not None and received_at.astimezone(zone).date() < went_live_on
    late = filed_at > deadline.due_at and not early
    days = (filed_at.astimezone(zone).date() - deadline.due_at.date()).days
    return Filed(late, max(days, 1) if late else 0, deadline.after_hours, early)


def check_receipt(
    *, title: str, pages: int | None, carrier: Carrier, has_file: bool
) -> tuple[FieldError, ...]:
    """What is wrong with a receipt: it needs a title, pages, and a file if electronic (R2.2.1.3)."""
    return tuple(
        error for error in (_title_fault(title), _pages_fault(pages), _file_fault(carrier, has_file)) if error
    )


def _title_fault(title: str) -> FieldError | None:
    if not title.strip():
        text, mend = N_("請填寫標題。"), N_("寫明是什麼資料，例如「業主信息表」。")
    elif len(title.strip()) > MAX_TITLE:
        text, mend = N_("標題太長。"), N_("請縮短至 %(limit)s 字以內。")
    else:
        return None
    return FieldError("title", text, mend, code="title", clause="R2.2.1.3", params={"limit": MAX_TITLE})


def _pages_fault(pages: int | None) -> FieldError | None:
    if pages is not None and 1 <= pages <= MAX_PAGES:
        return None
    text, mend = N_("頁數須為 1 至 %(limit)s。"), N_("請數清頁數再填。")
    return FieldError("pages", text, mend, code="pages", clause="R2.2.1.3", params={"limit": MAX_PAGES})


def _file_fault(carrier: Carrier, has_file: bool) -> FieldError | None:
    if has_file or carrier is Carrier.PAPER:
        return None
    text, mend = N_("電子資料須附檔案。"), N_("請上載檔案，或把載體改為紙本。")
    return FieldError("file", text, mend, code="file_required", clause="R2.2.1.3")


def check_place(*, carrier: Carrier, mode: StorageMode, line: str, place: Place) -> tuple[FieldError, ...]:
    """What is missing in the place of a paper: a cabinet always, and what the storage mode asks for.

    Electronic documents need none (R1.7a, R2.3.3.1, R2.3.3.2, R2.3.3.3). `judge_mode` is the gate that lets
    a drawing out of its bag.
    """
    if carrier is Carrier.ELECTRONIC:
        return ()
    if line in DRAWINGS and mode is not StorageMode.SEALED_BAG and place.bag.strip():
        mode = StorageMode.SEALED_BAG
    needs = [] if place.cabinet.strip() else [_NO_CABINET]
    match mode:
        case StorageMode.HANGING if not place.position.strip():
            needs.append(_NO_POSITION)
        case StorageMode.SEALED_BAG if not place.bag.strip():
            needs.append(_NO_BAG)
        case StorageMode.POOLED_BINDER:
            needs += [] if place.binder.strip() else [_NO_BINDER]
            needs += [] if place.page is not None and place.page >= 1 else [_NO_PAGE]
    return tuple(needs)


_NO_CABINET = FieldError(
    "location/cabinet", N_("紙本須填檔案櫃。"), N_("請選擇存放的檔案櫃。"), "location_required", "R1.7a"
)
_NO_POSITION = FieldError(
    "location/position", N_("掛式存放須填掛位。"), N_("請填掛位號。"), "position_required", "R2.3.3.1"
)
_NO_BAG = FieldError(
    "location/bag", N_("檔案袋封存須填袋號。"), N_("請填袋號，例如 B-017。"), "bag_required", "R2.3.3.2"
)
_NO_BINDER = FieldError(
    "location/binder", N_("合冊存放須填冊號。"), N_("請填合冊的名稱或編號。"), "binder_required", "R2.3.3.3"
)
_NO_PAGE = FieldError(
    "location/binder_page", N_("合冊存放須填頁碼。"), N_("請填在合冊內的頁碼。"), "page_required", "R2.3.3.3"
)


def judge_mode(
    *,
    line: str,
    volume: Department,
    mode: StorageMode,
    carrier: Carrier = Carrier.PAPER,
    reason: str = "",
    agreed_by_another: bool = False,
) -> Decision:
    """Whether a drawing of 工程部 may lie outside a sealed bag: only gated (R2.3.3.2)."""
    paper_drawing = volume is Department.ENG and line in DRAWINGS and carrier is not Carrier.ELECTRONIC
    if not paper_drawing or mode is StorageMode.SEALED_BAG or (reason.strip() and agreed_by_another):
        return ALLOWED
    return refuse(
        "bag_required",
        N_("裝修圖紙須以檔案袋封存。"),
        clause="R2.3.3.2",
        mend=N_("請裝入檔案袋並填袋號；改用其他方式須填理由並由另一人同意。"),
    )
