"""That a masked value was shown whole: to whom, whose, why (R1.8)."""

from django.db import models
from django.db.models import Q

from yihu.confidentiality.models.consultations import Consultation
from yihu.estate.models import Project
from yihu.households.models import Household, Person
from yihu.ledger.columns import Record, actor
from yihu.policy.revealing import REVEAL_TITLES


class Reveal(Record):
    """A phone or an id number shown whole for a minute; never the value itself.

    `consultation` is the permit it stood under, for who is not of customer service.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="reveals")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="reveals")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reveals")
    field = models.CharField(max_length=9, choices=REVEAL_TITLES)
    reason = models.CharField(max_length=200)
    revealed_at = models.DateTimeField()
    revealed_by = actor(related_name="reveals")
    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="reveals", null=True
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="reveal_has_reason")]
        indexes = [
            models.Index(fields=["revealed_by", "revealed_at"], name="reveal_by_person"),
            models.Index(fields=["household", "-revealed_at"], name="reveal_of_household"),
        ]
