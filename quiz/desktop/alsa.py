"""Keeps ALSA quiet. A module of its own: ctypes is loaded when the sounds are, not before the first frame."""

from __future__ import annotations

import contextlib
import ctypes
import sys

# void (*)(file, line, function, error, format): ALSA's way to complain. Kept here, for it keeps no reference.
_Complaint = ctypes.CFUNCTYPE(
    None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p
)


def _ignore(*_complaint: object) -> None:
    """ALSA's complaint, dropped."""


_IGNORE = _Complaint(_ignore)


def hush() -> None:
    """Keep ALSA from writing to the terminal when a machine has no sound card."""
    if sys.platform == "linux":
        # A system without ALSA has nothing to hush.
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(_IGNORE)
