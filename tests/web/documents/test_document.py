"""A document's page, its images, and the download that there is not."""

from io import BytesIO
from typing import Any

import pytest

from cast import Cast
from desk import desk, filed
from dossiers.store.samples import pdf
from yihu.dossiers.models import Document
from yihu.dossiers.operations import Upload
from yihu.dossiers.places import Location
from yihu.ledger.models import Entry
from yihu.policy.vocabulary import Carrier

NOWHERE = "documents/00000000-0000-7000-8000-000000000000/"


def scanned(cast: Cast, who: str = "cs_records", **changes: Any) -> Document:
    upload = Upload(BytesIO(pdf(pages=2)), "信.pdf")
    return filed(cast, who, carrier=Carrier.BOTH, upload=upload, **changes)


def test_it_works(cast: Cast) -> None:
    document = scanned(cast)
    page = desk(cast).get(f"documents/{document.pk}/", page="2").content.decode()
    assert f"/CJ/documents/{document.pk}/pages/2/" in page
    image = desk(cast).get(f"documents/{document.pk}/pages/2/")
    assert (image.status_code, image["Content-Type"][:6]) == (200, "image/")
    assert "no-store" in image["Cache-Control"]
    assert Entry.objects.filter(action="document.page_viewed").count() == 1


@pytest.mark.clause("R1.6d")
def test_nothing_is_downloaded(cast: Cast) -> None:
    answer = desk(cast, "cs_head").get(f"documents/{scanned(cast).pk}/content/")
    assert (answer.status_code, "不提供下載" in answer.content.decode()) == (403, True)


@pytest.mark.parametrize("page", ["0", "3", "99999"])
def test_a_page_that_is_not_there(cast: Cast, page: str) -> None:
    assert desk(cast).get(f"documents/{scanned(cast).pk}/pages/{page}/").status_code == 404


@pytest.mark.clause("R2.3.3.2")
def test_what_lies_in_a_sealed_bag_is_not_shown(cast: Cast) -> None:
    bag = Location("E1", bag="B-017")
    drawing = scanned(cast, "eng_records", line="B03", location=bag)
    assert "檔案袋已封存" in desk(cast, "eng_head").get(f"documents/{drawing.pk}/").content.decode()
    assert desk(cast, "eng_head").get(f"documents/{drawing.pk}/pages/1/").status_code == 409


@pytest.mark.clause("R1.6a")
@pytest.mark.parametrize(("who", "status"), [("eng_head", 403), ("front_desk", 403), ("auditor", 200)])
def test_who_sees_a_paper_of_customer_service(cast: Cast, who: str, status: int) -> None:
    assert desk(cast, who).get(f"documents/{scanned(cast).pk}/").status_code == status


@pytest.mark.parametrize("who", ["viewer", "sysadmin", "xq_cs_head"])
def test_strangers_find_nothing(cast: Cast, who: str) -> None:
    there, nowhere = desk(cast, who).get(f"documents/{scanned(cast).pk}/"), desk(cast, who).get(NOWHERE)
    assert (there.status_code, there.content) == (404, nowhere.content)
