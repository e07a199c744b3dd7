"""查看明文 on its page: the reason first, the value for a minute (R1.8)."""

import pytest

from cast import Cast
from desk import desk
from yihu.confidentiality.models import Reveal

pytestmark = pytest.mark.clause("R1.8")


def place(cast: Cast) -> str:
    household = cast.household().household
    owner = household.ownerships.order_by("position")[0].person_id
    return f"households/{household.pk}/persons/{owner}/phone/"


def test_it_works(cast: Cast) -> None:
    officer, path = desk(cast, "cs_officer"), place(cast)
    file = path.split("persons/")[0]
    assert f"/CJ/{path}" in officer.get(file).content.decode()
    asked = officer.get(path)
    assert "13812341234" not in asked.content.decode()
    told = officer.post(path, kind="欠費跟蹤", note="七月物業費")
    assert "13812341234" in told.content.decode()
    assert told["Refresh"] == f"60;url=/CJ/{file}"
    assert "no-store" in told["Cache-Control"]
    assert Reveal.objects.get().reason == "欠費跟蹤：七月物業費"


def test_other_reasons_are_said(cast: Cast) -> None:
    officer, path = desk(cast, "cs_officer"), place(cast)
    bare = officer.post(path, kind="其他", note=" ")
    assert bare.status_code == 422
    assert "請寫明是什麼理由" in bare.content.decode()
    assert "13812341234" not in bare.content.decode()


@pytest.mark.parametrize(
    ("who", "status"), [("cs_records", 403), ("sec_staff", 403), ("viewer", 404), ("xq_cs_head", 404)]
)
def test_others_get_nothing(cast: Cast, who: str, status: int) -> None:
    path = place(cast)
    for answer in (desk(cast, who).get(path), desk(cast, who).post(path, kind="核對身份")):
        assert answer.status_code == status
        assert "13812341234" not in answer.content.decode()


def test_no_such_field(cast: Cast) -> None:
    path = place(cast).replace("/phone/", "/name/")
    assert desk(cast, "cs_officer").get(path).status_code == 404
