"""What the pages themselves keep: which forms were sent."""

from django.db import models

from yihu.faces.once import Claim


class Submission(Claim):
    """A form that was sent, by its one-time token, and the address of the page that followed."""

    followed_by = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "key"], name="submission_once")]
