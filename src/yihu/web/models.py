"""What the pages themselves keep: which forms were sent, and how somebody likes a list to look."""

from django.db import models

from yihu.accounts.models import Account
from yihu.estate.models import Project
from yihu.faces.once import Claim
from yihu.ledger.columns import Record


class Submission(Claim):
    """A form that was sent, by its one-time token, and the address of the page that followed."""

    followed_by = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "key"], name="submission_once")]


class SavedView(Record):
    """A way to look at the list of a project: columns, filters, closeness; kept by a person.

    Without a name it is how the person last chose the columns. A shared one is offered to the whole project.
    Filters are choices of the list, never what was typed.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=40, blank=True)
    shared = models.BooleanField(default=False)
    columns = models.JSONField(default=list)
    filters = models.JSONField(default=dict)
    dense = models.BooleanField(default=False)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "account", "name"], name="saved_view_once"),
            models.CheckConstraint(
                condition=~models.Q(name="") | models.Q(shared=False), name="saved_view_shared_has_name"
            ),
        ]
        indexes = [
            models.Index(fields=["project"], condition=models.Q(shared=True), name="saved_view_shared"),
        ]
