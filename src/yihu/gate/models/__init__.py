"""Rows of the gate."""

from yihu.gate.models.vehicle import Vehicle

__all__ = ["Vehicle"]
