"""查閱: ask from the very page that refused, answer on the phone, look while it lasts (R1.6b, T13)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from yihu.confidentiality import consultations as acts
from yihu.confidentiality.models import Consultation
from yihu.dossiers.models import Document, Dossier
from yihu.dossiers.template import template_of
from yihu.estate.queries import list_units
from yihu.policy.access import Object, Verb
from yihu.policy.consultation import ConsultationState, Mode, idle
from yihu.policy.decisions import FieldError, Invalid, NotKnown
from yihu.policy.vocabulary import N_, VOLUME_TITLES, Department
from yihu.web import dates
from yihu.web.consultations import words
from yihu.web.consultations.forms import THIS_DOCUMENT, AnswerForm, AskForm, EndForm
from yihu.web.forms import attempt, form_page
from yihu.web.projects import ProjectRequest, in_project
from yihu.web.rights import allows, require


@require_GET
@in_project
def consultations(request: ProjectRequest) -> HttpResponse:
    """What waits for one's word, what one may read now, and every request one may know of."""
    who = _who(request)
    if not allows(request, Object.CONSULTATIONS, Verb.WRITE) and not acts.holds_permit(
        by=request.actor, project_id=request.project.pk
    ):
        raise NotKnown
    found = acts.list_consultations(**who, cursor=request.GET.get("cursor", ""))
    waiting, own = acts.list_waiting(**who), acts.list_own(**who)
    items = acts.items_of([*found.items, *waiting, *own])
    context = {
        "waiting": [words.row(request, each, items[each.pk]) for each in waiting],
        "own": [words.row(request, each, items[each.pk]) for each in own],
        "rows": [words.row(request, each, items[each.pk]) for each in found.items],
        "total": found.total,
        "next_url": f"?cursor={found.next}" if found.next else "",
        "first_url": request.path if request.GET.get("cursor") else "",
        "asks": allows(request, Object.CONSULTATIONS, Verb.WRITE),
        "register": allows(request, Object.CONSULTATION_REGISTER),
    }
    return render(request, "consultations/consultations.html", context)


@in_project
def new(request: ProjectRequest) -> HttpResponse:
    """Which file, which items, for what; from a page that refused, its file and paper stand there already."""
    require(request, Object.CONSULTATIONS, Verb.WRITE)
    document, dossier = _meant(request)
    lines = [
        (line.code, f"{_(VOLUME_TITLES[line.volume])} {line.code} {_(line.title)}")
        for line in template_of(request.project, at=request.at).lines
        if line.volume != request.actor.department
    ]
    initial = {
        "room": dossier.household.unit.label if dossier else request.GET.get("room", "")[:40],
        "items": [THIS_DOCUMENT] if document else [],
    }
    form = AskForm(
        request.POST if request.method == "POST" else None,
        lines=lines,
        facts=request.actor.department is not Department.CS,
        document=document is not None,
        initial=initial,
    )

    def act(data: dict[str, Any]) -> HttpResponse:
        file = _file_of(request, data["room"], dossier)
        asked = acts.ask_consultation(
            by=request.actor,
            at=request.at,
            dossier=file,
            items=[str(document) if item == THIS_DOCUMENT else item for item in data["items"]],
            purpose=f"{data['purpose_kind']}：{data['purpose']}",
            mode=data["mode"],
        )
        told = _("申請已交部門主管。") if asked.asked.at_own_head else _("申請已交保管部門的負責人。")
        messages.success(request, told)
        return redirect("consultation", request.project.code, asked.pk)

    return attempt(request, form, act) or form_page(
        request,
        form,
        title=_("申請查閱檔案"),
        verb=_("提交申請"),
        form_sub=_("批准後當日 18:00 前有效，只能看所選的內容，每次查看都有登記。"),
        clause="R1.6b",
        back_url=reverse("consultations", args=[request.project.code]),
    )


@cache_control(private=True, no_store=True)
@require_GET
@in_project
def consultation(request: ProjectRequest, consultation_id: UUID) -> HttpResponse:
    """One request; to its reader, while the view is open, what he may see."""
    return _page(request, _find(request, consultation_id))


@require_POST
@in_project
def answer(request: ProjectRequest, consultation_id: UUID) -> HttpResponse:
    """同意 (the own head), 批准 (the custodian's), 不同意 with the reason, 補簽."""
    found = _find(request, consultation_id)
    items = acts.items_of([found])[found.pk]
    form = AnswerForm(request.POST, items=[(item.word, words.titled(item)) for item in items])
    verb = request.POST.get("act", "")
    who: dict[str, Any] = {"by": request.actor, "at": request.at, "consultation": found}

    def act(data: dict[str, Any]) -> HttpResponse:
        match verb:
            case "endorse":
                acts.endorse(**who, comment=data["comment"])
                messages.success(request, _("意見已交保管部門的負責人。"))
            case "approve":
                chosen = data["items"] if "some" in request.POST else None
                given = acts.approve(**who, items=chosen, comment=data["comment"])
                said = {"number": given.row.number, "until": dates.moment(given.valid_until)}
                messages.success(request, _("已批准，登記號 %(number)s，有效至 %(until)s。") % said)
            case "countersign":
                acts.countersign(**who)
                messages.success(request, _("已補簽。"))
            case _:
                acts.refuse_consultation(**who, reason=data["comment"])
                messages.success(request, _("沒有批准，理由已告知申請人。"))
        return redirect("consultations", request.project.code)

    return attempt(request, form, act) or _page(request, _find(request, consultation_id), form)


