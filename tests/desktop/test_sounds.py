"""Sounds: mixed, silent without a device, never in the way."""

import subprocess
import sys
import threading
import wave
from array import array
from pathlib import Path

import pytest

from quiz.desktop.sounds import NAMES, RATE, Mixer, Sounds, Stream, open_clip
from quiz.resources import assets
from tests.mediamaking import wav


class FakeDevice:
    """Takes a few frames as soon as it is started."""

    def __init__(self) -> None:
        self.heard = threading.Event()
        self.closed = False
        self.loudest = 0

    def start(self, stream: Stream) -> None:
        self.loudest = max(map(abs, stream.send(4000)))
        self.heard.set()

    def stop(self) -> None: ...

    def close(self) -> None:
        self.closed = True


def test_files_are_short_mono_and_small() -> None:
    files = [assets() / "sounds" / f"{name}.wav" for name in NAMES]
    assert sum(file.stat().st_size for file in files) < 400_000
    for file in files:
        with wave.open(str(file)) as sound:
            assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, RATE)
            assert sound.getnframes() < 2 * RATE


def test_the_script_makes_the_files_that_ship(tmp_path: Path) -> None:
    script = tmp_path / "make.py"
    script.write_bytes((assets() / "sounds" / "make.py").read_bytes())
    subprocess.run([sys.executable, str(script)], check=True)
    for name in NAMES:
        with (
            wave.open(str(tmp_path / f"{name}.wav")) as made,
            wave.open(str(assets() / f"sounds/{name}.wav")) as ours,
        ):
            new, old = (array("h", s.readframes(s.getnframes())) for s in (made, ours))
            # Another machine's sine may round the last bit otherwise.
            assert max(abs(a - b) for a, b in zip(new, old, strict=True)) <= 1


def test_the_mixer_adds_clips_and_falls_silent() -> None:
    mixer = Mixer()
    mixer.add(array("h", [20_000, 20_000, 100]), 1.0)
    mixer.add(array("h", [20_000, -20_000]), 1.0)
    assert list(mixer.frames(2)) == [32_767, 0]
    assert list(mixer.frames(3)) == [100, 0, 0]
    assert mixer.idle
    mixer.add(array("h", [1000]), 0.5)
    assert list(mixer.stream().send(2)) == [500, 0]


def test_a_sound_reaches_the_device_which_is_closed_at_the_end() -> None:
    device = FakeDevice()
    sounds = Sounds(device=lambda: device)
    sounds.play("tick")
    sounds.open()
    sounds.play("right")
    assert device.heard.wait(10)
    sounds.close(10)
    assert device.loudest > 500
    assert device.closed


def test_disabled_or_at_no_volume_nothing_is_asked_of_the_device() -> None:
    device = FakeDevice()
    sounds = Sounds(enabled=False, device=lambda: device)
    sounds.open()
    sounds.play("right")
    sounds.enabled, sounds.volume = True, 0.0
    sounds.play("right")
    sounds.close(10)
    assert not device.heard.is_set()


def test_without_a_device_it_is_silent_and_still_closes() -> None:
    def broken() -> FakeDevice:
        raise OSError("no device")

    sounds = Sounds(device=broken)
    sounds.open()
    sounds.play("right")
    sounds.close(10)
    assert threading.active_count() >= 1
    assert not [t for t in threading.enumerate() if t.name == "sounds"]


def test_the_real_device_or_its_absence_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    sounds = Sounds()
    sounds.open()
    sounds.close(30)
    assert capfd.readouterr() == ("", "")


def kept(tmp_path: Path, samples: int = 2_205) -> Path:
    path = tmp_path / "a.wav"
    path.write_bytes(wav(samples))
    return path


def test_a_question_s_sound_is_decoded_bit_by_bit(tmp_path: Path) -> None:
    mixer = Mixer()
    mixer.set_clip(open_clip(kept(tmp_path)), 0.5)
    mixer.add(array("h", [1_000] * 10), 1.0)
    first = mixer.frames(2_000)
    assert len(first) == 2_000
    assert 4_000 < max(first) < 5_600
    assert not mixer.idle
    assert list(mixer.frames(2_000)[300:]) == [0] * 1_700
    mixer.frames(10)
    assert mixer.idle


def test_another_sound_takes_its_place_and_silence_too(tmp_path: Path) -> None:
    mixer = Mixer()
    path = kept(tmp_path, 22_050)
    mixer.set_clip(open_clip(path), 1.0)
    mixer.frames(20_000)
    mixer.set_clip(open_clip(path), 1.0)
    assert max(mixer.frames(20_000)) > 8_000
    mixer.set_clip(None)
    assert mixer.idle


def test_a_question_s_sound_reaches_the_device(tmp_path: Path) -> None:
    device = FakeDevice()
    sounds = Sounds(device=lambda: device)
    sounds.open()
    sounds.play_file(tmp_path / "gone.wav")
    sounds.hush()
    sounds.play_file(kept(tmp_path))
    assert device.heard.wait(10)
    sounds.close(10)
    assert device.loudest > 3_000


def test_a_question_s_sound_keeps_to_the_settings(tmp_path: Path) -> None:
    device = FakeDevice()
    sounds = Sounds(enabled=False, device=lambda: device)
    sounds.open()
    sounds.play_file(kept(tmp_path))
    sounds.enabled, sounds.volume = True, 0.0
    sounds.play_file(kept(tmp_path))
    sounds.close(10)
    assert not device.heard.is_set()
