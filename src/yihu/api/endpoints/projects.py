"""Projects, and the policy each lives by."""

from django.db import transaction
from django.http import HttpResponse
from ninja import Body, Router

from yihu.accounts.operations import NewProject, found_project
from yihu.accounts.queries import projects_of
from yihu.api.answers import Answer, answer, digest_tag, require_current, shown
from yihu.api.callers import ApiRequest, enter
from yihu.api.endpoints.common import reading, whole, writing
from yihu.api.endpoints.regulations import clause_out, plain
from yihu.api.idempotency import once
from yihu.api.schemas.base import Code, Page
from yihu.api.schemas.estate import NewProjectBody, OriginOut, ParameterOut, PolicyOut, ProjectOut
from yihu.confidentiality import gate
from yihu.dossiers.operations import adopt
from yihu.estate.models import Project
from yihu.estate.queries import effective_policy, local_date
from yihu.policy.access import Object
from yihu.policy.composition import EffectivePolicy
from yihu.policy.vocabulary import Actor, Locality, Role

router = Router(tags=["projects"])


@router.get("", response=reading(Page[ProjectOut]))
def list_projects(request: ApiRequest) -> Page[ProjectOut]:
    """The projects in which the caller holds a role, whole."""
    at = request.caller.at
    rows = [
        _project(project, role, effective_policy(project, local_date(project, at)))
        for project, role in projects_of(request.caller.account)
    ]
    return whole(rows, Page[ProjectOut])


@router.post("", response=writing(ProjectOut, 201))
def open_project(request: ApiRequest, body: NewProjectBody) -> HttpResponse:
    """Open a project; the system administrator who opens it administers it (R3.1)."""
    by = _administrator(request)

    def act() -> Answer:
        new = NewProject(
            code=body.code,
            name=body.name,
            regulations=body.regulations,
            locality=body.locality,
            time_zone=body.time_zone,
            went_live_on=body.went_live_on,
        )
        at = request.caller.at
        project = found_project(by=by, at=at, project=new, administrator=request.caller.account)
        policy = effective_policy(project, local_date(project, at))
        return answer(_project(project, Role.SYSADMIN, policy), status=201)

    return once(request, act)


@router.get("/{code}", response=reading(ProjectOut))
def show_project(request: ApiRequest, code: Code) -> ProjectOut:
    """A project of the caller's."""
    project, by = enter(request, code)
    gate.require(by=by, at=request.caller.at, project_id=project.id, thing=Object.PROJECTS)
    policy = effective_policy(project, local_date(project, request.caller.at))
    return _project(project, by.role or Role.VIEWER, policy)


@router.put("/{code}/regulations", response=writing(PolicyOut))
def adopt_regulations(request: ApiRequest, code: Code, body: Body[list[Code]]) -> HttpResponse:
    """Make exactly these regulations those in force from now on (C16)."""
    project, by = enter(request, code)

    def act() -> Answer:
        with transaction.atomic():
            locked = Project.objects.select_for_update().get(pk=project.pk)
            require_current(request, _tag(_policy(request, locked)))
            adopt(by=by, at=request.caller.at, project=locked, regulations=body)
        policy = _policy(request, project)
        return answer(_policy_out(request, project, policy), etag=_tag(policy))

    return once(request, act)


@router.get("/{code}/policy", response=reading(PolicyOut))
def show_policy(request: ApiRequest, code: Code) -> HttpResponse:
    """What the adopted regulations and the company's rules together ask, each value with its provenance."""
    project, by = enter(request, code)
    gate.require(by=by, at=request.caller.at, project_id=project.id, thing=Object.POLICY)
    policy = _policy(request, project)
    return shown(_policy_out(request, project, policy), etag=_tag(policy))


def _administrator(request: ApiRequest) -> Actor:
    """The caller as system administrator if he is one anywhere, else as what he is; else the person alone."""
    held = sorted(projects_of(request.caller.account), key=lambda one: one[1] is not Role.SYSADMIN)
    return enter(request, held[0][0].code)[1] if held else request.caller.person


def _policy(request: ApiRequest, project: Project) -> EffectivePolicy:
    return effective_policy(project, local_date(project, request.caller.at))


def _tag(policy: EffectivePolicy) -> str:
    return digest_tag(*(f"{part.code}:{part.version}" for part in policy.parts))


def _project(project: Project, role: Role, policy: EffectivePolicy) -> ProjectOut:
    return ProjectOut(
        id=project.id,
        code=project.code,
        name=project.name,
        locality=Locality(project.locality),
        time_zone=project.time_zone,
        went_live_on=project.went_live_on,
        regulations=[part.code for part in policy.parts],
        role=role,
    )


def _policy_out(request: ApiRequest, project: Project, policy: EffectivePolicy) -> PolicyOut:
    parameters = {
        id_: ParameterOut(
            value=plain(effective.value),
            provenance=[
                OriginOut(regulation=code, clause=clause, value=plain(value))
                for code, clause, value in effective.provenance
            ],
        )
        for id_, effective in policy.parameters.items()
    }
    return PolicyOut(
        project=project.code,
        as_of=local_date(project, request.caller.at),
        regulations=[part.code for part in policy.parts],
        parameters=parameters,
        clauses=[clause_out(clause, part) for part in policy.parts for clause in part.clauses],
    )
