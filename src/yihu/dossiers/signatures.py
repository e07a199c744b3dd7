"""Whose signatures a paper carries (R3.5.1.3: each co-owner signs the covenant)."""

from collections.abc import Sequence
from uuid import UUID

from yihu.dossiers.models import Document, Signer
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import N_


def name(document: Document, signers: Sequence[UUID]) -> None:
    """Let exactly these have signed a paper that is not filed yet.

    Raises `Invalid` (`signer_unknown`) for anybody but owners of the file's household.
    """
    people = set(signers)
    if people and people != _owners_among(document, people):
        raise Invalid(
            FieldError(
                "signers",
                N_("簽署人不是這一戶的業主。"),
                mend=N_("從本戶業主中選簽署人。"),
                code="signer_unknown",
            )
        )
    known = set(document.signers.values_list("person_id", flat=True))
    document.signers.exclude(person_id__in=people).delete()
    Signer.objects.bulk_create(
        Signer(document=document, person_id=person) for person in sorted(people - known)
    )


def _owners_among(document: Document, people: set[UUID]) -> set[UUID]:
    if document.dossier is None:
        return set()
    owned = document.dossier.household.ownerships.filter(person_id__in=people)
    return set(owned.values_list("person_id", flat=True))
