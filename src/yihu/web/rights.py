"""The gate's questions, as pages ask them of the person and the project before them."""

from yihu.confidentiality import gate
from yihu.policy.access import Object, Verb
from yihu.policy.vocabulary import Department
from yihu.web.projects import ProjectRequest


def require(
    request: ProjectRequest, thing: Object, verb: Verb = Verb.READ, volume: Department | None = None
) -> None:
    """Raise `NotKnown` or `Refused` unless the person may."""
    gate.require(
        by=request.actor,
        at=request.at,
        project_id=request.project.pk,
        thing=thing,
        verb=verb,
        volume=volume,
    )


def allows(
    request: ProjectRequest, thing: Object, verb: Verb = Verb.READ, volume: Department | None = None
) -> bool:
    """Whether the person may; without a volume, in the own department's."""
    return bool(
        gate.decide(
            by=request.actor,
            at=request.at,
            project_id=request.project.pk,
            thing=thing,
            verb=verb,
            volume=volume or request.actor.department,
        )
    )


def department_of(request: ProjectRequest) -> Department:
    """The department whose volume the person keeps; 客服部 for who has none."""
    return request.actor.department or Department.CS
