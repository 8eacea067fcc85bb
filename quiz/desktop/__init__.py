"""The window: the only layer that imports Qt, and this is where it is first imported.

PySide6 puts an import of its own in the place of Python's, which reads the source of every module that is
imported from then on, in search of ``from __feature__``. There is none here: Python's own is put back, so
that SQLModel is imported in two thirds of the time and without nine megabytes of source in memory.
"""

from __future__ import annotations

import builtins
import gc

_import, _collecting = builtins.__import__, gc.isenabled()
# What Qt brings stays for good; looking for garbage in it takes 10 ms of a start.
gc.disable()

import PySide6.QtWidgets  # noqa: E402, F401  in this place on purpose

builtins.__import__ = _import
gc.freeze()
if _collecting:
    gc.enable()
