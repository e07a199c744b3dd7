"""The company's own archive rules (R3.2): published from a day on, confirmed as read by everybody."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from yihu.estate import events
from yihu.estate.models import CompanyRule, Project, RuleReading
from yihu.estate.queries.projects import local_date
from yihu.estate.rule_values import read_values, stored_values
from yihu.ledger import operations as ledger
from yihu.policy.composition import company_rule
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.permission import Object, person, require
from yihu.policy.regulations import REGULATIONS
from yihu.policy.vocabulary import N_, Actor

_CODE = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,38}[a-z0-9])?")
_TITLE_LIMIT = 120


def publish_company_rule(
    *,
    by: Actor,
    at: datetime,
    project: Project,
    code: str,
    title: str,
    effective_on: date,
    parameters: Mapping[str, Any],
) -> CompanyRule:
    """Publish the next version of a company rule, in force from `effective_on` (R3.2).

    A value looser than an adopted regulation's never takes effect (§0.3). The ledger keeps each parameter
    with the version that set it. Raises `Invalid` for each field it cannot take.
    """
    require(by, Object.POLICY, project_id=project.id)
    publisher = person(by, N_("公司規定須由本人發布。"))
    errors = _field_errors(code, title)
    if effective_on < local_date(project, at):
        errors.append(
            FieldError("effective_on", N_("生效日已過。"), N_("請填今日或以後的日期。"), clause="R3.2")
        )
    if errors:
        raise Invalid(*errors)
    stored = _checked(code, title, effective_on, parameters)
    with transaction.atomic():
        Project.objects.select_for_update().get(pk=project.pk)
        last = project.company_rules.filter(code=code).aggregate(last=Max("version"))["last"]
        version = (last or 0) + 1
        rule = CompanyRule.objects.create(
            project=project,
            code=code,
            title=title.strip(),
            version=version,
            effective_on=effective_on,
            parameters=stored,
            published_at=at,
            published_by_id=publisher,
        )
        ledger.append(
            project_id=project.id,
            by=by,
            at=at,
            action=events.RULE_PUBLISHED,
            subjects={"company_rule": rule.id},
            detail={
                "code": code,
                "version": version,
                "effective_on": effective_on.isoformat(),
                "parameters": stored,
            },
        )
    return rule


def confirm_reading(*, by: Actor, at: datetime, rule: CompanyRule) -> None:
    """Record that `by` has read this version; a second time changes nothing (R3.2)."""
    reader = person(by, N_("已讀須由本人確認。"))
    with transaction.atomic():
        _, new = RuleReading.objects.get_or_create(rule=rule, read_by_id=reader, defaults={"read_at": at})
        if new:
            ledger.append(
                project_id=rule.project_id,
                by=by,
                at=at,
                action=events.RULE_READ,
                subjects={"company_rule": rule.id},
                detail={"code": rule.code, "version": rule.version},
            )


def _checked(
    code: str, title: str, effective_on: date, parameters: Mapping[str, Any]
) -> dict[str, bool | int | str]:
    """The parameters as stored, once composition has taken them as a rule."""
    if not parameters:
        raise Invalid(
            FieldError("parameters", N_("請至少訂明一個參數。"), N_("請從參數表選擇。"), clause="R3.2")
        )
    values = read_values(parameters)
    company_rule(code=code, title=title, version="0", effective_on=effective_on, parameters=values)
    return stored_values(values)


def _field_errors(code: str, title: str) -> list[FieldError]:
    errors = []
    if code in REGULATIONS:
        errors.append(FieldError("code", N_("這是制度庫中制度的代號。"), N_("請另取代號。")))
    if not _CODE.fullmatch(code):
        errors.append(
            FieldError("code", N_("制度代號無效。"), N_("只用小寫字母、數字和連字號，最多 40 個字。"))
        )
    if not 0 < len(title.strip()) <= _TITLE_LIMIT:
        errors.append(FieldError("title", N_("制度名稱無效。"), N_("請填寫名稱，最多 120 個字。")))
    return errors
