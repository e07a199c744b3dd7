"""Receiving and filing: what came in, what waits, where it goes, and what becomes of it afterwards."""
