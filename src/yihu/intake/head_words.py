"""The words that stand at the heads of columns, and what they mean; in either script and in English."""

import re
from enum import StrEnum

from yihu.kernel.text import fold
from yihu.policy.vocabulary import N_


class Field(StrEnum):
    """A column that is read."""

    BUILDING = "building"
    ENTRANCE = "entrance"
    ROOM = "room"
    ADDRESS = "address"
    FLOOR = "floor"
    KIND = "kind"
    AREA = "area"
    STATE = "state"
    NAME = "name"
    PHONE = "phone"
    ID_NUMBER = "id_number"
    ID_TYPE = "id_type"
    SHARE = "share"
    ACQUIRED = "acquired"
    OWNER_TYPE = "owner_type"
    OWNER_NO = "owner_no"
    PERSON_ROLE = "person_role"
    TENANT = "tenant"
    TENANT_PHONE = "tenant_phone"
    TENANT_ID = "tenant_id"
    RELATIVE = "relative"
    RELATIVE_PHONE = "relative_phone"
    RELATIVE_ID = "relative_id"


FIELD_TITLES: dict[Field, str] = {
    Field.BUILDING: N_("樓棟"),
    Field.ENTRANCE: N_("單元"),
    Field.ROOM: N_("房號"),
    Field.ADDRESS: N_("房屋地址（樓棟、單元、房號寫在一起）"),
    Field.FLOOR: N_("樓層"),
    Field.KIND: N_("房屋類型"),
    Field.AREA: N_("建築面積"),
    Field.STATE: N_("使用狀態"),
    Field.NAME: N_("業主姓名"),
    Field.PHONE: N_("業主電話"),
    Field.ID_NUMBER: N_("業主證件號碼"),
    Field.ID_TYPE: N_("證件種類"),
    Field.SHARE: N_("產權份額"),
    Field.ACQUIRED: N_("取得日期"),
    Field.OWNER_TYPE: N_("與業戶的關係"),
    Field.OWNER_NO: N_("業主編號"),
    Field.PERSON_ROLE: N_("人員角色"),
    Field.TENANT: N_("租戶姓名"),
    Field.TENANT_PHONE: N_("租戶電話"),
    Field.TENANT_ID: N_("租戶證件號碼"),
    Field.RELATIVE: N_("家屬姓名"),
    Field.RELATIVE_PHONE: N_("家屬電話"),
    Field.RELATIVE_ID: N_("家屬證件號碼"),
}
SYNONYMS: dict[Field, str] = {
    Field.BUILDING: "楼号 楼栋 楼栋号 楼栋编号 楼宇 所属楼宇 所属楼栋 栋 栋号 幢 幢号 座 座号 building",
    Field.ENTRANCE: "单元 单元号 单元编号 所属单元 单元/座 梯 entrance",
    Field.ROOM: "房间 房号 室号 房间号 房屋编号 房屋编码 房屋号码 铺位号/房号 housecode unitname 所属房号",
    Field.ADDRESS: "房屋 房产 房屋地址 地址 所属房屋 address street1 street_1 收费对象 房屋号",
    Field.FLOOR: "楼层 房屋楼层 所属楼层 层 floor",
    Field.KIND: "房屋类型 房间类型 物业类型 unittype",
    Field.AREA: "建筑面积 面积 房屋面积 坪数 area",
    Field.STATE: "房屋状态 使用状态 居住状态 使用情况 状态",
    Field.NAME: "业主名称 业主姓名 业主 姓名 住户姓名 产权人 fullname ownername",
    Field.PHONE: "手机号 手机号码 手机 电话 业主电话 联系电话 联系方式 业主手机 phones phone mobile",
    Field.ID_NUMBER: "身份证号 身份证 身份证号码 业主身份证号 证件号 证件号码 业主身份证",
    Field.ID_TYPE: "证件类型 证件种类",
    Field.SHARE: "份额 产权份额 共有份额 持有份额",
    Field.ACQUIRED: "取得日期 交房日期 入伙日期 入住日期 收楼日期 产权登记日期",
    Field.OWNER_TYPE: "业主类型 住户身份 role",
    Field.OWNER_NO: "业主编号 业主id",
    Field.PERSON_ROLE: "人员角色",
    Field.TENANT: "租户姓名 租户名称 租户 承租人 租客姓名 租客",
    Field.TENANT_PHONE: "租户电话 租户手机 租户手机号 承租人电话 租客电话 租户联系电话",
    Field.TENANT_ID: "租户身份证号 租户身份证 租户证件号码 承租人身份证号 租客身份证号",
    Field.RELATIVE: "家属姓名 成员姓名 家庭成员姓名",
    Field.RELATIVE_PHONE: "家属手机号 家属电话 成员电话",
    Field.RELATIVE_ID: "家属身份证号 成员身份证号",
}
NOT_COLLECTED = (
    *("购买价", "购房价", "购价", "房价", "职业", "工作单位", "婚姻", "宗教", "民族", "爱好", "收入", "学历"),
    *("政治面貌", "人脸", "指纹"),
)
"""Words of columns that must not be collected (domain §4.2)."""

FEE_WORDS = frozenset(
    (
        *(
            "收费项目",
            "缴费周期",
            "缴费时间",
            "应缴金额",
            "实缴金额",
            "收银员",
            "费用名称",
            "收费金额",
            "费用编号",
        ),
        *(
            "费用类型",
            "费用标识",
            "付费类型",
            "出账类型",
            "计费起始时间",
            "计费单价",
            "固定费用",
            "欠费",
            "合计",
        ),
        *("物业费", "水费", "电费", "费用金额", "费用科目"),
    )
)
CAR_WORDS = frozenset(
    (
        *("车牌号", "车牌号码", "车牌", "车辆品牌", "车辆类型", "车位", "停车场", "车位编码", "停车场类型"),
        *("车品牌", "车类型"),
    )
)
BUILDING_WORDS = frozenset(("units", "sections", "floors", "minimalfloor", "总层数", "是否有电梯"))

FIELDS: dict[str, Field] = {name: field for field, names in SYNONYMS.items() for name in names.split()}


def bare(header: str) -> str:
    """`建筑面积(㎡) *` and `房屋号码(必填)` without what is said in passing."""
    return re.sub(r"[(（\[].*?[)）\]]|[*:：\s]|㎡|m2|平方米|平方公尺|平方呎|(?<=面积)坪", "", fold(header))


def score(text: str) -> int:
    """How many known words stand in a text: which of two readings of its bytes makes sense."""
    plain = fold(text)
    return sum(word in plain for word in (*FIELDS, *FEE_WORDS, *CAR_WORDS))
