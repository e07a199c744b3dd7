"""A request to read named items of one file for a purpose (R1.6b)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yihu.accounts.models import Account, Appointment
from yihu.confidentiality import events, gate
from yihu.confidentiality.models import Consultation, ConsultationItem
from yihu.dossiers.models import Document, Dossier
from yihu.dossiers.template import day_of, template_for
from yihu.estate import queries as estate
from yihu.ledger.operations import append
from yihu.policy import consultation as rules
from yihu.policy import permission
from yihu.policy.access import Object, Verb
from yihu.policy.composition import EffectivePolicy
from yihu.policy.consultation import Field, ItemKind, Mode
from yihu.policy.decisions import FieldError, Invalid, Refused, refuse
from yihu.policy.vocabulary import N_, Actor, Department, Role

LONGEST_PURPOSE = 200
MOST_ITEMS = 50
_HOSTS = frozenset({Role.CS_OFFICER, Role.CS_HEAD, Role.RECORDS_OFFICER})


@transaction.atomic
def ask_consultation(
    *,
    by: Actor,
    at: datetime,
    dossier: Dossier,
    items: Sequence[str],
    purpose: str,
    mode: str,
    reader: str = "",
) -> Consultation:
    """File the request; it waits for the reader's own head (P03), then for the custodian's (C3).

    `items` are document ids, codes of catalogue lines, or fields; all of one volume. `reader` is a visitor
    for whom customer service asks. Raises `Refused` R1.6b, `NotKnown`, `Invalid` by field.
    """
    project = dossier.project
    gate.require(by=by, at=at, project_id=project.pk, thing=Object.CONSULTATIONS, verb=Verb.WRITE)
    policy = estate.effective_policy(project, day_of(project, at))
    asked, volume = _well_asked(dossier, items, purpose, mode, at=at, policy=policy)
    visitor = _visitor(by, dossier, reader) if reader and reader != by.username else None
    department = None if visitor else by.department
    endorse = (
        visitor is None
        and by.role is not None
        and department is not volume
        and rules.needs_endorsement(role=by.role, policy=policy)
    )
    request = Consultation.objects.create(
        project=project,
        dossier=dossier,
        volume=volume,
        mode=mode,
        purpose=purpose.strip(),
        asked_at=at,
        asked_by_id=permission.person(by),
        reader_id=visitor.pk if visitor else permission.person(by),
        department=department or "",
        head_asks=by.role is rules.HEADS[volume],
        needs_endorsement=endorse,
        climbs_at=rules.climbs_at(
            at.astimezone(estate.zone(project)), calendar=estate.work_calendar(project), policy=policy
        ),
    )
    ConsultationItem.objects.bulk_create(
        ConsultationItem(consultation=request, position=position, kind=kind, document_id=document, code=code)
        for position, (kind, document, code) in enumerate(asked, start=1)
    )
    append(
        project_id=project.pk,
        by=by,
        at=at,
        action=events.CONSULTATION_ASKED,
        subjects={"consultation": request.pk, "dossier": dossier.pk, "reader": request.reader_id},
        detail={"volume": volume, "mode": mode, "items": len(asked)},
    )
    return request


Item = tuple[str, UUID | None, str]


def _well_asked(
    dossier: Dossier,
    items: Sequence[str],
    purpose: str,
    mode: str,
    *,
    at: datetime,
    policy: EffectivePolicy,
) -> tuple[list[Item], Department]:
    errors = []
    if not purpose.strip() or len(purpose.strip()) > LONGEST_PURPOSE:
        text, mend = N_("沒有寫明查閱目的。"), N_("請寫明用途，最多 200 個字。")
        errors.append(FieldError("purpose", text, mend, code="purpose_missing", clause="R1.6b"))
    if mode not in set(Mode):
        text, mend = N_("不在可選的值之中。"), N_("可選：%(expected)s。")
        errors.append(
            FieldError("mode", text, mend, code="mode_unknown", params={"expected": ", ".join(Mode)})
        )
    if not 1 <= len(items) <= MOST_ITEMS:
        text, mend = N_("沒有指明要看哪幾件。"), N_("請選 1 至 50 件。")
        errors.append(FieldError("items", text, mend, code="items_missing", clause="R1.6b"))
    asked, volumes = _read(dossier, items, errors, at=at, policy=policy)
    if len(volumes) > 1:
        text, mend = N_("所選的分屬幾個部門保管。"), N_("請按保管部門分開申請。")
        errors.append(FieldError("items", text, mend, code="volumes_mixed", clause="C1"))
    if mode != Mode.SCREEN and any(kind == ItemKind.FIELD for kind, _, _ in asked):
        text, mend = N_("電話等資料只能在屏幕上看。"), N_("請把方式改為屏幕。")
        errors.append(FieldError("mode", text, mend, code="field_on_screen_only", clause="R1.6d"))
    if errors:
        raise Invalid(*errors)
    return asked, volumes.pop()


def _read(
    dossier: Dossier,
    items: Sequence[str],
    errors: list[FieldError],
    *,
    at: datetime,
    policy: EffectivePolicy,
) -> tuple[list[Item], set[Department]]:
    """The items one by one, each once; what is not of this file is unknown, whatever it is."""
    lines = {line.code: line.volume for line in template_for(dossier, at=at, policy=policy).lines}
    papers = dict(Document.objects.filter(dossier=dossier).values_list("pk", "volume"))
    asked: dict[str, Item] = {}
    volumes: set[Department] = set()
    for position, item in enumerate(items[:MOST_ITEMS]):
        document = _id(item)
        if document in papers:
            asked[str(document)] = (ItemKind.DOCUMENT, document, "")
            volumes.add(Department(papers[document]))
        elif item in lines:
            asked[item] = (ItemKind.LINE, None, item)
            volumes.add(Department(lines[item]))
        elif item in set(Field):
            asked[item] = (ItemKind.FIELD, None, item)
            volumes.add(Department.CS)
        else:
            text, mend = N_("這份檔案沒有這一件。"), N_("請從目錄中選擇。")
            errors.append(FieldError(f"items/{position}", text, mend, code="item_unknown"))
    return list(asked.values()), volumes


def _id(item: str) -> UUID | None:
    try:
        return UUID(item)
    except ValueError:
        return None


def _visitor(by: Actor, dossier: Dossier, username: str) -> Account:
    """A visitor for whom customer service asks; nobody asks in another colleague's name."""
    if by.role not in _HOSTS or by.department is not Department.CS:
        reason, mend = N_("只有客服部可以為訪客申請查閱。"), N_("請以自己的名義申請。")
        raise Refused(refuse("not_host", reason, clause="R1.6b", mend=mend))
    found = Appointment.objects.filter(
        project=dossier.project, account__username=username, role=Role.VIEWER, ended_at__isnull=True
    ).first()
    if found is None:
        text, mend = N_("本項目沒有這位訪客。"), N_("請先由系統管理員開立訪客賬號。")
        raise Invalid(FieldError("reader", text, mend, code="visitor_unknown"))
    return found.account
