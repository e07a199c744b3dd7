"""Every stored document against its digest, and the database against the store (D19, check 13)."""

from collections.abc import Iterator
from uuid import UUID

from yihu.cli.proof.fault import ProofFault
from yihu.dossiers.models import Document
from yihu.dossiers.store import get_store
from yihu.dossiers.store.failures import DestroyedContent
from yihu.intake.models import Batch
from yihu.policy.vocabulary import N_

_BROKEN = N_("文件 %(id)s 的內容不在存放處，或與收存時不符。")


def verify_documents() -> tuple[int, ProofFault | None]:
    """How many contents were compared, and the first whose bytes are missing or changed."""
    store, count = get_store(), 0
    for owner, content_id, key_id, sha256 in _stored():
        count += 1
        try:
            sound = store.verify(content_id, key_id, sha256=bytes(sha256))
        except DestroyedContent:
            continue  # destroyed in the ceremony of R2.3.4: no fault
        if not sound:
            return count, ProofFault("documents", "content_broken", _BROKEN, {"id": str(owner)})
    return count, None


def _stored() -> Iterator[tuple[UUID, str, UUID, bytes | memoryview]]:
    for row in (
        Document.objects.exclude(content_id="")
        .order_by("pk")
        .values_list("pk", "content_id", "key_id", "content_sha256")
        .iterator(chunk_size=2000)
    ):
        pk, content_id, key_id, sha256 = row
        if key_id is not None and sha256 is not None:
            yield pk, content_id, key_id, sha256
    yield from (
        Batch.objects.order_by("pk")
        .values_list("pk", "content_id", "key_id", "file_sha256")
        .iterator(chunk_size=2000)
    )
