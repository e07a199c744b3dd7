"""`yihu verify`: ledger, documents, completeness; 0 intact, 1 with the first fault named."""

import argparse
import json

from django.db import connection
from django.utils.translation import gettext as _

from yihu.cli.output import DONE, FAULTS, say
from yihu.cli.proof import documents, gaps
from yihu.cli.proof.fault import ProofFault
from yihu.dossiers import frozen
from yihu.faces.problem_text import filled
from yihu.kernel import clock
from yihu.ledger import checkpoints
from yihu.ledger.verification import verify
from yihu.policy.vocabulary import N_

_THAWED = N_("資料表 %(table)s 的保護觸發器不在了，已歸檔的紀錄可能被改過。")


def run(arguments: argparse.Namespace) -> int:
    """Look at everything in turn; the first fault ends it."""
    report = verify(connection, outside=checkpoints.outside())
    counts = {"entries": report.entries, "chains": report.chains}
    fault = (
        ProofFault("ledger", report.fault.code, report.fault.text, report.fault.params)
        if report.fault
        else None
    )
    if fault is None and (thawed := frozen.missing(connection)):
        fault = ProofFault("documents", "triggers_missing", _THAWED, {"table": thawed[0]})
    if fault is None:
        counts["documents"], fault = documents.verify_documents()
    if fault is None:
        counts["files"], fault = gaps.recount(at=clock.now())
    if arguments.json:
        answer = {"intact": fault is None, **counts, "keys": report.keys, "fault": _as_json(fault)}
        say(json.dumps(answer, ensure_ascii=False))
    elif fault:
        say(_words(fault))
    else:
        say(
            _("完好：台帳 %(entries)s 條（%(chains)s 條鏈），文件 %(documents)s 件，檔案 %(files)s 份。")
            % counts
        )
        say(_("台帳檢查點的簽章金鑰：%(keys)s。") % {"keys": "、".join(report.keys) or "—"})
    return FAULTS if fault else DONE


def _as_json(fault: ProofFault | None) -> dict[str, object] | None:
    if fault is None:
        return None
    return {"where": fault.where, "code": fault.code, "detail": _words(fault), **fault.params}


def _words(fault: ProofFault) -> str:
    return filled(fault.text, fault.params)
