"""``.quizpack`` files: a zip of ``pack.toml`` and the pictures and sounds that it names."""

from __future__ import annotations

import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, cast

from quiz.core.media import media_of
from quiz.core.questions import Pack
from quiz.core.zips import check_directory
from quiz.packs.names import is_safe
from quiz.packs.native import PackReader, check_file, load, open_pack
from quiz.packs.refusals import Loaded, PackRefusal
from quiz.packs.writer import replaced, toml_blocks
from quiz.words import Refused

PACK_FILE = "pack.toml"
_MB = 1024 * 1024
MOST_PACK_MB = 64
MOST_MEDIA_MB = 20
MOST_ALL_MB = 200
MOST_FILES = 20_000
# Real texts and pictures pack to a fiftieth at best; what packs to less fills a disk.
MOST_RATIO = 200
_RATIO_FROM = _MB
_CHUNK = 1 << 16
_PLAIN_ZIP = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, ValueError)


class Quizpack:
    """A ``.quizpack`` that was found safe: its questions through ``reader``, its media by name."""

    def __init__(self, path: Path) -> None:
        check_file(path)
        self.path = path
        with _opened(path) as archive:
            self._entries = _checked(path.name, archive)
        self.reader = PackReader(path, self._pack_file)

    @property
    def media(self) -> tuple[str, ...]:
        """The names of everything in it but ``pack.toml``, sorted."""
        return tuple(sorted(name for name in self._entries if name != PACK_FILE))

    def media_bytes(self, name: str, most: int = -1) -> bytes:
        """One of its media files, or its first ``most`` bytes. Raises KeyError when it is not there."""
        with self.opened() as read:
            return read(name, most)

    @contextmanager
    def opened(self) -> Iterator[Callable[[str, int], bytes]]:
        """``media_bytes`` for many: the zip's list of names is read once."""
        with _whole(self.path):
            archive = zipfile.ZipFile(self.path)

        def read(name: str, most: int) -> bytes:
            entry = self._entries[name]
            with _whole(self.path), archive.open(entry) as file:
                return file.read(most)

        with archive:
            yield read

    def extract_media(self, folder: Path) -> None:
        """Put all of its media below ``folder``, each in one step."""
        for name in self.media:
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            entry = self._entries[name]
            with replaced(target) as out, _opened(self.path) as archive, archive.open(entry) as file:
                _copy(file, out)

    def _pack_file(self) -> BinaryIO:
        return cast(BinaryIO, _Member(self.path, self._entries[PACK_FILE]))


def open_quizpack(path: Path) -> Quizpack:
    """Open a ``.quizpack`` after looking at every name and size in it.

    Raises :class:`Refused` with a :class:`PackRefusal`; one that is unsafe anywhere is refused whole.
    """
    return Quizpack(path)


def read_quizpack(path: Path) -> Loaded:
    """The pack in a ``.quizpack``; see :func:`open_quizpack`."""
    return load(open_quizpack(path).reader)


def is_quizpack(path: Path) -> bool:
    """Whether a file's first bytes are those of a zip."""
    check_file(path)
    try:
        with path.open("rb") as file:
            return file.read(4) in (b"PK\x03\x04", b"PK\x05\x06")
    except OSError as error:
        raise Refused(PackRefusal.UNREADABLE, file=path.name, why=error.strerror or str(error)) from None


def open_any(path: Path) -> PackReader:
    """A pack of ours in either form; its content decides, not its name."""
    return open_quizpack(path).reader if is_quizpack(path) else open_pack(path)


def read_any(path: Path) -> Loaded:
    """As :func:`open_any`, all at once."""
    return load(open_any(path))


def write_quizpack(pack: Pack, media_root: Path | None, path: Path) -> None:
    """Write a pack and the media that it names, found below ``media_root``.

    The same pack makes the same bytes. The article goes along when it is there. Raises :class:`Refused`.
    """
    media = {}
    for name in named_media(pack) | {pack.head.article} - {""}:
        source = _below(media_root, name)
        if source is not None:
            media[name] = source
        elif name != pack.head.article:
            raise Refused(PackRefusal.MEDIA_MISSING, member=name)
    write_with_media(pack, media, path)


