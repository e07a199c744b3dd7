"""A person at a desk of CJ: `desk(cast, "cs_records").get("receipts/")`, `.post("receipts/new/", room=…)`."""

from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cast import Cast
from doors import client_of
from dossiers.store.samples import pdf
from yihu.dossiers import operations as dossiers
from yihu.dossiers.models import Document
from yihu.dossiers.places import Location
from yihu.policy.vocabulary import Carrier


@dataclass
class Desk:
    """One person's pages; `code` is the project's."""

    client: Client
    code: str = "CJ"

    def get(self, path: str, **query: Any) -> Any:
        """A page."""
        return self.client.get(f"/{self.code}/{path}", query)

    def post(self, path: str, **data: Any) -> Any:
        """A form, sent."""
        return self.client.post(f"/{self.code}/{path}", data)

    def shown(self, path: str, **data: Any) -> str:
        """The text of the page that follows a form."""
        return str(self.client.post(f"/{self.code}/{path}", data, follow=True).content.decode())


def desk(cast: Cast, who: str = "cs_records") -> Desk:
    """The desk of one of the cast."""
    return Desk(client_of(getattr(cast, who)))


def scan(name: str = "業主信息表.pdf", *, pages: int = 2) -> SimpleUploadedFile:
    """A scanned paper."""
    return SimpleUploadedFile(name, pdf(pages=pages), "application/pdf")


def received(cast: Cast, who: str = "cs_records", **changes: Any) -> Document:
    """A paper that waits to be filed."""
    values: dict[str, Any] = {
        "project": cast.cj,
        "unit": cast.unit(),
        "title": "業主信息表",
        "pages": 2,
        "carrier": Carrier.PAPER,
    }
    return dossiers.receive(by=getattr(cast, who), at=cast.at, **(values | changes)).document


def filed(cast: Cast, who: str = "cs_records", line: str = "A06", **changes: Any) -> Document:
    """A paper in its place."""
    place = changes.pop("location", Location(cabinet="K-01", position="1"))
    document = received(cast, who, **changes)
    dossiers.file(by=getattr(cast, who), at=cast.at, document=document, line=line, location=place)
    return document
