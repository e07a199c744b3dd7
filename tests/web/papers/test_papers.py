"""Official forms on paper."""

from typing import Any

import pytest

from cast import Cast
from doors import client_of
from yihu.dossiers.models import CataloguePrint
from yihu.ledger.models import Entry


def is_pdf(answer: Any) -> bool:
    return bool(answer.status_code == 200 and answer.content.startswith(b"%PDF"))


@pytest.mark.clause("R2.3.2", "R1.4")
def test_it_works(cast: Cast) -> None:
    dossier = cast.household()
    answer = client_of(cast.cs_records).post(f"/CJ/dossiers/{dossier.pk}/print/")
    assert is_pdf(answer)
    assert CataloguePrint.objects.get().number == 1
    assert Entry.objects.filter(action="paper.printed").count() == 1


@pytest.mark.clause("R1.S3")
@pytest.mark.parametrize("form", ["catalogue", "accessions", "owner-form", "overview"])
def test_blank_forms_print_for_everybody(cast: Cast, form: str) -> None:
    assert is_pdf(client_of(cast.eng_staff).get(f"/CJ/papers/blank/{form}/"))


@pytest.mark.clause("R1.S3")
def test_a_filled_owner_form_prints(cast: Cast) -> None:
    household = cast.household().household_id
    assert is_pdf(client_of(cast.cs_officer).post(f"/CJ/households/{household}/owner-form/"))


def test_a_day_of_the_register_prints(cast: Cast) -> None:
    assert is_pdf(client_of(cast.cs_head).get("/CJ/registers/accessions/cs/2026-07-06/print/"))


@pytest.mark.parametrize("who", ["eng_head", "sec_staff"])
def test_other_departments_print_no_households(cast: Cast, who: str) -> None:
    dossier = cast.household()
    answer = client_of(getattr(cast, who)).post(f"/CJ/dossiers/{dossier.pk}/print/")
    assert answer.status_code == 403
    assert not CataloguePrint.objects.exists()


@pytest.mark.parametrize(
    "url", ["/CJ/registers/accessions/cs/2026-13-06/print/", "/CJ/papers/blank/nothing/"]
)
def test_what_is_not_there(cast: Cast, url: str) -> None:
    assert client_of(cast.cs_head).get(url).status_code == 404


def test_strangers_know_of_nothing(cast: Cast) -> None:
    dossier = cast.household()
    assert client_of(cast.xq_cs_head).post(f"/CJ/dossiers/{dossier.pk}/print/").status_code == 404
