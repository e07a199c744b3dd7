"""`yihu import KIND`: tried, said, and unless it is a dry run brought in."""

import argparse
import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO, cast

from django.utils.translation import gettext as _

from yihu.cli.output import DONE, say
from yihu.cli.projects import person_of
from yihu.faces.problem_text import filled, together
from yihu.faces.refusals import is_refusal, record_refusal
from yihu.intake.examination import Tell
from yihu.intake.models import Batch, BatchProblem
from yihu.intake.operations import Upload, Wishes, confirm, take_errors, try_file
from yihu.intake.queries import counted
from yihu.kernel import clock
from yihu.kernel.atomic import written_whole
from yihu.policy.decisions import FieldError, Invalid, Problem
from yihu.policy.vocabulary import N_, Actor


def run(arguments: argparse.Namespace) -> int:
    """A dry run ends with 0 whenever the file can be read, whatever was found in it."""
    project, by = person_of(arguments.project, arguments.username)
    try:
        wishes = Wishes(arguments.on_existing, _mapping(arguments.mapping))
        with _opened(arguments.file, folder=arguments.kind == Batch.Kind.DOCUMENTS) as stream:
            batch = try_file(
                by=by,
                at=clock.now(),
                project=project,
                kind=arguments.kind,
                upload=Upload(stream, arguments.file.name),
                wishes=wishes,
                tell=_tell(),
            )
        if arguments.errors:
            _write_errors(batch, by, arguments.errors)
        if not arguments.dry_run:
            batch = confirm(by=by, at=clock.now(), batch=batch).batch
    except Problem as problem:
        _record(problem, by)
        raise
    say(_as_json(batch) if arguments.json else "\n".join(_lines(batch)))
    return DONE


def _tell() -> Tell | None:
    """A line that says how far it is, for somebody at a terminal."""
    if not sys.stderr.isatty():
        return None

    def tell(done: int, _total: int) -> None:
        sys.stderr.write("\r" + _("已讀 %(done)s 戶") % {"done": done})

    return tell


def _mapping(path: Path | None) -> dict[str, Any] | None:
    if path is None:
        return None
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Invalid(
            FieldError("mapping", N_("讀不懂欄位對照。"), N_("須是一個 JSON 物件的檔案。"), "mapping_form")
        ) from error
    if not isinstance(read, dict):
        raise Invalid(
            FieldError("mapping", N_("讀不懂欄位對照。"), N_("須是一個 JSON 物件的檔案。"), "mapping_form")
        )
    return read


def _write_errors(batch: Batch, by: Actor, out: Path) -> None:
    content = take_errors(by=by, at=clock.now(), batch=batch, say=_sentence, words=_)
    with written_whole(out) as file:
        file.write(content)


def _opened(path: Path, *, folder: bool) -> BinaryIO:
    """The file, open for reading; where a folder will do, as an archive of it. Raises `Invalid`."""
    try:
        return _packed(path) if folder and path.is_dir() else path.open("rb")
    except OSError as error:
        raise Invalid(
            FieldError(
                "file",
                N_("讀不到檔案 %(file)s。"),
                N_("請核對路徑和讀取權限；須是一個檔案。"),
                code="unreadable",
                params={"file": str(path)},
            )
        ) from error


def _packed(folder: Path) -> BinaryIO:
    """The files of a folder and its folders, uncompressed; links are left where they point."""
    packed = TemporaryFile()  # noqa: SIM115  (closed by who asked for it)
    with zipfile.ZipFile(packed, "w") as archive:
        for each in sorted(folder.rglob("*")):
            if each.is_file() and not each.is_symlink():
                archive.write(each, str(each.relative_to(folder)))
    packed.seek(0)
    return cast(BinaryIO, packed)


def _record(problem: Problem, by: Actor) -> None:
    if is_refusal(problem):
        record_refusal(problem, by=by, at=clock.now(), view="cli import")


def _lines(batch: Batch) -> Iterator[str]:
    counts = batch.brought_in or batch.tried
    for _name, title, number in counted(counts):
        yield f"{_(title)} {number}"
    for problem in batch.problems.order_by("row", "id"):
        yield f"  {_place(problem)} {_sentence(problem)}"
    yield _("已導入。") if batch.confirmed_at else _("以上是試讀，什麼都還沒有寫入。")


def _place(problem: BatchProblem) -> str:
    if not problem.sheet:  # a paper of an archive
        return f"{problem.row} {problem.header}"
    return f"{problem.sheet}!{problem.column}{problem.row}"


def _sentence(problem: BatchProblem) -> str:
    mend = str(problem.params.get("mend", ""))
    return together(filled(problem.text, problem.params), filled(mend, problem.params))


def _as_json(batch: Batch) -> str:
    answer = {
        "id": str(batch.pk),
        "state": batch.state.value,
        "template": batch.template,
        "counts": batch.brought_in or batch.tried,
        "problems": [
            {
                "sheet": problem.sheet,
                "row": problem.row,
                "column": problem.column,
                "severity": problem.severity,
                "code": problem.code,
                "detail": _sentence(problem),
            }
            for problem in batch.problems.order_by("row", "id")
        ],
    }
    return json.dumps(answer, ensure_ascii=False)
