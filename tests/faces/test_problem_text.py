import errno

import pytest
from django.db import OperationalError

from yihu.faces.machine_problems import as_problem
from yihu.faces.problem_text import describe
from yihu.policy.decisions import Conflict, FieldError, Invalid, NotKnown, refuse


def test_it_works():
    decision = refuse("x", "已有 %(room)s。", mend="請打開。", clause="R1.1", room="3棟1201")
    text = describe(Conflict(decision, existing={"id": "1"}), "zh-hant")
    assert (text.status, text.code, text.detail, text.clause) == (409, "x", "已有 3棟1201。", "R1.1")
    assert text.extra == {"existing": {"id": "1"}}


def test_fields_name_their_mend():
    text = describe(Invalid(FieldError("name", "缺 100%。", "請填。", clause="R1.1")), "zh-hant")
    assert (text.status, text.clause) == (422, "R1.1")
    assert text.errors[0].sentence == "缺 100%。請填。"


def test_not_known_says_the_same_whatever_it_carries():
    assert describe(NotKnown("one"), "zh-hant") == describe(NotKnown("other"), "zh-hant")


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (OperationalError("database is locked"), 503, "database_busy"),
        (OperationalError("database or disk is full"), 507, "disk_full"),
        (OperationalError("attempt to write a readonly database"), 503, "read_only"),
        (OSError(errno.ENOSPC, "No space left on device"), 507, "disk_full"),
        (OSError(errno.EROFS, "Read-only file system"), 503, "read_only"),
    ],
)
def test_the_machines_troubles_have_a_mend(error, status, code):
    text = describe(as_problem(error), "zh-hant")
    assert (text.status, text.code) == (status, code)
    assert text.mend


def test_our_own_faults_are_not_the_machines():
    assert as_problem(ValueError("database is locked")) is None
