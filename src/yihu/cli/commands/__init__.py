"""One module a command: `run(arguments)` does it and answers the exit code."""
