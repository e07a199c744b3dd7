"""The installation always keeps someone who can administer it."""

from yihu.accounts.models import Account, Appointment
from yihu.estate.models import Project
from yihu.policy.decisions import Conflict, refuse
from yihu.policy.vocabulary import N_, Role


def keep_one_administrator(*, without: Account, project: Project | None = None) -> None:
    """Raise `Conflict` (`last_administrator`) if nobody would be left when `without` goes.

    Its appointments in every project count, or in `project` alone. Call inside the transaction
    that ends them.
    """
    offices = Appointment.objects.select_for_update().filter(
        role=Role.SYSADMIN, ended_at__isnull=True, account__disabled_at__isnull=True
    )
    held = [(row.account_id, row.project_id) for row in offices]
    goes = [
        office for office in held if office[0] == without.id and (project is None or office[1] == project.id)
    ]
    if goes and len(goes) == len(held):
        raise Conflict(
            refuse(
                "last_administrator",
                N_("這是最後一位系統管理員。"),
                mend=N_("請先任命另一位系統管理員。"),
            )
        )
