"""Every page of the web by its URL name, who it is for, and something of everything for it to show."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from cast import Cast
from confidentiality.consultations.requests import asked, endorsed, permitted
from desk import filed, received
from dossiers.store.samples import pdf
from intake.books import person
from intake.files import tried
from people import account_of
from yihu.accounts import operations as accounts
from yihu.accounts.queries import person_in
from yihu.confidentiality import consultations
from yihu.confidentiality.exports import Scope, ask_export
from yihu.confidentiality.models import StandingPermit
from yihu.dossiers import operations as dossiers
from yihu.dossiers.models import Document, Dossier
from yihu.dossiers.places import Location
from yihu.estate.models import Project
from yihu.estate.operations import confirm_reading, publish_company_rule
from yihu.households.models import Ownership
from yihu.ledger.signing import make_signing_key
from yihu.policy.vocabulary import Carrier, Role

Paths = dict[str, str]
"""URL name (and a word where it stands for several pages) → path."""

NO_PAGE = {
    "document_page": "an image",
    "document_content": "refused to everyone",
    "import_errors": "a workbook",
    "export_file": "a file",
    "export_decide": "an act without a page",
    "consultation_answer": "an act of the page of the request",
    "consultation_start": "an act of the page of the request",
    "consultation_end": "an act of the page of the request",
    "delegation_revoke": "an act of the page of delegations",
    "households_columns": "an act of the page of households",
    "households_view_drop": "an act of the page of households",
    "import_cancel": "an act without a page",
    "import_confirm": "an act without a page",
    "paper_blank": "a PDF",
    "paper_owner_form": "a PDF",
    "catalogue_print": "a PDF",
    "accessions_print": "a PDF",
    "person_act": "an act without a page",
    "day_withdraw": "an act without a page",
    "receipt_place": "a part of a page",
    "find_suggestions": "a part of a page",
    "receipt_new": "an act of the page of receipts",
    "set_language": "an act without a page",
    "setup_start": "only of an empty store: test_people_stories",
    "setup_demo": "only of an empty store",
    "home": "leads to the page of today",
}


def names() -> set[str]:
    """The names of all our own addresses."""
    return set(_names(get_resolver("yihu.web.urls")))


def _names(resolver: URLResolver) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            if str(entry.pattern) != "accounts/":
                yield from _names(entry)
        elif isinstance(entry, URLPattern) and entry.name:
            yield entry.name


def paths(cast: Cast) -> dict[str, Paths]:
    """Who walks which pages of a project where there is something of everything."""
    make_signing_key()
    _go_live(cast)
    household = cast.household("3棟1單元1201").household_id
    scanned = filed(cast, carrier=Carrier.BOTH, upload=dossiers.Upload(BytesIO(pdf(pages=2)), "信.pdf"))
    lost, unplaced = filed(cast), received(cast, unit=None)
    dossiers.lose(by=cast.cs_head, at=cast.at, document=lost, reason="盤點不見")
    bare = received(cast, "eng_staff", unit=cast.unit("3棟2單元1503"), title="裝修申請").dossier
    assert bare
    sealed, opened = _bagged(cast, "B-1"), _bagged(cast, "B-2")
    dossiers.unseal(by=cast.eng_head, at=cast.later(minutes=1), document=opened, reason="漏水查線")
    _everybody_but_the_viewer_has_read(cast)
    permit = StandingPermit.objects.get(account=account_of(cast.auditor))
    waits, given, served = _consulted(cast, household)
    batch = tried(cast, person(手机号="18999999999"), person())
    day = ("cs", date(2026, 7, 6).isoformat())
    head = {
        **_of(
            "today", "households", "household_new", "units_without_file", "receipts", "registers", "papers"
        ),
        **_of("shelves", "storage_place_new", "cabinet_new", "storage_mode", "catalogue_template"),
        **_of("catalogue_line_new", "permits", "permit_new", "imports", "estate", "unit_new", "areas"),
        **_of("find"),
        **_of("area_new", "project_regulations", "day_new", "catch_up", "catch_up_new"),
        **_at("catch_up_plan", _planned(cast)),
        **_of("exports", "export_new"),
        **_of("consultations", "consultation_new", "consultation_register", "delegations"),
        **_of("consultation_register_print"),
        **_of("delegation_new"),
        **_at("consultation", waits),
        **_at("reveal", household, _owner(household), "phone"),
        **_at("export", _export(cast)),
        **_at("household", household),
        **_at("correction", household),
        **_of("backlog", "finance_untold", "labels"),
        **_at("file_label", household),
        **_at("finance_tell", _mended(cast)),
        **_at("household_owners", bare.household_id),
        **_at("not_applicable", bare.pk, "A09"),
        **_at("accessions", *day),
        **_at("permit_withdraw", permit.pk),
        **_at("import_batch", batch.pk),
        **_at("unit", cast.unit().pk),
        **_at("area_building", "A"),
        **_at("area_officer", "A"),
        **_at("filing", received(cast).pk),
        "filing unplaced": reverse("filing", args=["CJ", unplaced.pk]),
        **_at("document", scanned.pk),
        **_at("document_move", scanned.pk),
        **_at("document_supersede", scanned.pk),
        **_at("document_lost", scanned.pk),
        **_at("document_found", lost.pk),
        "regulations": "/regulations/",
        "regulation": "/regulations/community/",
        "clause": "/regulations/clauses/R1.5d/",
        "account_settings": "/account/settings/",
        "password": "/accounts/password/change/",
        "mfa": "/accounts/2fa/",
        "sign out": "/accounts/logout/",
        "404": "/CJ/nowhere/",
        "403": "/CJ/ledger/",
    }
    return {
        "cs_head": head,
        "eng_head": {
            **_of("today", "receipts"),
            **_at("document_unseal", sealed.pk),
            **_at("document_reseal", opened.pk),
        },
        "front_desk": _of("today", "households", "receipts") | _at("household", household),
        "project_manager": _of("today", "adoption", "rule_new", "units_without_file"),
        "auditor": _of("today", "ledger"),
        "sec_staff": {
            **_of("today", "consultations"),
            "consultation in use": reverse("consultation", args=["CJ", given]),
        },
        "cs_records": {"consultation on paper": reverse("consultation", args=["CJ", served])},
        "sysadmin": {
            **_of("today", "people", "person_new"),
            **_at("person", "cs_head"),
            **_at("person_password", "cs_head"),
            "project_new": "/projects/new/",
            "no permit": "/CJ/households/",
        },
        "viewer": _of("rules_to_read"),
    }


def _go_live(cast: Cast) -> None:
    """The project goes live today, before it has files: what they lack is known on that day."""
    Project.objects.filter(pk=cast.cj.pk).update(went_live_on=cast.at.date())
    cast.cj.refresh_from_db()


def _export(cast: Cast) -> UUID:
    """An export that was asked for."""
    who: dict[str, Any] = {"by": cast.cs_head, "at": cast.at, "project": cast.cj}
    return ask_export(**who, scope=Scope(filters={"use": "vacant"}), reason="月度核對").pk


def _consulted(cast: Cast, household: UUID) -> tuple[UUID, UUID, UUID]:
    """A request that waits for customer service's head, a view that is open, a paper on the counter."""
    file = Dossier.objects.get(household=household)
    waits = endorsed(cast, asked(cast, dossier=file, items=["phone", "id_number"]))
    given = permitted(cast, dossier=file, items=["phone", "A06"])
    consultations.start(by=cast.sec_staff, at=cast.at, consultation=given)
    served = permitted(cast, dossier=file, items=["A06"], mode="onsite")
    consultations.start(by=cast.cs_records, at=cast.at, consultation=served)
    who: dict[str, Any] = {"basis": "年假", "scope": "loans"}
    body = {"starts_at": cast.at, "ends_at": cast.later(days=2)}
    accounts.delegate(
        by=cast.cs_head,
        at=cast.at,
        delegator=person_in(cast.cj, "cs_head"),
        delegate=person_in(cast.cj, "cs_officer"),
        **who,
        **body,
    )
    return waits.pk, given.pk, served.pk


