"""Something of everything, and a good request for every operation of the API."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from api.calls import Calls, Voice, pdf, told, workbook
from yihu.confidentiality.exports import Scope, ask_export
from yihu.confidentiality.models import Consultation, ExportRequest
from yihu.dossiers.models import Dossier
from yihu.estate.models import Project
from yihu.ledger.signing import make_signing_key

PLACE = {"cabinet": "K-01", "shelf": "1", "position": "9"}
WHY = {"reason": "核對"}


@dataclass(frozen=True)
class Request:
    """A path with its places filled, a query, and a body or a form."""

    path: dict[str, Any] | None = None
    query: str = ""
    body: Any = None
    form: dict[str, Any] | None = None
    files: dict[str, Callable[[], SimpleUploadedFile]] = field(default_factory=dict)

    def send(self, voice: Voice, operation: str) -> HttpResponse:
        """Call `operation` (`GET /units/{unit_id}`) with this."""
        method, template = operation.split(" ")
        path = template.format(**self.path or {}) + (f"?{self.query}" if self.query else "")
        if self.form is not None:
            return voice.form(path, self.form | {name: make() for name, make in self.files.items()})
        return voice.call(method, path, self.body)


def staged(api: Calls) -> dict[str, Request]:
    """A good request for every operation, on a project where something of everything is."""
    make_signing_key()
    dossier = api.cast.household()
    received = api.receipt(carrier="both", file=pdf())["document"]["id"]
    filed, newer = api.filed()["id"], api.filed()["id"]
    lost = api.filed()["id"]
    told(api.cs_records.post(f"/documents/{lost}/lost", WHY))
    sealed, opened = _bagged(api, "B-1"), _bagged(api, "B-2")
    api.later(minutes=1)
    told(api.eng_staff.post(f"/documents/{opened}/unseal", WHY))
    api.later(minutes=1)
    sent = {"project": "CJ", "kind": "households", "file": workbook()}
    batch = told(api.cs_officer.form("/imports", sent), 201)["id"]
    wrong = {
        "household_id": str(dossier.household_id),
        "field": "area_m2",
        "new": "98.2",
        "reason": "按產權證",
    }
    mended = told(api.cs_officer.post("/corrections", wrong), 201)["id"]
    sold = {"unit_id": str(api.cast.unit().pk), "plate": "粵B12345"}
    car = told(api.cs_officer.post("/vehicles", sold), 201)["id"]
    unwanted = told(api.cs_officer.form("/imports", {**sent, "file": workbook()}), 201)["id"]
    unit, empty = str(api.cast.unit().pk), str(api.cast.unit("7棟1單元704").pk)
    plan = _planned(api)
    free, waiting = _exported(api), _exported(api, needs="cs_head", expires_at=None)
    fresh, waits, given = _consulted(api, dossier), _consulted(api, dossier, 1), _consulted(api, dossier, 2)
    begun, climbed = _consulted(api, dossier, 2), _consulted(api, dossier, 1)
    told(api.sec_staff.post(f"/consultations/{begun}/start"))
    Consultation.objects.filter(pk=climbed).update(
        approved=True,
        climbed=True,
        decided_at=api.cast.at,
        decided_by=api.cast.project_manager.account_id,
        valid_until=api.cast.later(hours=8),
    )
    lent = told(api.cs_head.post("/delegations", _leave(api, "loans")), 201)["id"]
    owner = str(dossier.household.ownerships.order_by("position").first().person_id)
    a_day = {"volume": "cs", "date": "2026-07-06"}
    document: dict[str, Request] = {
        f"{verb} /documents/{{document_id}}{rest}": Request({"document_id": id_, "page": 1}, body=body)
        for verb, rest, id_, body in (
            ("GET", "", received, None),
            ("GET", "/pages/{page}", received, None),
            ("GET", "/content", received, None),
            ("POST", "/filing", received, {"line": "A06", "location": PLACE}),
            ("POST", "/move", filed, WHY | {"line": "A07"}),
            ("POST", "/supersede", filed, WHY | {"successor_id": newer}),
            ("POST", "/lost", filed, WHY),
            ("POST", "/found", lost, WHY),
            ("POST", "/unseal", sealed, WHY),
            ("POST", "/reseal", opened, WHY),
        )
    }
    return document | {
        "GET /projects": Request(),
        "POST /projects": Request(body={"code": "YY", "name": "雲英里", "regulations": ["community"]}),
        "GET /projects/{code}": Request({"code": "CJ"}),
        "GET /projects/{code}/policy": Request({"code": "CJ"}),
        "PUT /projects/{code}/regulations": Request({"code": "CJ"}, body=["community"]),
        "GET /regulations": Request(),
        "GET /regulations/{code}": Request({"code": "community"}),
        "GET /units": Request(query="project=CJ"),
        "GET /units/{unit_id}": Request({"unit_id": unit}),
        "POST /units": Request(body={"project": "CJ", "building": "9", "room": "101"}),
        "GET /households": Request(query="project=CJ"),
        "GET /households/{household_id}": Request({"household_id": dossier.household_id}),
        "POST /households/{household_id}/reveal": Request(
            {"household_id": dossier.household_id},
            body={"person_id": owner, "field": "phone", "reason": "欠費跟蹤"},
        ),
        "POST /households": Request(body={"unit_id": empty, "owners": [{"name": "王小明"}]}),
        "POST /corrections": Request(
            body={"household_id": str(dossier.household_id), "field": "area_m2", "new": "88"} | WHY
        ),
        "GET /dossiers": Request(query=f"project=CJ&file_no={dossier.file_no}"),
        "GET /dossiers/{dossier_id}": Request({"dossier_id": dossier.pk}),
        "GET /dossiers/{dossier_id}/catalogue": Request({"dossier_id": dossier.pk}),
        "PUT /dossiers/{dossier_id}/catalogue/{code}/not-applicable": Request(
            {"dossier_id": dossier.pk, "code": "A01"}, body=WHY
        ),
        "POST /receipts": Request(
            form={"unit_id": unit, "title": "信", "pages": 1, "carrier": "both"}, files={"file": pdf}
        ),
        "GET /registers/accessions": Request(query="project=CJ&volume=cs&date=2026-07-06"),
        "POST /registers/accessions/{volume}/{date}/read": Request(a_day, query="project=CJ"),
        "GET /backlog": Request(query="project=CJ"),
        "POST /corrections/{correction_id}/finance-notice": Request(
            {"correction_id": mended}, body={"told": "林會計"}
        ),
        "GET /vehicles": Request(query="project=CJ"),
        "POST /vehicles": Request(body={"unit_id": unit, "plate": "粵B67890"}),
        "POST /vehicles/{vehicle_id}/end": Request({"vehicle_id": car}, body=WHY),
        "POST /imports": Request(form={"project": "CJ", "kind": "households"}, files={"file": workbook}),
        "GET /imports/{batch_id}": Request({"batch_id": batch}),
        "POST /exports": Request(body={"project": "CJ", "kind": "households"} | WHY),
        "GET /exports": Request(query="project=CJ"),
        "GET /exports/{export_id}": Request({"export_id": free}),
        "POST /exports/{export_id}/approve": Request({"export_id": waiting}),
        "POST /exports/{export_id}/refuse": Request({"export_id": waiting}, body=WHY),
        "GET /exports/{export_id}/file": Request({"export_id": free}),
        "POST /imports/{batch_id}/confirm": Request({"batch_id": batch}),
        "POST /imports/{batch_id}/cancel": Request({"batch_id": unwanted}),
        "GET /imports/{batch_id}/errors.xlsx": Request({"batch_id": batch}),
        "POST /consultations": Request(body=_wish(str(dossier.pk))),
        "GET /consultations": Request(query="project=CJ"),
        **{
            f"{verb} /consultations/{{consultation_id}}{rest}": Request({"consultation_id": id_}, body=body)
            for verb, rest, id_, body in (
                ("GET", "", waits, None),
                ("POST", "/endorse", fresh, None),
                ("POST", "/approve", waits, None),
                ("POST", "/refuse", waits, WHY),
                ("POST", "/countersign", climbed, None),
                ("POST", "/start", given, None),
                ("POST", "/end", begun, None),
            )
        },
        "GET /registers/consultations": Request(query="project=CJ"),
        "POST /delegations": Request(body=_leave(api)),
        "GET /delegations": Request(query="project=CJ"),
        "POST /delegations/{delegation_id}/revoke": Request({"delegation_id": lent}),
        "GET /catch-up-plans": Request(query="project=CJ"),
        "POST /catch-up-plans": Request(body={"project": "CJ", "building": "07", "ends_on": "2026-12-31"}),
        "POST /catch-up-plans/{plan_id}/revisions": Request(
            {"plan_id": plan}, body={"ends_on": "2026-10-31"} | WHY
        ),
        "GET /search": Request(query="project=CJ&q=1201"),
        "GET /ledger": Request(query="project=CJ"),
        "GET /ledger/head": Request(query="project=CJ"),
    }


def _exported(api: Calls, **as_if: Any) -> str:
    """An export that cs_officer asked for."""
    who: dict[str, Any] = {"by": api.cast.cs_officer, "at": api.cast.at, "project": api.cast.cj}
    export = ask_export(**who, scope=Scope(), reason="核對")
    if as_if:
        ExportRequest.objects.filter(pk=export.pk).update(**as_if)
    return str(export.pk)


def _wish(dossier: str) -> dict[str, Any]:
    return {"dossier_id": dossier, "items": ["phone"], "purpose": "漏水，要找業主", "mode": "screen"}


def _leave(api: Calls, scope: str = "checks") -> dict[str, Any]:
    """cs_head is represented by an officer from tomorrow on."""
    begins, ends = api.cast.later(days=1), api.cast.later(days=4)
    span = {"starts_at": begins.isoformat(), "ends_at": ends.isoformat()}
    who = {"project": "CJ", "from": "cs_head", "to": "cs_officer"}
    return who | span | {"scope": scope, "basis": "年假"}


def _consulted(api: Calls, dossier: Dossier, steps: int = 0) -> str:
    """A request of security to read: asked, endorsed (1), approved (2)."""
    asked: str = told(api.sec_staff.post("/consultations", _wish(str(dossier.pk))), 201)["id"]
    for who, step in (("sec_head", "endorse"), ("cs_head", "approve"))[:steps]:
        told(api.voice(who).post(f"/consultations/{asked}/{step}"))
    return asked


def _planned(api: Calls) -> str:
    """A catch-up plan of building 03, the project having gone live today."""
    Project.objects.filter(pk=api.cast.cj.pk).update(went_live_on=api.cast.at.date())
    body = {"project": "CJ", "building": "03", "ends_on": "2026-12-31"}
    return str(told(api.cs_head.post("/catch-up-plans", body), 201)["plan"]["id"])


def _bagged(api: Calls, bag: str) -> str:
    """A paper of engineering in a sealed bag."""
    document: str = api.receipt("eng_staff")["document"]["id"]
    place = {"cabinet": "E1", "bag": bag}
    told(api.eng_staff.post(f"/documents/{document}/filing", {"line": "B01", "location": place}))
    return document
