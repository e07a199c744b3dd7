"""查看明文: a masked value shown whole, with a reason, for a minute, logged (R1.8)."""

from yihu.confidentiality.reveals.showing import Revealed, reveal, revealable

__all__ = ["Revealed", "reveal", "revealable"]
