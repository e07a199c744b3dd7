"""A form sent twice writes once, and says so."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from cast import Cast
from desk import desk, scan
from yihu.dossiers.models import Document, Filing
from yihu.estate.models import Unit
from yihu.web.models import Submission

PAPER = {
    "act": "file",
    "room": "3棟2單元1502",
    "line": "A06",
    "cabinet": "K-01",
    "position": "1",
    "pages": "1",
}
TOKEN = "one-time-token-0001"


def send(cast: Cast, **typed: Any) -> Any:
    return desk(cast).post("receipts/new/", **(PAPER | {"once": TOKEN} | typed))


@pytest.mark.clause("R2.3.1")
def test_it_works(cast: Cast) -> None:
    first, again = send(cast), send(cast)
    assert again["Location"] == first["Location"]
    assert (Document.objects.count(), Filing.objects.count()) == (1, 1)
    assert "已經提交過" in desk(cast).shown("receipts/new/", **PAPER, once=TOKEN)


def test_each_form_has_a_token_of_its_own(cast: Cast) -> None:
    pages = [desk(cast, "cs_head").get(path).content.decode() for path in ("receipts/", "households/new/")]
    pages += [desk(cast).get("receipts/").content.decode()]
    tokens = [re.findall(r'name="once" value="([\w-]{16,})"', page) for page in pages]
    assert [len(each) for each in tokens] == [1, 1, 1]
    assert len({each[0] for each in tokens}) == 3


def test_other_content_is_a_new_try(cast: Cast) -> None:
    send(cast)
    other = send(cast, title="另一份", act="receive")
    assert (other.status_code, "這一次的內容不同" in other.content.decode()) == (422, True)
    assert other.context["form"]["title"].value() == "另一份"
    assert TOKEN not in other.content.decode()
    assert Document.objects.count() == 1
    assert send(cast, title="另一份", act="receive", once="one-time-token-0002").status_code == 302
    assert Document.objects.count() == 2


def test_an_upload_is_told_apart_by_its_content(cast: Cast) -> None:
    paper = scan("a.pdf").read()
    for _twice in range(2):
        assert send(cast, file=SimpleUploadedFile("a.pdf", paper)).status_code == 302
    assert Document.objects.count() == 1
    assert send(cast, file=scan("a.pdf", pages=3)).status_code == 422


def test_what_was_refused_may_be_sent_again(cast: Cast) -> None:
    assert send(cast, room="9-9-9999").status_code == 422
    assert not Submission.objects.exists()
    assert send(cast).status_code == 302


def test_a_token_is_its_accounts_and_lasts_a_day(cast: Cast) -> None:
    send(cast)
    desk(cast, "cs_officer").post("receipts/new/", **(PAPER | {"once": TOKEN, "act": "receive"}))
    assert Document.objects.count() == 2
    first = Submission.objects.order_by("id")[0]
    Submission.objects.filter(pk=first.pk).update(created_at=first.created_at - timedelta(hours=25))
    assert send(cast, act="receive").status_code == 302
    assert Document.objects.count() == 3


def test_it_serves_every_form_that_creates(cast: Cast) -> None:
    typed = {"room": "9棟101", "kind": "residential", "use": "vacant", "once": TOKEN}
    answers = [desk(cast, "cs_officer").post("estate/units/new/", **typed) for _ in range(2)]
    assert [each.status_code for each in answers] == [302, 302]
    assert Unit.objects.filter(code="09-101").count() == 1


def test_nothing_typed_is_kept(cast: Cast) -> None:
    send(cast, title="張曉芸的信息表")
    assert "張曉芸" not in str(Submission.objects.values().get())


def test_of_many_at_once_one_is_received(live_cast: Cast) -> None:
    def ask(_: int) -> str:
        try:
            return str(send(live_cast)["Location"])
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        assert len(set(threads.map(ask, range(12)))) == 1
    assert Document.objects.count() == 1