def write_with_media(pack: Pack, media: Mapping[str, Path], path: Path) -> None:
    """Write a pack and the files that go along, by their names in it. Raises :class:`Refused`."""
    with replaced(path) as out, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(_entry(PACK_FILE), "w") as file:
            for block in toml_blocks(pack.head, pack.questions):
                file.write(block.encode())
        for name, source in sorted(media.items()):
            if source.stat().st_size > MOST_MEDIA_MB * _MB:
                raise Refused(PackRefusal.TOO_LARGE_INSIDE, file=path.name, member=name, limit=MOST_MEDIA_MB)
            with source.open("rb") as read, archive.open(_entry(name), "w") as file:
                _copy(read, file)


def named_media(pack: Pack) -> set[str]:
    """Every picture and sound that a pack names."""
    names = {pack.head.cover}
    for question in pack.questions:
        names.update(media_of(question))
    return names - {""}


class _Member:
    """A file in a zip as an open file; closing it closes the zip, and damage becomes a refusal."""

    def __init__(self, path: Path, entry: zipfile.ZipInfo) -> None:
        self._path = path
        with _whole(path):
            self._archive = zipfile.ZipFile(path)
            try:
                self._file = self._archive.open(entry)
            except BaseException:
                self._archive.close()
                raise

    def read(self, size: int = -1) -> bytes:
        with _whole(self._path):
            return self._file.read(size)

    def __enter__(self) -> _Member:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self._archive.close()


@contextmanager
def _whole(path: Path) -> Iterator[None]:
    try:
        yield
    except Refused:
        raise
    except _DAMAGED as error:
        raise Refused(PackRefusal.NOT_A_ZIP, file=path.name, why=str(error) or type(error).__name__) from None
    except OSError as error:
        raise Refused(PackRefusal.UNREADABLE, file=path.name, why=error.strerror or str(error)) from None


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    with _whole(path), path.open("rb") as file:
        check_directory(file, MOST_FILES)
        with zipfile.ZipFile(file) as archive:
            yield archive


def _checked(file: str, archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The archive's files by name, when nothing in it is a danger."""
    found: dict[str, zipfile.ZipInfo] = {}
    seen: set[str] = set()
    entries = archive.infolist()
    if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_ALL_MB * _MB:
        raise Refused(PackRefusal.TOO_MUCH_INSIDE, file=file, limit=MOST_ALL_MB, count=MOST_FILES)
    for entry in entries:
        # zipfile cuts a name at a NUL and turns backslashes on Windows; the original tells.
        name = entry.orig_filename
        said = name[:80].replace("\0", "␀")
        if not is_safe(name.removesuffix("/")):
            raise Refused(PackRefusal.UNSAFE_NAME, file=file, member=said)
        mode = stat.S_IFMT(entry.external_attr >> 16)
        if mode not in (0, stat.S_IFREG, stat.S_IFDIR) or (mode == stat.S_IFDIR and not entry.is_dir()):
            raise Refused(PackRefusal.LINK_INSIDE, file=file, member=said)
        key = unicodedata.normalize("NFC", name).casefold()
        if key in seen:
            raise Refused(PackRefusal.NAME_TWICE, file=file, member=said)
        seen.add(key)
        if entry.flag_bits & 1 or entry.compress_type not in _PLAIN_ZIP:
            raise Refused(PackRefusal.ENCRYPTED, file=file, member=said)
        limit = MOST_PACK_MB if name == PACK_FILE else MOST_MEDIA_MB
        if entry.file_size > limit * _MB:
            raise Refused(PackRefusal.TOO_LARGE_INSIDE, file=file, member=said, limit=limit)
        if entry.file_size > max(_RATIO_FROM, MOST_RATIO * entry.compress_size):
            raise Refused(PackRefusal.BOMB, file=file, member=said, ratio=MOST_RATIO)
        if not entry.is_dir():
            found[name] = entry
    if PACK_FILE not in found:
        raise Refused(PackRefusal.NO_PACK_INSIDE, file=file)
    return found


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)  # its date is 1980 always
    # Pictures and sounds are packed already.
    entry.compress_type = zipfile.ZIP_DEFLATED if name == PACK_FILE else zipfile.ZIP_STORED
    entry.external_attr = (stat.S_IFREG | 0o644) << 16
    return entry


def _below(root: Path | None, name: str) -> Path | None:
    """The file of that name below ``root``; a link that leads out of it does not count."""
    if root is None or not is_safe(name):
        return None
    found = (root / name).resolve()
    return found if found.is_file() and found.is_relative_to(root.resolve()) else None


def _copy(source: IO[bytes], target: IO[bytes]) -> None:
    while chunk := source.read(_CHUNK):
        target.write(chunk)
