"""For all tests: what is loaded once is not gone over again by every collection of garbage."""

import gc


def pytest_collection_finish() -> None:
    """Modules, tests and strategies stay to the end; without this each test pays for all of them."""
    gc.collect()
    gc.freeze()
