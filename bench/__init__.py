"""The benchmark: every figure as a ratio to a limit measured beside it in the same run (`make bench`)."""
