"""Figures say truly whether they reach."""

from bench.figures import Bench, as_json, growth, in_turns, table

BENCH = Bench("sqlite", 10_000)


def test_it_works() -> None:
    figure = BENCH.figure("list page", "empty page", (0.006, 0.002), 3.1)
    assert figure.ok
    assert "list page" in table([figure])
    assert as_json(figure)["ok"]


def test_what_does_not_reach_says_so() -> None:
    assert "NOT REACHED" in table([BENCH.figure("list page", "empty page", (0.009, 0.002), 3)])


def test_a_rate_should_be_at_least_its_reach() -> None:
    assert BENCH.rate("append", "plain row", (0.010, 0.0095), 0.9).ok
    assert not BENCH.rate("append", "plain row", (0.020, 0.010), 0.9).ok


def test_growth_takes_the_load_of_the_machine_out() -> None:
    small = BENCH.figure("list page", "empty page", (0.006, 0.002), 3)
    large = Bench("sqlite", 1_000_000).figure("list page", "empty page", (0.012, 0.004), 3)
    (grown,) = growth([small], [large], reach=1.5)
    assert grown.ratio == 1
    assert "unadjusted 2.00" in grown.note


def test_works_take_turns() -> None:
    order: list[str] = []
    in_turns(lambda _: order.append("a"), lambda _: order.append("b"), rounds=3, warm_up=0)
    assert order == ["a", "b"] * 3
