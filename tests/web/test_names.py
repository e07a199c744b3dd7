"""Owners with shares, and places of papers, in the language of who reads; forms stay Chinese."""

import pytest
from django.test import Client

from cast import AT, Cast
from desk import filed
from doors import client_of
from yihu.dossiers.models import Cabinet, Placement
from yihu.dossiers.places import parts, words
from yihu.web import names

ENGLISH = {
    "%(name)s（%(share)s）": "%(name)s (%(share)s)",
    "%(cabinet)s": "%(cabinet)s",
    "%(shelf)s層": "shelf %(shelf)s",
    "%(position)s掛位": "hanging position %(position)s",
    "袋%(bag)s": "bag %(bag)s",
    "%(binder)s 第%(page)s頁": "%(binder)s p. %(page)s",
}


def placed(**where: object) -> Placement:
    return Placement(cabinet=Cabinet(code="K-02"), placed_at=AT, **where)


PLACES = [
    (placed(shelf="1", position="37"), "K-02 · 1層 · 37掛位", "K-02 · shelf 1 · hanging position 37"),
    (placed(bag="B-017"), "K-02 · 袋B-017", "K-02 · bag B-017"),
    (placed(binder="放行條冊", binder_page=12), "K-02 · 放行條冊 第12頁", "K-02 · 放行條冊 p. 12"),
    (placed(shelf="100%(x)s"), "K-02 · 100%(x)s層", "K-02 · shelf 100%(x)s"),
    (None, "", ""),
]


@pytest.mark.clause("R2.3.3.1", "R2.3.3.2", "R2.3.3.3")
@pytest.mark.parametrize(("placement", "written", "english"), PLACES)
def test_it_works(
    placement: Placement | None, written: str, english: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert words(placement) == names.place_named(parts(placement)) == written
    monkeypatch.setattr(names, "_", ENGLISH.__getitem__)
    assert names.place_named(parts(placement)) == english


def test_a_share_stands_in_the_brackets_of_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (names.with_share("張曉芸", "1/2"), names.with_share("李", "")) == ("張曉芸（1/2）", "李")
    monkeypatch.setattr(names, "_", ENGLISH.__getitem__)
    assert names.with_share("張曉芸", "1/2") == "張曉芸 (1/2)"


@pytest.mark.clause("R1.10b")
def test_list_and_file_name_owners_with_their_shares(cast: Cast, client: Client) -> None:
    dossier, browser = cast.household(), client_of(cast.cs_officer)
    for page in ("/CJ/households/", f"/CJ/households/{dossier.household_id}/"):
        assert "張曉芸（50%）" in browser.get(page).content.decode()


@pytest.mark.clause("R2.3.3.1")
def test_file_and_document_say_where_the_paper_lies(cast: Cast) -> None:
    paper = filed(cast)
    assert paper.dossier is not None
    said = words(paper.placements.get())
    browser = client_of(cast.cs_officer)
    for page in (f"/CJ/households/{paper.dossier.household_id}/", f"/CJ/documents/{paper.pk}/"):
        assert said in browser.get(page).content.decode()
