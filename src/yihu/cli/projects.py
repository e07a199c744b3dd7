"""Projects and people by the names they are given on the command line."""

from yihu.accounts.models import Account
from yihu.accounts.queries import membership
from yihu.estate.models import Project
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import N_, Actor


def project_of(code: str) -> Project:
    """The project with this code. Raises `Invalid` (`project`)."""
    project = Project.objects.filter(code=code).first()
    if project is None:
        raise Invalid(FieldError("project", N_("沒有這個項目。"), N_("請核對項目編號；大小寫有別。")))
    return project


def person_of(code: str, username: str) -> tuple[Project, Actor]:
    """The project, and who the account is in it. Raises `Invalid` for either."""
    project = project_of(code)
    account = Account.objects.filter(username=username).first()
    found = membership(account=account, code=code, device="cli") if account else None
    if found is None:
        raise Invalid(
            FieldError("as", N_("這個帳號在本項目沒有職責。"), N_("請用在本項目任職的帳號，或先任命。"))
        )
    return project, found[1]
