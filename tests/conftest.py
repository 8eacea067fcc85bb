"""For all tests: no verdict of a clock, and what is loaded once is not gone over again and again."""

import gc

from hypothesis import HealthCheck, settings

# How long an example takes says how busy the machine is, and nothing of the code.
settings.register_profile("quiz", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("quiz")


def pytest_collection_finish() -> None:
    """Modules, tests and strategies stay to the end; without this each test pays for all of them."""
    gc.collect()
    gc.freeze()
