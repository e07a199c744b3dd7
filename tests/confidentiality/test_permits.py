"""Standing permits in writing (常設授權, C15)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from cast import Cast
from people import account_of
from yihu.confidentiality.models import StandingPermit
from yihu.confidentiality.operations import grant_standing_permit, withdraw_standing_permit
from yihu.ledger.models import Entry
from yihu.policy.decisions import Conflict, Invalid, NotKnown, Refused

pytestmark = pytest.mark.clause("C15")


def grant(cast: Cast, who: str = "cs_head", to: str = "viewer", **changes: Any) -> StandingPermit:
    values: dict[str, Any] = {"purpose": "業委會查核", "ends_at": cast.later(days=30)} | changes
    account = account_of(cast.actors[to])
    return grant_standing_permit(by=cast.actors[who], at=cast.at, project=cast.cj, account=account, **values)


def test_it_works(cast: Cast) -> None:
    permit = grant(cast)
    assert (permit.starts_at, permit.granted_by) == (cast.at, account_of(cast.cs_head))
    assert Entry.objects.filter(action="standing_permit.granted", body__contains=str(permit.pk)).count() == 1


@pytest.mark.parametrize("who", ["cs_officer", "project_manager", "sysadmin", "eng_head"])
def test_only_the_head_of_customer_service_grants(cast: Cast, who: str) -> None:
    with pytest.raises(Refused) as refused:
        grant(cast, who)
    assert refused.value.decision.code == "not_head"


def test_the_head_of_another_project_knows_of_none(cast: Cast) -> None:
    with pytest.raises(NotKnown):
        grant(cast, "xq_cs_head")
    with pytest.raises(NotKnown):
        withdraw_standing_permit(by=cast.xq_cs_head, at=cast.at, permit=StandingPermit.objects.earliest("pk"))


def test_nobody_grants_it_to_himself(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        grant(cast, to="cs_head")
    assert refused.value.decision.code == "own_request"


def test_the_database_refuses_it_too(cast: Cast) -> None:
    permit = grant(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        StandingPermit.objects.filter(pk=permit.pk).update(account=permit.granted_by)


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [({"purpose": "  "}, "purpose"), ({"days": 367}, "ends_at"), ({"days": 0}, "ends_at")],
)
def test_each_fault_names_its_field(cast: Cast, changes: dict[str, Any], pointer: str) -> None:
    if "days" in changes:
        changes = {"ends_at": cast.at + timedelta(days=changes["days"])}
    with pytest.raises(Invalid) as refused:
        grant(cast, **changes)
    assert [(error.pointer, bool(error.mend)) for error in refused.value.errors] == [(pointer, True)]
    assert not StandingPermit.objects.filter(account=account_of(cast.viewer)).exists()


@pytest.mark.parametrize("who", ["cs_officer", "auditor", "sysadmin"])
def test_only_the_head_withdraws(cast: Cast, who: str) -> None:
    permit = grant(cast)
    with pytest.raises(Refused):
        withdraw_standing_permit(by=cast.actors[who], at=cast.at, permit=permit)
    permit.refresh_from_db()
    assert permit.withdrawn_at is None


def test_it_is_withdrawn_once(cast: Cast) -> None:
    permit = grant(cast)
    withdraw_standing_permit(by=cast.cs_head, at=cast.at, permit=permit)
    with pytest.raises(Conflict):
        withdraw_standing_permit(by=cast.cs_head, at=cast.at, permit=permit)
    assert Entry.objects.filter(action="standing_permit.withdrawn").count() == 1
