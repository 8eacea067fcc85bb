"""Makes the sounds of the program from sines: `python assets/sounds/make.py` writes the .wav files beside it.

Each sound is a few notes (start s, length s, Hz, loudness 0..1) with a soft attack and an exponential fall,
so that nothing clicks; the numbers below are the whole score. Mono, 16 bit, 22,050 Hz.
"""

from __future__ import annotations

import array
import math
import wave
from pathlib import Path

RATE = 22_050
ATTACK = 0.006

Note = tuple[float, float, float, float]
SCORE: dict[str, list[Note]] = {
    "tick": [(0.0, 0.05, 1318.5, 0.16)],
    "right": [(0.0, 0.22, 659.3, 0.30), (0.08, 0.34, 987.8, 0.30)],
    "wrong": [(0.0, 0.20, 233.1, 0.34), (0.10, 0.36, 174.6, 0.34)],
    "streak": [(0.0, 0.20, 659.3, 0.24), (0.07, 0.22, 830.6, 0.24), (0.14, 0.42, 1244.5, 0.24)],
    "finish": [
        (0.0, 0.90, 329.6, 0.20),
        (0.10, 0.90, 493.9, 0.20),
        (0.20, 0.95, 659.3, 0.20),
        (0.34, 1.00, 987.8, 0.18),
    ],
}


def render(notes: list[Note]) -> array.array[int]:
    """The samples of a few notes sounding together, with a soft octave above each."""
    length = max(start + span for start, span, _, _ in notes)
    mix = [0.0] * round(length * RATE)
    for start, span, pitch, loud in notes:
        first = round(start * RATE)
        for n in range(round(span * RATE)):
            t = n / RATE
            # Up in six thousandths of a second, then down to a thousandth at the end of the note.
            shape = min(1.0, t / ATTACK) * math.exp(-6.9 * t / span)
            angle = math.tau * pitch * t
            mix[first + n] += loud * shape * (math.sin(angle) + 0.22 * math.sin(2 * angle))
    return array.array("h", (round(max(-1.0, min(1.0, sample)) * 32_767) for sample in mix))


def main() -> None:
    """Write every sound."""
    for name, notes in SCORE.items():
        with wave.open(str(Path(__file__).with_name(f"{name}.wav")), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(render(notes).tobytes())


if __name__ == "__main__":
    main()
