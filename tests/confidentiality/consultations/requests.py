"""Requests to read, as tests need them: sec_staff asks about 1201, its head endorses, cs_head approves."""

from typing import Any

from cast import Cast
from yihu.confidentiality import consultations as acts
from yihu.confidentiality.models import Consultation
from yihu.dossiers.models import Dossier


def asked(cast: Cast, who: str = "sec_staff", *, dossier: Dossier | None = None, **how: Any) -> Consultation:
    """A request, for the phone of 1201 unless told otherwise."""
    given: dict[str, Any] = {"items": ["phone"], "purpose": "漏水，要找業主", "mode": "screen"} | how
    given.setdefault("at", cast.at)
    return acts.ask_consultation(by=getattr(cast, who), dossier=dossier or cast.household(), **given)


def endorsed(cast: Cast, request: Consultation, who: str = "sec_head", **how: Any) -> Consultation:
    """With the own head's word."""
    return acts.endorse(by=getattr(cast, who), consultation=request, **({"at": cast.at} | how))


def approved(cast: Cast, request: Consultation, who: str = "cs_head", **how: Any) -> Consultation:
    """With the custodian's."""
    return acts.approve(by=getattr(cast, who), consultation=request, **({"at": cast.at} | how))


def permitted(cast: Cast, who: str = "sec_staff", **how: Any) -> Consultation:
    """Asked, endorsed, approved."""
    return approved(cast, endorsed(cast, asked(cast, who, **how)))
