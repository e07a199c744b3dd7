"""The catalogue's own acts: not applicable, circumstances, a new line for the project, a printed 目錄篇."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from yihu.dossiers import completeness, events
from yihu.dossiers.models import (
    CatalogueAddition,
    CataloguePrint,
    Dossier,
    HouseholdCircumstance,
    NotApplicable,
)
from yihu.dossiers.template import template_for, template_of
from yihu.estate.models import Project
from yihu.ledger.operations import append
from yihu.policy import permission
from yihu.policy.access import Object, Verb
from yihu.policy.catalogue import LineStatus
from yihu.policy.decisions import Conflict, FieldError, Invalid, refuse
from yihu.policy.regulations.model import Category, Follows, Requirement
from yihu.policy.vocabulary import N_, Actor, Circumstance, Department, LineState


@transaction.atomic
def declare_not_applicable(
    *, by: Actor, at: datetime, dossier: Dossier, line: str, reason: str
) -> NotApplicable:
    """Say with a reason that a required line will never have a paper (C13); a filed paper still beats it."""
    _may(by, dossier)
    dossier = _locked(dossier)
    if not reason.strip():
        raise Invalid(
            FieldError(
                "reason",
                N_("「不適用」要寫原因。"),
                mend=N_("寫明為何不會有這份資料。"),
                code="reason_missing",
                clause="R1.4c",
            )
        )
    status = _status(dossier, line, at)
    if status.state == LineState.PRESENT:
        raise Conflict(
            refuse(
                "on_file", N_("這一項已有資料在冊。"), clause="R1.4c", mend=N_("在冊的項目不能標為不適用。")
            )
        )
    if not status.required or status.state == LineState.NOT_APPLICABLE:
        raise Conflict(
            refuse("not_required", N_("這一項按規定本來就不適用。"), clause="R1.4c", mend=N_("不需要標記。"))
        )
    record = NotApplicable.objects.create(
        dossier=dossier,
        line=line,
        reason=reason.strip(),
        declared_at=at,
        declared_by_id=permission.person(by),
    )
    completeness.refresh(dossier=dossier, at=at)
    _enter(by, at, dossier, events.NOT_APPLICABLE_DECLARED, line=line)
    return record


@transaction.atomic
def withdraw_not_applicable(*, by: Actor, at: datetime, dossier: Dossier, line: str) -> None:
    """Take the word back: the line is missing again."""
    _may(by, dossier)
    dossier = _locked(dossier)
    changed = NotApplicable.objects.filter(dossier=dossier, line=line, withdrawn_at__isnull=True).update(
        withdrawn_at=at, withdrawn_by_id=by.account_id
    )
    if not changed:
        raise Conflict(
            refuse("not_declared", N_("這一項沒有標為不適用。"), clause="R1.4c", mend=N_("不需要撤回。"))
        )
    completeness.refresh(dossier=dossier, at=at)
    _enter(by, at, dossier, events.NOT_APPLICABLE_WITHDRAWN, line=line)


@transaction.atomic
def declare_circumstance(*, by: Actor, at: datetime, dossier: Dossier, kind: Circumstance) -> None:
    """A fact of the household began (a tenancy, a decoration case …): lines follow. Twice changes nothing."""
    permission.require(by, Object.HOUSEHOLD, Verb.WRITE, project_id=dossier.project_id)
    dossier = _locked(dossier)
    _, begun = HouseholdCircumstance.objects.get_or_create(
        household_id=dossier.household_id, kind=kind, ended_at=None, defaults={"began_at": at}
    )
    if begun:
        completeness.refresh(dossier=dossier, at=at)
        _enter(by, at, dossier, events.CIRCUMSTANCE_BEGAN, kind=kind)


@transaction.atomic
def end_circumstance(*, by: Actor, at: datetime, dossier: Dossier, kind: Circumstance) -> None:
    """The fact no longer holds. Twice changes nothing."""
    permission.require(by, Object.HOUSEHOLD, Verb.WRITE, project_id=dossier.project_id)
    dossier = _locked(dossier)
    open_rows = HouseholdCircumstance.objects.filter(
        household_id=dossier.household_id, kind=kind, ended_at__isnull=True
    )
    if open_rows.update(ended_at=at):
        completeness.refresh(dossier=dossier, at=at)
        _enter(by, at, dossier, events.CIRCUMSTANCE_ENDED, kind=kind)


@transaction.atomic
def publish_line(
    *,
    by: Actor,
    at: datetime,
    project: Project,
    code: str,
    title: str,
    category: Category,
    volume: Department,
    rule: Requirement = Requirement.ALWAYS,
    follows: Follows = Follows.HOUSEHOLD,
    retention: str = "K10",
) -> CatalogueAddition:
    """Add a line to the project's template as a new edition: open files adopt it, closed do not (R1.4)."""
    permission.require(by, Object.CATALOGUE, Verb.WRITE, project_id=project.pk)
    template = template_of(project, at=at)
    errors = []
    if not code.strip() or len(code) > 8:
        errors.append(
            FieldError("code", N_("目錄項代碼要一至八個字。"), mend=N_("例如「A12」。"), code="code_length")
        )
    if template.line(code):
        errors.append(
            FieldError(
                "code",
                N_("目錄中已有代碼 %(line)s。"),
                mend=N_("換一個代碼。"),
                code="code_taken",
                params={"line": code},
            )
        )
    if not title.strip():
        errors.append(FieldError("title", N_("沒有名稱。"), mend=N_("填寫資料名稱。"), code="title_missing"))
    if errors:
        raise Invalid(*errors)
    editions = CatalogueAddition.objects.filter(project=project).aggregate(latest=Max("edition"))
    addition = CatalogueAddition.objects.create(
        project=project,
        edition=(editions["latest"] or 1) + 1,
        code=code.strip(),
        title=title.strip(),
        category=category,
        volume=volume,
        follows=follows,
        rule=rule,
        retention=retention,
        published_at=at,
        published_by_id=permission.person(by),
    )
    for dossier in _open_files(project):
        completeness.refresh(dossier=dossier, at=at)
    append(
        project_id=project.pk,
        by=by,
        at=at,
        action=events.EDITION_PUBLISHED,
        subjects={"catalogue_line": addition.pk},
        detail={"edition": addition.edition, "line": addition.code, "rule": addition.rule},
    )
    return addition


