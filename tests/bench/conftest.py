"""The benchmark stands beside the tests, in a folder of the same name as this one."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
