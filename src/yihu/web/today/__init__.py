"""The first page: what waits for me, what falls due, how the day's filing stands."""
