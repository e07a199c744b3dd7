"""收件歸檔: the day's counter, the form that receives and files, and what waits."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yihu.dossiers import queries
from yihu.dossiers.operations import Received
from yihu.dossiers.template import Template, day_of, template_of
from yihu.estate.models import Unit
from yihu.faces.problem_text import describe
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import Conflict, FieldError, Invalid
from yihu.policy.vocabulary import DEPARTMENT_TITLES, N_
from yihu.web.forms import attempt
from yihu.web.projects import ProjectRequest, in_project
from yihu.web.receipts import acts, drafts, filing, offers, rooms, signing, waiting
from yihu.web.receipts.forms import ReceiptForm
from yihu.web.rights import allows, department_of, require


@require_GET
@in_project
def receipts(request: ProjectRequest) -> HttpResponse:
    """What waits to be filed, and the form for what just came in."""
    asked = {"room": request.GET.get("unit", "")[:60], "line": request.GET.get("line", "")[:8]}
    return _page(request, _form(request, initial=asked), status=200)


@in_project
def new(request: ProjectRequest) -> HttpResponse:
    """收件, or 收件並歸檔 by one button; what was typed and uploaded stays until both are done."""
    if request.method != "POST":
        return redirect("receipts", request.project.code)
    require(request, Object.RECEIPT, Verb.WRITE)
    both = request.POST.get("act") == "file"
    if both:
        require(request, Object.DOCUMENT_FILING, Verb.FILE)
    template = template_of(request.project, at=request.at)
    meant = rooms.understand(
        request.project, request.POST.get("room", ""), chosen=request.POST.get("unit", "")
    )
    form = _form(request)
    _ask_more(request, form, meant, template)
    done = attempt(request, form, lambda _data: _act(request, form, meant, template, both=both))
    if done:
        drafts.forget(request, form.cleaned_data["kept"])
    return done or _again(request, form, template)


@require_POST
@in_project
def place(request: ProjectRequest) -> HttpResponse:
    """What a room means and where its papers lie, as a part of the form (for pages with script)."""
    require(request, Object.RECEIPT, Verb.WRITE)
    meant = rooms.understand(request.project, request.POST.get("room", ""))
    dossier = acts.settled_file(meant.unit)
    shelf = offers.shelf_of(request.project, department_of(request), dossier=dossier)
    lines = offers.lines_for(request.actor, template_of(request.project, at=request.at))
    context = {
        "form": ReceiptForm(lines=lines, shelf=shelf),
        "understood": meant.unit.label if meant.unit else "",
        "several": meant.total if not meant.unit else 0,
        "file_no": dossier.file_no if dossier else "",
        "unknown": bool(request.POST.get("room", "").strip()) and not meant.total,
    }
    return render(request, "receipts/_place.html", context)


def _act(
    request: ProjectRequest, form: ReceiptForm, meant: rooms.Meant, template: Template, *, both: bool
) -> HttpResponse:
    if form.cleaned_data["room"] and meant.unit is None:
        raise rooms.fault(meant)
    if both:
        acts.need_room(meant.unit)
        _need_line(form, template)
    signing.need_answer(request, form)
    received = acts.receive(request, form, meant.unit, template)
    acts.say_received(request, received)
    if both:
        return _file_too(request, form, received, template)
    messages.success(request, _("已收件：%(title)s，待歸檔。") % {"title": received.document.title})
    return redirect("receipts", request.project.code)


def _file_too(
    request: ProjectRequest, form: ReceiptForm, received: Received, template: Template
) -> HttpResponse:
    """File what was received; if it fails, the receipt stands and its filing form holds what was typed."""
    document = received.document
    try:
        filed = acts.file(request, form, document)
    except (Invalid, Conflict) as problem:
        form.take(describe(problem, get_language() or "zh-hant"))
        filing.remember(request, document, form)
        messages.warning(
            request, _("已收件，但還沒有歸檔：%(title)s。請改正下面的內容。") % {"title": document.title}
        )
        return redirect("filing", request.project.code, document.pk)
    acts.say_filed(request, filed, template)
    return redirect(_shown_after(request, received))


def _shown_after(request: ProjectRequest, received: Received) -> str:
    """The household's page with its new tick, for those who may see it; else the list."""
    if received.dossier and allows(request, Object.HOUSEHOLD, Verb.READ):
        url = reverse("household", args=[request.project.code, received.dossier.household_id])
        return f"{url}?volume={received.document.volume}#catalogue"
    return reverse("receipts", args=[request.project.code])


