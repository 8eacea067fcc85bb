from quiz.desktop.clock import Clock, VirtualClock


def test_never_runs_backwards() -> None:
    clock = Clock()
    moments = [clock.now_ms() for _ in range(1000)]
    assert moments == sorted(moments)


def test_a_stamp_of_zero_is_now() -> None:
    clock = VirtualClock(1234)
    assert clock.stamp_ms(0) == 1234


def test_the_event_that_waited_least_sets_the_scale() -> None:
    clock = VirtualClock(10_000)
    assert clock.stamp_ms(500) == 10_000
    clock.advance(1000)
    # It was pressed 990 ms after the first by its own clock, so the first had waited 10 ms longer.
    assert clock.stamp_ms(1500 - 10) == 10_990
    clock.advance(1000)
    assert clock.stamp_ms(2510) == 12_000
    clock.advance(160)
    assert clock.stamp_ms(2510) == 12_000


def test_a_stamp_is_never_in_the_future() -> None:
    clock = VirtualClock(5000)
    for stamp in (100, 90, 4000, 3000, 9000):
        assert clock.stamp_ms(stamp) <= clock.now_ms()


def test_a_clock_that_was_set_anew_is_met_anew() -> None:
    clock = VirtualClock(5_000_000)
    assert clock.stamp_ms(4_000_000) == 5_000_000
    clock.advance(100)
    assert clock.stamp_ms(50) == 5_000_100
