"""The pages of consultations: from the refusal to the request, the head's tap, the viewer, the register."""

import re
from io import BytesIO

import pytest
from time_machine import TimeMachineFixture

from cast import Cast
from confidentiality.consultations.requests import asked, endorsed, permitted
from desk import desk, filed
from dossiers.store.samples import pdf
from yihu.confidentiality.models import Consultation
from yihu.dossiers import operations as dossiers
from yihu.dossiers.models import Dossier
from yihu.policy.vocabulary import Carrier

pytestmark = pytest.mark.clause("R1.6b")


@pytest.fixture(autouse=True)
def _at_work(time_machine: TimeMachineFixture, cast: Cast) -> None:
    """Monday, 10:00: within office hours, before the permits of the day end."""
    time_machine.move_to(cast.at, tick=False)


def test_it_works(cast: Cast) -> None:
    """Refused → asked → endorsed → approved → looked at → ended."""
    household = cast.household().household_id
    page = desk(cast, "sec_staff").get(f"households/{household}/")
    assert page.status_code == 403
    ask = f"/CJ/consultations/new/?household={household}"
    assert ask in page.content.decode()
    guard = desk(cast, "sec_staff")
    assert "3棟1單元1201" in guard.client.get(ask).content.decode()
    wish = {
        "room": "3棟1單元1201",
        "items": ["phone"],
        "purpose_kind": "報修、漏水搶修",
        "purpose": "502 天花滲水",
        "mode": "screen",
    }
    sent = guard.client.post(ask, wish)
    assert sent.status_code == 302
    request = Consultation.objects.get()
    assert request.purpose == "報修、漏水搶修：502 天花滲水"
    answer = f"consultations/{request.pk}/answer/"
    assert "同意" in desk(cast, "sec_head").get("consultations/").content.decode()
    assert desk(cast, "sec_head").post(answer, act="endorse").status_code == 302
    assert "查閱申請" in desk(cast, "cs_head").get("").content.decode()
    assert desk(cast, "cs_head").post(answer, act="approve").status_code == 302
    own = f"consultations/{request.pk}/"
    assert "13812341234" not in guard.get(own).content.decode()
    assert guard.post(f"{own}start/").status_code == 302
    view = guard.get(own)
    assert "13812341234" in view.content.decode()
    assert view["Refresh"].startswith("901;")
    assert "no-store" in view["Cache-Control"]
    assert "13812341234" not in desk(cast, "cs_head").get(own).content.decode()
    assert guard.post(f"{own}end/").status_code == 302
    assert "13812341234" not in guard.get(own).content.decode()
    assert "2026-0001" in desk(cast, "cs_records").get("registers/consultations/").content.decode()


def test_a_request_that_lacks_something_keeps_what_was_typed(cast: Cast) -> None:
    cast.household()
    sent = desk(cast, "eng_staff").post(
        "consultations/new/", room="9棟9", items=["name"], purpose="看圖", purpose_kind="其他", mode="screen"
    )
    assert sent.status_code == 422
    text = sent.content.decode()
    assert "找不到這一戶的檔案" in text
    assert 'value="看圖"' in text


def test_a_paper_is_read_under_its_permit(cast: Cast) -> None:
    upload = dossiers.Upload(BytesIO(pdf(pages=2)), "信.pdf")
    unit = cast.unit("3棟1單元1201")
    paper = filed(cast, unit=unit, carrier=Carrier.BOTH, upload=upload)
    guard = desk(cast, "sec_staff")
    refusal = guard.get(f"documents/{paper.pk}/")
    assert f"/CJ/consultations/new/?document={paper.pk}" in refusal.content.decode()
    given = permitted(cast, dossier=Dossier.objects.get(pk=paper.dossier_id), items=[str(paper.pk)])
    shown = guard.get(f"documents/{paper.pk}/")
    assert shown.status_code == 200
    assert given.row.number in shown.content.decode()
    assert shown["Refresh"].endswith(f"/CJ/consultations/{given.pk}/")
    assert guard.get(f"documents/{paper.pk}/pages/2/")["Content-Type"] == "image/jpeg"


def test_less_than_was_asked_is_permitted(cast: Cast) -> None:
    request = endorsed(cast, asked(cast, items=["phone", "id_number"]))
    head = desk(cast, "cs_head")
    form = head.get(f"consultations/{request.pk}/").content.decode()
    assert len(re.findall(r'type="checkbox"[^>]*checked', form)) == 2
    path = f"consultations/{request.pk}/answer/"
    assert head.post(path, act="approve", some="1").status_code == 422  # nothing ticked
    assert head.post(path, act="approve", some="1", items=["phone"]).status_code == 302
    assert [item.granted for item in request.items.order_by("position")] == [True, False]


def test_a_refusal_wants_its_reason(cast: Cast) -> None:
    request = endorsed(cast, asked(cast))
    head = desk(cast, "cs_head")
    bare = head.post(f"consultations/{request.pk}/answer/", act="refuse", comment="")
    assert bare.status_code == 422
    assert "請寫明理由" in bare.content.decode()
    told = head.post(f"consultations/{request.pk}/answer/", act="refuse", comment="請總臺代為轉達")
    assert told.status_code == 302
    assert "請總臺代為轉達" in desk(cast, "sec_staff").get(f"consultations/{request.pk}/").content.decode()


def test_of_two_heads_the_second_is_told(cast: Cast) -> None:
    request = endorsed(cast, asked(cast))
    path = f"consultations/{request.pk}/answer/"
    assert desk(cast, "cs_head").post(path, act="approve").status_code == 302
    late = desk(cast, "cs_head").post(path, act="refuse", comment="不需要")
    assert late.status_code == 409
    assert "這份申請已有決定。" in late.content.decode()


@pytest.mark.parametrize("who", ["viewer", "sysadmin", "xq_cs_head"])
def test_strangers_find_nothing(cast: Cast, who: str) -> None:
    request = permitted(cast)
    for path in ("consultations/", "consultations/new/", f"consultations/{request.pk}/"):
        assert desk(cast, who).get(path).status_code == 404


def test_a_colleague_without_a_part_finds_nothing(cast: Cast) -> None:
    request = permitted(cast)
    assert desk(cast, "eng_staff").get(f"consultations/{request.pk}/").status_code == 404
    assert desk(cast, "eng_staff").post(f"consultations/{request.pk}/start/").status_code == 404
    assert desk(cast, "eng_staff").get("registers/consultations/").status_code == 403
