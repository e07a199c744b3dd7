"""Calling the API as somebody of the cast."""

import json
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from cast import AT, Cast
from people import account_of
from yihu.accounts.operations import issue_token

BASE = "/api/v1"
BOOK = Path(__file__).parents[1] / "data" / "imports" / "microcommunity-rooms-17col.xlsx"
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
)


@dataclass
class Voice:
    """One caller; nobody without a token."""

    token: str = ""

    @cached_property
    def client(self) -> Client:
        return Client(raise_request_exception=False, enforce_csrf_checks=True)

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        """Call `method` with a JSON body, if any; headers by name with underscores."""
        data = "" if body is None else json.dumps(body, default=str)
        return self.raw(method, path, data.encode(), "application/json", **headers)

    def raw(self, method: str, path: str, body: bytes, content_type: str, **headers: str) -> HttpResponse:
        """Send exactly these bytes."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token:
            sent.setdefault("Authorization", f"Bearer {self.token}")
        return self.client.generic(  # type: ignore[return-value]
            method, BASE + path, body, content_type=content_type, headers=sent
        )

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.call("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> HttpResponse:
        return self.call("POST", path, body, **headers)

    def put(self, path: str, body: Any = None, **headers: str) -> HttpResponse:
        return self.call("PUT", path, body, **headers)

    def form(self, path: str, fields: dict[str, Any], **headers: str) -> HttpResponse:
        """Upload a form."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        return self.client.post(BASE + path, fields, headers=sent)  # type: ignore[return-value]


class Calls:
    """Everybody of the cast by name, with tokens made when they first call."""

    def __init__(self, cast: Cast, clock: time_machine.Traveller | None = None) -> None:
        self.cast = cast
        self.clock = clock
        self.voices: dict[str, Voice] = {"nobody": Voice()}

    def voice(self, username: str) -> Voice:
        """The caller of that name."""
        if username not in self.voices:
            actor = self.cast.actors[username]
            token = issue_token(by=actor, at=AT, account=account_of(actor))
            self.voices[username] = Voice(token.secret)
        return self.voices[username]

    def later(self, **span: int) -> None:
        """Let some time pass."""
        assert self.clock
        self.clock.shift(timedelta(**span))

    def __getattr__(self, username: str) -> Voice:
        if username not in ("nobody", *self.cast.actors):
            raise AttributeError(username)
        return self.voice(username)

    def receipt(self, username: str = "cs_records", **fields: Any) -> Any:
        """A paper received for 3棟2單元1502; the answer's JSON."""
        unit = self.cast.unit().pk
        sent = {"unit_id": unit, "title": "業主信息表", "pages": 2, "carrier": "paper"} | fields
        return told(self.voice(username).form("/receipts", sent), 201)

    def filed(self, username: str = "cs_records", line: str = "A06", **fields: Any) -> Any:
        """A paper received and filed; the answer's JSON of the filing."""
        document = self.receipt(username, **fields)["document"]["id"]
        where = {"cabinet": "K-01", "shelf": "1", "position": "3"}
        return told(
            self.voice(username).post(f"/documents/{document}/filing", {"line": line, "location": where})
        )


def told(response: HttpResponse, status: int = 200) -> Any:
    """The JSON of an answer, which must have that status."""
    assert response.status_code == status, response.content.decode()
    return json.loads(response.content)


def refused(response: HttpResponse, status: int, code: str) -> Any:
    """The problem document of a refusal, which must have that status and code."""
    problem = told(response, status)
    assert response.headers["Content-Type"] == "application/problem+json"
    assert (problem["status"], problem["code"]) == (status, code), problem
    assert problem["title"]
    assert problem["detail"]
    return problem


def workbook() -> SimpleUploadedFile:
    """A workbook of households to bring in."""
    return SimpleUploadedFile("rooms.xlsx", BOOK.read_bytes())


def pdf(name: str = "scan.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """A file to upload."""
    return SimpleUploadedFile(name, content, "application/octet-stream")
