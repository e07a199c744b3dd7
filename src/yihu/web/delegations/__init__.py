"""代理: who stands in for whom, in what, from when to when (T12)."""
