"""操作日誌 by page, for those who check."""

import pytest

from cast import Cast
from desk import desk, filed
from yihu.ledger.signing import make_signing_key


@pytest.fixture(autouse=True)
def _signing_key() -> None:
    make_signing_key()


@pytest.mark.clause("R1.6c")
def test_it_works(cast: Cast) -> None:
    filed(cast)
    page = desk(cast, "auditor").get("ledger/").content.decode()
    assert "document.filed" in page
    assert "與鏈首相符" in page


def test_it_is_narrowed_by_action_and_person(cast: Cast) -> None:
    filed(cast)
    page = desk(cast, "auditor").get("ledger/", action="document.filed", username="cs_records")
    assert [row["action"] for row in page.context["rows"]] == ["document.filed"]
    assert "沒有符合的記錄" in desk(cast, "auditor").get("ledger/", username="nobody").content.decode()


def test_the_next_page_goes_on_where_this_one_ends(cast: Cast) -> None:
    for _each in range(6):
        filed(cast, title="便條")
    first = desk(cast, "auditor").get("ledger/")
    seen = first.context["rows"][-1]["seq"]
    if first.context["next_url"]:
        rest = first.client.get(f"/CJ/ledger/{first.context['next_url']}")
        assert rest.context["rows"][0]["seq"] == seen - 1
    assert first.context["total"] >= len(first.context["rows"])


def test_a_mark_that_is_not_ours_is_refused(cast: Cast) -> None:
    assert desk(cast, "auditor").get("ledger/", cursor="x").status_code == 422


@pytest.mark.clause("R1.6c")
@pytest.mark.parametrize(
    ("who", "status"), [("cs_head", 403), ("sysadmin", 403), ("viewer", 403), ("xq_cs_head", 404)]
)
def test_who_may_not(cast: Cast, who: str, status: int) -> None:
    assert desk(cast, who).get("ledger/").status_code == status