@require_POST
@in_project
def start(request: ProjectRequest, consultation_id: UUID) -> HttpResponse:
    """開始查閱, or go on after the view closed itself."""
    acts.start(by=request.actor, at=request.at, consultation=_find(request, consultation_id))
    return redirect("consultation", request.project.code, consultation_id)


@require_POST
@in_project
def end(request: ProjectRequest, consultation_id: UUID) -> HttpResponse:
    """結束查閱; of paper, with its condition."""
    found, form = _find(request, consultation_id), EndForm(request.POST)

    def act(data: dict[str, Any]) -> HttpResponse:
        acts.end(by=request.actor, at=request.at, consultation=found, **data)
        messages.success(request, _("查閱已結束並登記。"))
        return redirect("consultations", request.project.code)

    return attempt(request, form, act) or _page(request, found, end_form=form)


def _who(request: ProjectRequest) -> dict[str, Any]:
    return {"by": request.actor, "at": request.at, "project": request.project}


def _find(request: ProjectRequest, consultation_id: UUID) -> Consultation:
    return acts.find_consultation(by=request.actor, at=request.at, consultation_id=consultation_id)


def _page(
    request: ProjectRequest,
    found: Consultation,
    form: AnswerForm | None = None,
    end_form: EndForm | None = None,
) -> HttpResponse:
    items = acts.items_of([found])[found.pk]
    choices = [(item.word, words.titled(item)) for item in items]
    reader = found.reader_id == request.user.pk
    state = acts.state_of(found, at=request.at)
    looks = bool(acts.judge_looking(by=request.actor, at=request.at, consultation=found))
    open_ = reader and looks and state is ConsultationState.IN_USE and found.mode == Mode.SCREEN
    serves = (
        found.mode != Mode.SCREEN
        and not reader
        and allows(request, Object.DOCUMENT_FILING, Verb.FILE, found.asked.custodian)
    )
    bound = next((each for each in (form, end_form) if each is not None and each.is_bound), None)
    context = {
        "asked": words.row(request, found, items),
        "found": found,
        "may_answer": acts.may_answer(by=request.actor, at=request.at, consultation=found),
        "form": form or AnswerForm(items=choices),
        "end_form": end_form or EndForm(),
        "one_item": len(choices) == 1,
        "open": open_,
        "fields": _fields(request, found) if open_ else (),
        "documents": _documents(request, found) if open_ else (),
        "begins": ((reader and found.mode == Mode.SCREEN) or serves) and state in words.LIVE and not open_,
        "ends": (open_ or serves) and found.started_at is not None and found.ended_at is None,
        "serves": serves,
        "again": found.started_at is not None,
        "mark": f"{request.actor.name} · {dates.moment(request.at)}",
    }
    answer = render(
        request, "consultations/consultation.html", context, status=bound.status if bound else 200
    )
    if open_:  # the view closes itself, also where there is no script (T13)
        seconds = int(idle(request.policy).total_seconds()) + 1
        closed = reverse("consultations", args=[request.project.code])
        answer["Refresh"] = f"{seconds};url={closed}"
    return answer


def _fields(request: ProjectRequest, found: Consultation) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    from_policy = {str(each.field): each for each in acts.see_fields(**_using(request, found))}
    titles = {item.word: words.titled(item) for item in acts.items_of([found])[found.pk]}
    return [(titles[code], each.values) for code, each in from_policy.items()]


def _documents(request: ProjectRequest, found: Consultation) -> list[Document]:
    return acts.documents_of(found) if request.actor.account_id == found.reader_id else []


def _using(request: ProjectRequest, found: Consultation) -> dict[str, Any]:
    return {"by": request.actor, "at": request.at, "consultation": found}


def _meant(request: ProjectRequest) -> tuple[UUID | None, Dossier | None]:
    """The paper and the file of the page that refused; what is not there is simply not filled in."""
    files = Dossier.objects.filter(project=request.project).select_related("project", "household__unit")
    document, household = _id(request.GET.get("document")), _id(request.GET.get("household"))
    if document:
        dossier = files.filter(documents=document).first()
        return (document, dossier) if dossier else (None, None)
    return None, files.filter(household=household).first() if household else None


def _id(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


def _file_of(request: ProjectRequest, room: str, dossier: Dossier | None) -> Dossier:
    """The file of the room as it was typed. Raises `Invalid` for none, or several rooms."""
    if dossier and dossier.household.unit.label == room.strip():
        return dossier
    units = list_units(project=request.project, q=room, limit=2).items
    if len(units) == 1:
        file = (
            Dossier.objects.filter(household__unit=units[0].id, household__ended_on__isnull=True)
            .select_related("project", "household__unit")
            .first()
        )
        if file:
            return file
    text, mend = N_("找不到這一戶的檔案。"), N_("請寫全棟、單元和房號，例如 3棟2單元1502。")
    raise Invalid(FieldError("room", text, mend, code="room_unknown"))
