"""Problems raised by operations become pages; refusals become entries of the ledger."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from yihu.accounts.models import Account
from yihu.faces.machine_problems import as_problem
from yihu.faces.refusals import is_refusal, record_refusal
from yihu.faces.requests import device_of
from yihu.kernel import clock
from yihu.policy.decisions import Problem, Unavailable
from yihu.policy.vocabulary import Actor
from yihu.web.errors import problem_page

log = logging.getLogger("yihu.web")


class Problems:
    """Middleware: by now the transaction of the act is rolled back; the refusal is recorded in its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page of a problem; None leaves what is no problem of ours to Django."""
        problem = exception if isinstance(exception, Problem) else as_problem(exception)
        if problem is None:
            return None
        if isinstance(problem, Unavailable):
            log.error("unavailable: %s at %s", problem.decision.code, _view(request))
        return problem_page(request, recorded(request, problem))


def recorded(request: HttpRequest, problem: Problem) -> Problem:
    """Record a signed-in person's refusal; what cannot be recorded is answered as unavailable (503)."""
    by = who(request)
    if by is None or not is_refusal(problem):
        return problem
    try:
        record_refusal(problem, by=by, at=clock.now(), view=_view(request))
    except Unavailable as unwritable:
        return unwritable
    return problem


def who(request: HttpRequest) -> Actor | None:
    """The actor of the project in the URL, else the person alone; None for nobody."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is not None or not isinstance(request.user, Account):
        return actor
    person = request.user
    return Actor(person.id, person.username, person.name, role=None, device=device_of(request))


def _view(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""
