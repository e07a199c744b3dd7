"""What can be brought in, kind by kind: how its file is examined, and how large it may be.

A kind gives `examine`, whose answer counts, lists problems, and makes its rows ready in portions; one common
`confirm` writes the portions of any kind. Papers are no rows: each is received in an act of its own, so
their kind has `bring_in` instead.
"""

from yihu.intake.kinds.model import Kind
from yihu.intake.kinds.table import KINDS, kind_of

__all__ = ["KINDS", "Kind", "kind_of"]
