"""What searching writes into the ledger: that somebody looked, and how much he was shown; never for what."""

from typing import Final

SEARCHED: Final = "search.made"