def _need_line(form: ReceiptForm, template: Template) -> None:
    """Filing wants a line (R1.4a); one that the title names is proposed. Raises `Invalid`."""
    if form.cleaned_data["line"]:
        return
    likely = offers.likely_line(form.cleaned_data["title"], template)
    if likely is None:
        raise Invalid(
            FieldError(
                "line",
                N_("沒有選目錄項。"),
                mend=N_("選這份資料屬於目錄的哪一項；不知道的，按「只收件」。"),
                code="line_missing",
                clause="R1.4a",
            )
        )
    form.choose("line", likely.code)
    raise Invalid(
        FieldError(
            "line",
            N_("沒有選目錄項；按標題，這類資料通常歸 %(line)s。"),
            mend=N_("核對後再提交。"),
            code="line_missing",
            clause="R1.4a",
            params={"line": likely.code},
        )
    )


def _ask_more(request: ProjectRequest, form: ReceiptForm, meant: rooms.Meant, template: Template) -> None:
    """A room with several meanings asks which; the covenant asks who signed."""
    rooms.ask_which(form, meant, chosen=request.POST.get("unit", ""))
    signing.ask(request, form, template.line(request.POST.get("line", "")), acts.settled_file(meant.unit))


def _again(request: ProjectRequest, form: ReceiptForm, template: Template) -> HttpResponse:
    """The form once more, with what was uploaded kept."""
    file = request.FILES.get("file")
    if file and "file" not in form.errors:
        try:
            draft = drafts.keep(request, file)
        except Invalid as problem:
            form.take(describe(problem, get_language() or "zh-hant"))
        else:
            drafts.forget(request, request.POST.get("kept", ""))
            form.choose("kept", draft.token)
    return _page(request, form, status=form.status)


def _form(request: ProjectRequest, *, initial: dict[str, Any] | None = None) -> ReceiptForm:
    sent = request.method == "POST"
    lines = offers.lines_for(request.actor, template_of(request.project, at=request.at))
    dossier = None
    if initial and initial["room"]:
        dossier = acts.settled_file(_unit(request, initial["room"]))
    return ReceiptForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        lines=lines,
        shelf=offers.shelf_of(request.project, department_of(request), dossier=dossier),
        initial=initial,
    )


def _unit(request: ProjectRequest, typed: str) -> Unit | None:
    return rooms.understand(request.project, typed).unit


def _page(request: ProjectRequest, form: ReceiptForm, *, status: int) -> HttpResponse:
    show = request.GET.get("show", "")
    waits = waiting.list_waiting(request, show=show)
    department = department_of(request)
    here = reverse("receipts", args=[request.project.code])
    tabs = (
        ("", _("全部"), waits.total),
        ("mine", _("我收的"), waits.mine),
        ("unplaced", _("未歸屬盒"), waits.unplaced),
    )
    context = {
        "form": form if allows(request, Object.RECEIPT, Verb.WRITE) else None,
        "files": allows(request, Object.DOCUMENT_FILING, Verb.FILE),
        "draft": drafts.find(request, str(form["kept"].value() or "")),
        "waits": waits,
        "shown": len(waits.rows),
        "counts": queries.day_counts(request.project, department, day_of(request.project, request.at)),
        "department": _(DEPARTMENT_TITLES[department]),
        "tabs": [
            {
                "url": f"{here}?show={key}" if key else here,
                "title": title,
                "count": str(count),
                "current": key == show,
            }
            for key, title, count in tabs
        ],
    }
    return render(request, "receipts/receipts.html", context, status=status)
