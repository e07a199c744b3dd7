"""The demonstration estate (contract §2): synthetic people only, dates relative to the day it is loaded."""

from yihu.demo.loading import LEAST_HOUSEHOLDS, PASSWORD, Loaded, Progress, load, silent
from yihu.demo.staff import Login

__all__ = ["LEAST_HOUSEHOLDS", "PASSWORD", "Loaded", "Login", "Progress", "load", "silent"]
