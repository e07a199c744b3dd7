"""A water leak: refused, asked, endorsed, approved on the phone, looked at, over at six (R1.6, check 3)."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from browser import Browse, sign_in
from cast import PASSWORD, Cast, engage
from yihu.confidentiality.models import Consultation, ConsultationRow
from yihu.kernel import clock

pytestmark = [pytest.mark.story, pytest.mark.clause("R1.6"), pytest.mark.clause("R1.6b")]
PHONE = "13812341234"


@pytest.fixture
def house(live_database: str) -> Cast:
    cast = engage(password=PASSWORD)
    cast.household("3棟1單元1201")
    return cast


@pytest.mark.acceptance("R1.6/1")
@pytest.mark.acceptance("check 3")
def test_a_leak(browse: Browse, house: Cast) -> None:
    guard = browse()
    sign_in(guard, "sec_staff")
    household = house.unit("3棟1單元1201").households.get().pk
    guard.goto(f"/CJ/households/{household}/")
    expect(guard.get_by_text("非客服部人員不得查看業戶資料。")).to_be_visible()
    guard.get_by_role("link", name="申請查閱", exact=True).click()
    expect(guard.get_by_label("房號")).to_have_value("3棟1單元1201")
    guard.get_by_label("聯繫電話").check()
    guard.get_by_label("具體說明").fill("1102 天花滲水，要聯繫樓上業主")
    guard.get_by_role("button", name="提交申請").click()
    expect(guard.get_by_text("待部門主管意見").first).to_be_visible()
    address = guard.url

    own_head = browse(width=390)
    sign_in(own_head, "sec_head")
    own_head.get_by_role("link", name="處理查閱申請").click()
    expect(own_head.get_by_text("1102 天花滲水").first).to_be_visible()
    own_head.get_by_role("button", name="同意：").click()
    expect(own_head.get_by_text("意見已交保管部門的負責人。")).to_be_visible()

    head = browse(width=390)
    sign_in(head, "cs_head")
    head.get_by_role("link", name="處理查閱申請").click()
    head.get_by_role("button", name="批准：").click()
    expect(head.get_by_text("已批准，登記號")).to_be_visible()

    guard.reload()
    expect(guard.get_by_text(PHONE)).to_have_count(0)
    guard.get_by_role("button", name="開始查閱").click()
    expect(guard.get_by_text(PHONE)).to_be_visible()

    # the permit runs out while he looks
    row = Consultation.objects.get()
    now = clock.now()
    Consultation.objects.filter(pk=row.pk).update(
        asked_at=now - timedelta(hours=9),
        endorsed_at=now - timedelta(hours=9),
        decided_at=now - timedelta(hours=9),
        valid_until=now - timedelta(seconds=1),
    )
    guard.goto(address)
    expect(guard.get_by_text("已過期").first).to_be_visible()
    expect(guard.get_by_text(PHONE)).to_have_count(0)
    expect(guard.get_by_role("button", name="開始查閱")).to_have_count(0)

    clerk = browse()
    sign_in(clerk, "cs_records")
    clerk.goto("/CJ/registers/consultations/")
    expect(clerk.get_by_text(ConsultationRow.objects.get().number)).to_be_visible()
    expect(clerk.get_by_text("1102 天花滲水").first).to_be_visible()
