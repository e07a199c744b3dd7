"""Made-up regulations for the algebra of composition."""

from dataclasses import replace
from datetime import date, time

from hypothesis import strategies as st

from yihu.policy.regulations.model import CustodyMode, Parameter, Regulation, Value
from yihu.policy.regulations.parameters import DEFAULTS
from yihu.policy.vocabulary import Department

CODES = ("alpha", "beta", "gamma", "delta")


def values_of(default: Parameter) -> st.SearchStrategy[Value]:
    """Values of the same kind as the default's."""
    if default.options:
        return st.sampled_from(default.options)
    if isinstance(default.value, bool):
        return st.booleans()
    if isinstance(default.value, int):
        return st.integers(0, 400)
    if isinstance(default.value, time):
        return st.times()
    return st.just(default.value)


@st.composite
def regulations(draw: st.DrawFn, code: str) -> Regulation:
    """One regulation of that code with some parameters and some custody."""
    chosen = draw(st.lists(st.sampled_from(sorted(DEFAULTS)), unique=True, max_size=6))
    stated = tuple(
        replace(DEFAULTS[id_], value=draw(values_of(DEFAULTS[id_])), clause="R3.2") for id_ in chosen
    )
    custody = draw(st.dictionaries(st.sampled_from(Department), st.sampled_from(CustodyMode)))
    effective_on = draw(st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)))
    return Regulation(
        code, code, "1", parameters=stated, custody=custody, custody_clause="R3.2", effective_on=effective_on
    )


def sets_of_regulations() -> st.SearchStrategy[tuple[Regulation, ...]]:
    """A few regulations, each of its own code."""
    return st.tuples(*(regulations(code) for code in CODES))
