"""The step that enters a row in 《業戶檔案一覽表》, numbered without gaps a department and day."""

from datetime import datetime

from django.db.models import Max

from yihu.dossiers.models import AccessionRow, Document, Dossier
from yihu.dossiers.template import day_of
from yihu.estate.models import Project
from yihu.policy.vocabulary import Actor


def enter(
    *,
    by: Actor,
    at: datetime,
    document: Document,
    sign: str,
    item_no: str,
    location: str,
    on_the_day: bool = True,
    note: str = "",
) -> AccessionRow:
    """One plus or minus row of today; the project's row is locked so that numbers follow each other."""
    day = day_of(document.project, at)
    Project.objects.select_for_update(no_key=True).only("id").get(pk=document.project_id)
    rows = AccessionRow.objects.filter(project=document.project, volume=document.volume, day=day)
    latest = rows.aggregate(latest=Max("number"))["latest"] or 0
    return AccessionRow.objects.create(
        project=document.project,
        volume=document.volume,
        day=day,
        number=latest + 1,
        dossier=Dossier.objects.get(documents=document),
        document=document,
        sign=sign,
        item_no=item_no,
        title=document.title,
        pages=document.pages,
        carrier=document.carrier,
        location=location,
        formed_on=document.formed_on,
        received_at=document.received_at,
        entered_at=at,
        entered_by_id=by.account_id,
        on_the_day=on_the_day,
        note=note,
    )
