"""Requests in words: where they stand, what of, for what."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from yihu.confidentiality import consultations as acts
from yihu.confidentiality.consultations import ItemView
from yihu.confidentiality.models import Consultation
from yihu.policy.consultation import MODE_TITLES, ConsultationState, Mode
from yihu.policy.vocabulary import DEPARTMENT_TITLES, N_, VOLUME_TITLES, Department
from yihu.web import dates
from yihu.web.projects import ProjectRequest

STATES: dict[ConsultationState, tuple[str, str]] = {
    ConsultationState.AWAITING_ENDORSEMENT: (N_("待部門主管意見"), "due"),
    ConsultationState.AWAITING_APPROVAL: (N_("待批准"), "due"),
    ConsultationState.APPROVED: (N_("已批准"), "ok"),
    ConsultationState.IN_USE: (N_("查閱中"), "ok"),
    ConsultationState.ENDED: (N_("已結束"), ""),
    ConsultationState.REFUSED: (N_("不批准"), "late"),
    ConsultationState.EXPIRED: (N_("已過期"), ""),
}
LIVE = (ConsultationState.APPROVED, ConsultationState.IN_USE)


def titled(item: ItemView) -> str:
    """What was asked for, by its name."""
    return item.title if item.document_id else _(item.title)


def row(request: ProjectRequest, asked: Consultation, items: tuple[ItemView, ...]) -> dict[str, Any]:
    """A request as a list and its own page show it."""
    state = acts.state_of(asked, at=request.at)
    word, tone = STATES[state]
    entered = getattr(asked, "row", None)
    place = [request.project.code, asked.pk]
    return {
        "id": asked.pk,
        "url": reverse("consultation", args=place),
        "answer_url": reverse("consultation_answer", args=place),
        "start_url": reverse("consultation_start", args=place),
        "end_url": reverse("consultation_end", args=place),
        "number": entered.number if entered else "",
        "unit": asked.dossier.household.unit.label,
        "file_no": asked.dossier.file_no,
        "volume": _(VOLUME_TITLES[Department(asked.volume)]),
        "items": "、".join(titled(item) for item in items if item.granted is not False),
        "left_out": "、".join(titled(item) for item in items if item.granted is False),
        "mode": _(MODE_TITLES[Mode(asked.mode)]),
        "purpose": asked.purpose,
        "reader": asked.reader.name,
        "department": _(DEPARTMENT_TITLES[Department(asked.department)]) if asked.department else _("訪客"),
        "asked_at": dates.moment(asked.asked_at),
        "asked_by": asked.asked_by.name if asked.asked_by_id != asked.reader_id else "",
        "state": _(word),
        "tone": tone,
        "live": state in LIVE,
        "until": dates.moment(asked.valid_until) if asked.valid_until else "",
        "at_own_head": asked.asked.at_own_head,
        "countersign": asked.climbed and asked.countersigned_at is None and bool(asked.approved),
        "open": asked.asked.open,
        "on_screen": asked.mode == Mode.SCREEN,
    }