@transaction.atomic
def print_catalogue(*, by: Actor, at: datetime, dossier: Dossier) -> CataloguePrint:
    """Note that the 目錄篇 was printed, as its next version (R2.3.2)."""
    _may(by, dossier)
    dossier = _locked(dossier)
    latest = CataloguePrint.objects.filter(dossier=dossier).aggregate(latest=Max("number"))["latest"] or 0
    record = CataloguePrint.objects.create(
        dossier=dossier, number=latest + 1, printed_at=at, printed_by_id=permission.person(by)
    )
    _enter(by, at, dossier, events.CATALOGUE_PRINTED, version=record.number)
    return record


def _may(by: Actor, dossier: Dossier) -> None:
    permission.require(by, Object.CATALOGUE, Verb.WRITE, project_id=dossier.project_id)


def _open_files(project: Project) -> Iterator[Dossier]:
    open_files = Dossier.objects.filter(project=project, household__ended_on__isnull=True)
    return open_files.select_related("household__unit", "project").order_by("pk").iterator(chunk_size=500)


def _locked(dossier: Dossier) -> Dossier:
    return (
        Dossier.objects.select_for_update(of=("self",))
        .select_related("household__unit", "project")
        .get(pk=dossier.pk)
    )


def _status(dossier: Dossier, line: str, at: datetime) -> LineStatus:
    statuses = completeness.derive(dossier=dossier, template=template_for(dossier, at=at))
    status = next((status for status in statuses if status.code == line), None)
    if status is None:
        raise Invalid(
            FieldError(
                "line",
                N_("目錄中沒有這一項。"),
                mend=N_("從目錄中選一項。"),
                code="line_unknown",
                clause="R1.4a",
            )
        )
    return status


def _enter(by: Actor, at: datetime, dossier: Dossier, action: str, **detail: str | int) -> None:
    subjects: dict[str, UUID | str] = {"dossier": dossier.pk, "household": dossier.household_id}
    append(project_id=dossier.project_id, by=by, at=at, action=action, subjects=subjects, detail=detail)
