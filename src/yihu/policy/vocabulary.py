"""The field's standard terms as closed sets of values; `docs/glossary.md` maps each to its Chinese term."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


def N_(text: str) -> str:  # noqa: N802  (the customary name of the marker)
    """Mark `text` for translation without translating it; faces translate it when they show it."""
    return text


class Role(StrEnum):
    """What a person may do in a project (domain §1.3)."""

    FRONT_DESK = "front_desk"
    CS_OFFICER = "cs_officer"
    CS_HEAD = "cs_head"
    ENG_STAFF = "eng_staff"
    ENG_HEAD = "eng_head"
    SEC_STAFF = "sec_staff"
    SEC_HEAD = "sec_head"
    RECORDS_OFFICER = "records_officer"
    PROJECT_MANAGER = "project_manager"
    AUDITOR = "auditor"
    VIEWER = "viewer"
    SYSADMIN = "sysadmin"


ROLE_TITLES: dict[Role, str] = {
    Role.FRONT_DESK: N_("總臺"),
    Role.CS_OFFICER: N_("客戶主任"),
    Role.CS_HEAD: N_("客服部負責人"),
    Role.ENG_STAFF: N_("工程部職員"),
    Role.ENG_HEAD: N_("工程部主管"),
    Role.SEC_STAFF: N_("保安部職員"),
    Role.SEC_HEAD: N_("保安部主管"),
    Role.RECORDS_OFFICER: N_("檔案專人"),
    Role.PROJECT_MANAGER: N_("項目經理"),
    Role.AUDITOR: N_("公司檔案審計"),
    Role.VIEWER: N_("只讀訪客"),
    Role.SYSADMIN: N_("系統管理員"),
}


class Department(StrEnum):
    """A department, and the volume (分卷) of each file it keeps."""

    CS = "cs"
    ENG = "eng"
    SEC = "sec"


DEPARTMENT_TITLES: dict[Department, str] = {
    Department.CS: N_("客服部"),
    Department.ENG: N_("工程部"),
    Department.SEC: N_("保安部"),
}
VOLUME_TITLES: dict[Department, str] = {
    Department.CS: N_("客服分卷"),
    Department.ENG: N_("工程分卷"),
    Department.SEC: N_("保安分卷"),
}

ROLE_DEPARTMENTS: dict[Role, Department] = {
    Role.FRONT_DESK: Department.CS,
    Role.CS_OFFICER: Department.CS,
    Role.CS_HEAD: Department.CS,
    Role.ENG_STAFF: Department.ENG,
    Role.ENG_HEAD: Department.ENG,
    Role.SEC_STAFF: Department.SEC,
    Role.SEC_HEAD: Department.SEC,
}


class UnitKind(StrEnum):
    RESIDENTIAL = "residential"
    SHOP = "shop"
    OFFICE = "office"
    PARKING = "parking"
    STORAGE = "storage"
    OTHER = "other"


UNIT_KIND_TITLES: dict[UnitKind, str] = {
    UnitKind.RESIDENTIAL: N_("住宅"),
    UnitKind.SHOP: N_("商鋪"),
    UnitKind.OFFICE: N_("辦公"),
    UnitKind.PARKING: N_("車位"),
    UnitKind.STORAGE: N_("儲藏室"),
    UnitKind.OTHER: N_("其他物業"),
}


class Use(StrEnum):
    """How a unit is used (使用狀態), apart from who holds it."""

    OWNER_OCCUPIED = "owner_occupied"
    LEASED = "leased"
    COMMERCIAL_RESIDENTIAL = "commercial_residential"
    BUSINESS = "business"
    VACANT = "vacant"
    DEVELOPER = "developer"


USE_TITLES: dict[Use, str] = {
    Use.OWNER_OCCUPIED: N_("自住"),
    Use.LEASED: N_("出租"),
    Use.COMMERCIAL_RESIDENTIAL: N_("商住"),
    Use.BUSINESS: N_("商用"),
    Use.VACANT: N_("空置"),
    Use.DEVELOPER: N_("未售"),
}


class IdType(StrEnum):
    RESIDENT_ID = "resident_id"
    PASSPORT = "passport"
    HK_MACAU_PERMIT = "hk_macau_permit"
    TAIWAN_PERMIT = "taiwan_permit"
    HKID = "hkid"
    TW_ID = "tw_id"
    ORGANISATION = "organisation"


ID_TYPE_TITLES: dict[IdType, str] = {
    IdType.RESIDENT_ID: N_("居民身份證"),
    IdType.PASSPORT: N_("護照"),
    IdType.HK_MACAU_PERMIT: N_("港澳居民來往內地通行證"),
    IdType.TAIWAN_PERMIT: N_("台灣居民來往大陸通行證"),
    IdType.HKID: N_("香港身份證"),
    IdType.TW_ID: N_("國民身分證"),
    IdType.ORGANISATION: N_("統一社會信用代碼"),
}


class Locality(StrEnum):
    CN = "CN"
    HK = "HK"
    TW = "TW"


LOCALITY_TITLES: dict[Locality, str] = {
    Locality.CN: N_("中國內地"),
    Locality.HK: N_("香港"),
    Locality.TW: N_("台灣"),
}


class Carrier(StrEnum):
    """What a document is made of (載體)."""

    PAPER = "paper"
    ELECTRONIC = "electronic"
    BOTH = "both"


CARRIER_TITLES: dict[Carrier, str] = {
    Carrier.PAPER: N_("紙本"),
    Carrier.ELECTRONIC: N_("電子"),
    Carrier.BOTH: N_("紙本＋掃描"),
}


class StorageMode(StrEnum):
    """How a department keeps its paper (存放方式, R2.3.3)."""

    HANGING = "hanging"
    SEALED_BAG = "sealed_bag"
    HOUSEHOLD_FOLDER = "household_folder"
    POOLED_BINDER = "pooled_binder"
    BOX = "box"


STORAGE_MODE_TITLES: dict[StorageMode, str] = {
    StorageMode.HANGING: N_("掛式分類存放"),
    StorageMode.SEALED_BAG: N_("檔案袋封存"),
    StorageMode.HOUSEHOLD_FOLDER: N_("每戶一夾"),
    StorageMode.POOLED_BINDER: N_("按日合冊"),
    StorageMode.BOX: N_("檔案盒"),
}


class LineState(StrEnum):
    """What the catalogue shows before an item (R1.4c)."""

    PRESENT = "present"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    LENT = "lent"
    LOST = "lost"
    DESTROYED = "destroyed"


LINE_MARKS: dict[LineState, str] = {
    LineState.PRESENT: "☑",
    LineState.MISSING: "☐",
    LineState.NOT_APPLICABLE: "—",
    LineState.LENT: "▲",
    LineState.LOST: "☐",
    LineState.DESTROYED: "✖",
}

LINE_STATE_TITLES: dict[LineState, str] = {
    LineState.PRESENT: N_("在冊"),
    LineState.MISSING: N_("缺"),
    LineState.NOT_APPLICABLE: N_("不適用"),
    LineState.LENT: N_("借出"),
    LineState.LOST: N_("遺失"),
    LineState.DESTROYED: N_("已銷毀"),
}


class Circumstance(StrEnum):
    """A fact of a household that makes catalogue lines required; recorded from–to."""

    TENANCY = "tenancy"
    EVER_LET = "ever_let"
    COMMERCIAL_RESIDENTIAL = "commercial_residential"
    SHOP = "shop"
    DECORATION = "decoration"
    DECORATION_ACCEPTED = "decoration_accepted"
    TITLE_ISSUED = "title_issued"
    TITLE_CHANGED = "title_changed"
    KEYS_HELD = "keys_held"
    MANDATE = "mandate"
    VEHICLE = "vehicle"
    ARREARS = "arrears"
    INSTALMENTS = "instalments"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an account in a role of a project; `account_id` is None for the program itself."""

    account_id: UUID | None
    username: str
    name: str
    role: Role | None
    department: Department | None = None
    project_id: UUID | None = None
    device: str = ""


SYSTEM = Actor(account_id=None, username="system", name="system", role=None)
