"""Few sign-ins at a time: each Argon2 hash takes 100 MiB, and a crowd must not take the machine down."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from yihu.policy.decisions import Unavailable, refuse
from yihu.policy.vocabulary import N_

AT_ONCE = 2
PATIENCE_SECONDS = 10.0

_places = BoundedSemaphore(AT_ONCE)


@contextmanager
def one_of_few(patience: float = PATIENCE_SECONDS) -> Iterator[None]:
    """Hold one of the places in which passwords are checked. Raises `Unavailable` (`sign_in_busy`)."""
    if not _places.acquire(timeout=patience):
        raise Unavailable(refuse("sign_in_busy", N_("同時登入的人太多。"), mend=N_("請等幾秒再登入。")))
    try:
        yield
    finally:
        _places.release()
