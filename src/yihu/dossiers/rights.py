"""Which catalogue lines a person may receive and file into (check 14: only those of the own department)."""

from yihu.dossiers.template import Template
from yihu.policy.decisions import FieldError, Invalid, Refused, refuse
from yihu.policy.regulations.model import CatalogueLine
from yihu.policy.vocabulary import N_, Actor, Department, Role

CUSTODY_CLAUSES = {Department.CS: "R2.1.1", Department.ENG: "R2.1.2", Department.SEC: "R2.1.3"}


def volume_for(*, by: Actor, line: CatalogueLine) -> Department:
    """The volume a paper goes into: the filer's own where the line has several, else the custodian's."""
    return by.department if by.department in line.volumes else line.volume


def lines_offered(*, by: Actor, template: Template) -> tuple[CatalogueLine, ...]:
    """The lines a person may choose from: those whose papers the own department keeps; the desk, all."""
    if by.role == Role.FRONT_DESK:
        return template.lines
    return tuple(line for line in template.lines if by.department in line.volumes)


def line_for_receipt(*, by: Actor, template: Template, code: str) -> CatalogueLine | None:
    """The line proposed at receipt, or None. Raises `Invalid` for no such line, `Refused` for another's."""
    return line_for_filing(by=by, template=template, code=code) if code else None


def line_for_filing(*, by: Actor, template: Template, code: str) -> CatalogueLine:
    """The line to file in. Raises `Invalid` for none or no such line, `Refused` for another department's."""
    if not code:
        raise Invalid(
            FieldError(
                "line",
                N_("沒有選目錄項。"),
                mend=N_("選這份資料屬於目錄的哪一項。"),
                code="line_missing",
                clause="R1.4a",
            )
        )
    line = template.line(code)
    if line is None:
        raise Invalid(
            FieldError(
                "line",
                N_("目錄中沒有這一項。"),
                mend=N_("從目錄中選一項。"),
                code="line_unknown",
                clause="R1.4a",
            )
        )
    if line not in lines_offered(by=by, template=template):
        raise Refused(
            refuse(
                "not_own_volume",
                N_("這一項由其他部門保管。"),
                clause=CUSTODY_CLAUSES[line.volume],
                mend=N_("選本部門的目錄項，或把資料交給保管部門歸檔。"),
                line=code,
            )
        )
    return line
