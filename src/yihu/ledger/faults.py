"""What can be wrong with a ledger, in words an auditor can act on."""

from dataclasses import dataclass

from yihu.ledger.handovers import DAMAGED
from yihu.policy.vocabulary import N_

TEXTS = {
    "edited": N_("第 %(seq)s 條的內容與其雜湊不符，曾被改動。"),
    "replaced": N_("第 %(seq)s 條已不是其後一條所接的那一條，曾被改動或替換。"),
    "deleted": N_("第 %(seq)s 條不見了，曾被刪除。"),
    "inserted": N_("第 %(seq)s 條不在鏈內，是後來插入的。"),
    "reordered": N_("第 %(seq)s 條不在它寫入時的位置，次序曾被改動。"),
    "truncated": N_("由第 %(seq)s 條起的末段不見了，曾被截去。"),
    "column_changed": N_("第 %(seq)s 條用來檢索的欄位與其內容不符，曾被改動。"),
    "subjects_changed": N_("第 %(seq)s 條用來檢索的對象與其內容不符，曾被改動。"),
    "head_changed": N_("鏈首與最後一條（第 %(seq)s 條）不符。"),
    "chain_missing": N_("這條鏈不見了，但仍有屬於它的記錄或檢查點。"),
    "checkpoint_mismatch": N_("前 %(seq)s 條與當時簽章的檢查點不符，其中曾被改動。"),
    "checkpoint_missing": N_("第 %(seq)s 條之前少了一個檢查點。"),
    "signature_invalid": N_("第 %(seq)s 條處檢查點的簽章（金鑰 %(name)s）不對，或不是本系統當時的金鑰所簽。"),
    "handovers_damaged": DAMAGED.reason,
    "guard_missing": N_("資料庫內防止改動台帳的 %(name)s 不在或已被改動。"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing wrong: its kind, the chain and sequence number, or the name of what is missing."""

    code: str
    chain: str = ""
    seq: int = 0
    name: str = ""

    @property
    def text(self) -> str:
        """The message id; `params` fills it in."""
        return TEXTS[self.code]

    @property
    def params(self) -> dict[str, str | int]:
        """The values of the placeholders in `text`."""
        return {"chain": self.chain, "seq": self.seq, "name": self.name}


class Found(Exception):
    """Raised where the first fault is met; `verify` answers with it."""

    def __init__(self, code: str, *, chain: str = "", seq: int = 0, name: str = "") -> None:
        super().__init__(code)
        self.fault = Fault(code, chain, seq, name)
