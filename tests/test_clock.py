"""One clock says the day and the time; only the day can be fixed."""

from datetime import UTC, date

from graph.clock import SystemClock


def test_a_fixed_day_does_not_stop_the_time() -> None:
    clock = SystemClock(date(2020, 2, 29))

    assert clock.today() == date(2020, 2, 29)
    assert clock.now().year > 2020


def test_the_time_is_utc_and_says_so() -> None:
    assert SystemClock().now().tzinfo is UTC
