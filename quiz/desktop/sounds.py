"""The sounds of the game and of its questions: loaded late, silent without a device, never in the way."""

from __future__ import annotations

import importlib
import logging
import queue
import threading
from array import array
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from quiz.resources import assets

NAMES = ("tick", "right", "wrong", "streak", "finish")
RATE = 22_050

_log = logging.getLogger(__name__)
# Quoted: arrays cannot be subscripted before Python 3.12.
Stream: TypeAlias = "Generator[array[int], int, None]"
_AT_ONCE = 8_192
_HUSH = object()


class Device(Protocol):
    """What of an audio device is used here."""

    def start(self, stream: Stream, /) -> None:
        """Ask ``stream`` for frames from now on."""

    def stop(self) -> None:
        """Ask no more."""

    def close(self) -> None:
        """Give the device back."""


class Mixer:
    """Sounds on top of each other, as frames on demand: mono, 16 bit. Safe across threads."""

    def __init__(self) -> None:
        self._voices: list[tuple[array[int], int]] = []
        self._clip: tuple[Stream, float] | None = None
        self._lock = threading.Lock()

    @property
    def idle(self) -> bool:
        """Whether nothing sounds."""
        return not self._voices and self._clip is None

    def set_clip(self, clip: Stream | None, volume: float = 1.0) -> None:
        """Begin a question's sound in the place of the last one, or end it."""
        with self._lock:
            self._clip = None if clip is None else (clip, volume)

    def add(self, samples: array[int], volume: float) -> None:
        """Begin a sound. Four at once are plenty: the oldest makes room."""
        scaled = array("h", (int(sample * volume) for sample in samples))
        with self._lock:
            self._voices = [*self._voices[-3:], (scaled, 0)]

    def frames(self, count: int) -> array[int]:
        """The next ``count`` samples; silence when nothing sounds."""
        with self._lock:
            voices, self._voices = self._voices, []
            parts = [samples[at : at + count] for samples, at in voices]
            self._voices = [(s, at + count) for s, at in voices if at + count < len(s)]
            if self._clip is not None:
                parts.append(self._clip_frames(*self._clip, count))
        if len(parts) == 1 and len(parts[0]) == count:
            return parts[0]
        mix = array("h", bytes(2 * count))
        for part in parts:
            for place, sample in enumerate(part):
                mix[place] = max(-32_768, min(32_767, mix[place] + sample))
        return mix

    def _clip_frames(self, clip: Stream, volume: float, count: int) -> array[int]:
        """The next ``count`` samples, fewer at the end. A clip may be long: no more is made of it."""
        made = array("h")
        try:
            while len(made) < count:
                made.extend(clip.send(min(_AT_ONCE, count - len(made))))
        # Its file may be broken anywhere; what was good of it has been heard.
        except Exception as problem:
            if not isinstance(problem, StopIteration):
                _log.info("A question's sound broke off: %s", problem)
            self._clip = None
        return array("h", (int(sample * volume) for sample in made[:count]))

    def stream(self) -> Stream:
        """A generator as miniaudio wants it, already started."""
        stream = self._endless()
        next(stream)
        return stream

    def _endless(self) -> Stream:
        count = yield array("h")
        while True:
            count = yield self.frames(count)


def open_device() -> Device:
    """The system's audio device through miniaudio, which is imported here and not before."""
    miniaudio: Any = importlib.import_module("miniaudio")
    importlib.import_module("quiz.desktop.alsa").hush()
    # The null device would play to nobody for ever, and JACK writes to the terminal when its server is away.
    unwanted = (miniaudio.Backend.NULL, miniaudio.Backend.JACK)
    backends = [backend for backend in miniaudio.Backend if backend not in unwanted]
    device: Device = miniaudio.PlaybackDevice(
        nchannels=1, sample_rate=RATE, buffersize_msec=40, backends=backends, app_name="Quiz Noir"
    )
    return device


def open_clip(path: Path) -> Stream:
    """A question's sound (WAV, MP3, FLAC or Ogg Vorbis), decoded bit by bit as it is heard.

    Raises whatever miniaudio does for a file that is none.
    """
    miniaudio: Any = importlib.import_module("miniaudio")
    made: Stream = miniaudio.stream_file(
        str(path), output_format=miniaudio.SampleFormat.SIGNED16, nchannels=1, sample_rate=RATE
    )
    return made


class Sounds:
    """Plays a sound by its name, or a question's own from its file.

    All calls return at once; a thread of its own does the work.
    ``volume`` is 0 to 1. Without a device everything stays silent and nobody is told but the log.
    """

    def __init__(
        self, enabled: bool = True, volume: float = 0.7, device: Callable[[], Device] = open_device
    ) -> None:
        self.enabled = enabled
        self.volume = volume
        self._device = device
        self._wanted: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def open(self) -> None:
        """Start the thread; it loads the sounds and the library there, so call this after the first page."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="sounds", daemon=True)
            self._thread.start()

    def play(self, name: str) -> None:
        """Play one of ``NAMES``; nothing happens before ``open`` and while disabled."""
        if self.audible and self._thread is not None:
            self._wanted.put(name)

    @property
    def audible(self) -> bool:
        """Whether sound is wanted at all."""
        return self.enabled and self.volume > 0

    def play_file(self, path: Path) -> None:
        """Play a question's sound from its beginning, instead of one that still sounds."""
        if self.audible and self._thread is not None:
            self._wanted.put(path)

    def hush(self) -> None:
        """End a question's sound; the game's own go on."""
        if self._thread is not None:
            self._wanted.put(_HUSH)

    def close(self, timeout: float = 1.0) -> None:
        """Fall silent and end the thread, waiting ``timeout`` seconds at most."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._wanted.put(None)
            thread.join(timeout)

    def _work(self) -> None:
        try:
            samples = {name: _load(name) for name in NAMES}
            device = self._device()
        # A sound system can fail in any way it likes; a quiz without sound is still a quiz.
        except Exception as problem:
            _log.info("No sound: %s", problem)
            _drain(self._wanted)
            return
        mixer = Mixer()
        running = False
        try:
            while True:
                try:
                    wanted = self._wanted.get(timeout=2.0 if running else None)
                except queue.Empty:
                    # A device that runs on silence keeps the processor awake.
                    if mixer.idle:
                        device.stop()
                        running = False
                    continue
                if wanted is None:
                    return
                if isinstance(wanted, str):
                    mixer.add(samples[wanted], self.volume)
                else:
                    mixer.set_clip(_opened(wanted) if isinstance(wanted, Path) else None, self.volume)
                if not running and not mixer.idle:
                    device.start(mixer.stream())
                    running = True
        except Exception as problem:
            _log.info("Sound ended: %s", problem)
            _drain(self._wanted)
        finally:
            device.close()


def _load(name: str) -> array[int]:
    wave: Any = importlib.import_module("wave")
    with wave.open(str(assets() / "sounds" / f"{name}.wav"), "rb") as file:
        samples: array[int] = array("h", file.readframes(file.getnframes()))
    return samples


def _opened(path: Path) -> Stream | None:
    """A question's sound; None where its file cannot be played, which only the log is told."""
    try:
        return open_clip(path)
    except Exception as problem:
        _log.info("No sound of a question from %s: %s", path, problem)
        return None


def _drain(wanted: queue.SimpleQueue[object]) -> None:
    """Take and forget what comes, until the end is asked for."""
    while wanted.get() is not None:
        pass