def _owner(household: UUID) -> UUID:
    owner = Ownership.objects.filter(household=household).order_by("position").first()
    assert owner
    return owner.person_id


def _mended(cast: Cast) -> UUID:
    """A corrected area of which 財務 is to be told."""
    household = cast.household("7棟1單元704").household
    made = dossiers.correct(
        by=cast.cs_officer, at=cast.at, household=household, field="area_m2", new="98.2", reason="看錯"
    )
    return made.pk


def _planned(cast: Cast) -> UUID:
    """The catch-up plan of building 03, revised once."""
    who: dict[str, Any] = {"by": cast.cs_head, "at": cast.at}
    building = cast.unit().building
    plan = dossiers.open_catch_up_plan(**who, project=cast.cj, building=building, ends_on=date(2026, 10, 31))
    dossiers.revise_catch_up_plan(**who, plan=plan, ends_on=date(2026, 12, 31), reason="業主長期在外")
    return plan.pk


def _everybody_but_the_viewer_has_read(cast: Cast) -> None:
    rule = publish_company_rule(
        by=cast.project_manager,
        at=cast.at,
        project=cast.cj,
        code="files",
        title="公司檔案規定",
        effective_on=cast.at.date(),
        parameters={"P14.max_days": 3},
    )
    for actor in cast.actors.values():
        if actor.project_id == cast.cj.pk and actor.role != Role.VIEWER:
            confirm_reading(by=actor, at=cast.at, rule=rule)


def _of(*names: str) -> Paths:
    return {name: reverse(name, args=["CJ"]) for name in names}


def _at(name: str, *place: object) -> Paths:
    return {name: reverse(name, args=["CJ", *place])}


def _bagged(cast: Cast, bag: str) -> Document:
    place = Location(cabinet="E1", bag=bag)
    return filed(cast, "eng_records", "B03", title="水電圖", location=place, unit=cast.unit("3棟2單元1503"))
