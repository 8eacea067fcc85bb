"""Pictures and sounds in the form: chosen, dropped, pasted, seen, removed; every one of it undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from quiz.bank.bank import Bank
from quiz.core.media import file_of, own_name
from quiz.core.questions import Media
from quiz.desktop.editor.answers import ChoiceAnswers, OrderAnswers
from quiz.desktop.editor.form import QuestionForm
from quiz.desktop.editor.media import PictureButton
from quiz.desktop.editor.view import EditorPage
from quiz.desktop.media import brought_by
from quiz.desktop.start import Shell
from tests.desktop.studiowork import CTRL, KINDS, Key, drop, editor, press, select, studio, with_file, write
from tests.mediamaking import png, wav


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    made = {
        "red.png": png(60, 40),
        "blue.png": png(40, 60, (0, 0, 255)),
        "theme.wav": wav(),
        "text.png": b"no",
    }
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
    return {name: tmp_path / name for name in made}


def media_of(bank: Bank, row: int = 0) -> Media:
    return bank.pack("kinds").questions[row].media


def answers(page: EditorPage) -> ChoiceAnswers:
    return next(one for one in page.form.findChildren(ChoiceAnswers) if not one.isHidden())


def choosing(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """The person chooses this file."""
    where = "quiz.desktop.editor.media.QFileDialog.getOpenFileName"
    monkeypatch.setattr(where, lambda *_: (str(path), ""))


def send(page: EditorPage, widget: QWidget, data: QMimeData) -> bool:
    """Drop it there. Only a real drag gets through the application to a widget."""
    event = drop(data)
    event.ignore()
    return page.form.eventFilter(widget, event) and event.isAccepted()


def copy_image(width: int = 5) -> None:
    image = QImage(width, 4, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.green)
    QGuiApplication.clipboard().setImage(image)


def test_a_picture_is_chosen_described_and_undone(
    qtbot: QtBot, shell: Shell, bank: Bank, files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = editor(shell)
    fields = page.form.media
    assert fields is not None
    choosing(monkeypatch, files["red.png"])
    fields.add_picture.setFocus()
    press(qtbot, shell, Key.Key_Return)
    fields.alt.setFocus()
    write(qtbot, shell, "All red")
    page.controller.save()
    kept = media_of(bank)
    assert (own_name(kept.image), kept.image_alt) == ("red.png", "All red")
    assert bank.media.find(kept.image) is not None
    fields.drop_picture.click()
    page.controller.save()
    assert media_of(bank) == Media()
    page.bar.undo.click()
    page.bar.undo.click()
    assert fields.thumb.name == media_of(bank).image


def test_a_sound_is_dropped_played_and_removed(
    shell: Shell, bank: Bank, files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = editor(shell)
    data = with_file(files["theme.wav"])
    assert send(page, page.form.content, data)
    page.controller.save()
    assert own_name(media_of(bank).audio) == "theme.wav"
    fields = page.form.media
    assert fields is not None
    played: list[Path] = []
    monkeypatch.setattr(type(shell.services.sounds), "audible", property(lambda _: True))
    monkeypatch.setattr(shell.services.sounds, "play_file", played.append)
    fields.play.click()
    assert [path.name for path in played] == [file_of(media_of(bank).audio)]
    fields.drop_sound.click()
    page.controller.save()
    assert media_of(bank) == Media()


def test_what_is_dropped_on_a_choice_is_its_picture(shell: Shell, bank: Bank, files: dict[str, Path]) -> None:
    page = editor(shell)
    fields = answers(page).fields
    for field, name in ((fields[1], "red.png"), (fields[2], "blue.png")):
        data = with_file(files[name])
        assert send(page, field, data)
        assert "red.png" not in field.text()
    page.controller.save()
    question = bank.pack("kinds").questions[0]
    assert [own_name(name) for name in question.choice_images] == ["", "red.png", "blue.png"]
    # Another one is right now: the pictures stay with their choices.
    answers(page).marks[2].click()
    page.controller.save()
    question = bank.pack("kinds").questions[0]
    assert (question.right, own_name(question.choice_images[0])) == (("Other 0",), "blue.png")
    assert [own_name(name) for name in question.choice_images[1:]] == ["", "red.png"]
    data = with_file(files["theme.wav"])
    send(page, fields[0], data)
    page.controller.save()
    assert own_name(media_of(bank).audio) == "theme.wav"


def test_steps_take_their_pictures_along(
    qtbot: QtBot, shell: Shell, bank: Bank, files: dict[str, Path]
) -> None:
    page = editor(shell)
    select(page, 5)
    (order,) = page.form.findChildren(OrderAnswers)
    data = with_file(files["red.png"])
    send(page, order.fields[0], data)
    order.fields[0].setFocus()
    press(qtbot, shell, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    page.controller.save()
    question = bank.pack("kinds").questions[5]
    assert question.right == ("2", "1", "3")
    assert [own_name(name) for name in question.choice_images] == ["", "red.png", ""]


def test_a_copied_picture_becomes_png_and_a_copied_file_its_file(
    qtbot: QtBot, shell: Shell, bank: Bank, files: dict[str, Path]
) -> None:
    page = editor(shell)
    copy_image()
    page.form.prompt.setFocus()
    press(qtbot, shell, Key.Key_V, CTRL)
    page.controller.save()
    image = media_of(bank).image
    assert own_name(image) == "Pasted picture.png"
    assert file_of(image).endswith(".png")
    QGuiApplication.clipboard().setMimeData(with_file(files["blue.png"]))
    press(qtbot, shell, Key.Key_V, CTRL | Qt.KeyboardModifier.ShiftModifier)
    page.controller.save()
    assert own_name(media_of(bank).image) == "blue.png"
    assert page.form.prompt.toPlainText() == KINDS[0].prompt
    QGuiApplication.clipboard().setText("just a text")
    press(qtbot, shell, Key.Key_V, CTRL)
    assert "just a text" in page.form.prompt.toPlainText()
    press(qtbot, shell, Key.Key_V, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert page.told.accessibleName() == "There is no picture and no sound on the clipboard."


def test_a_choice_s_picture_by_its_button_alone(
    qtbot: QtBot, shell: Shell, bank: Bank, files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = editor(shell)
    button = answers(page).pictures.buttons[0]
    assert button.accessibleName() == "Picture of choice 1: none"
    choosing(monkeypatch, files["red.png"])
    first = button.menu_of()
    first.actions()[0].trigger()
    assert button.accessibleName() == "Picture of choice 1: red.png"
    copy_image()
    first.actions()[1].trigger()
    assert own_name(button.name) == "Pasted picture.png"
    second = button.menu_of()
    assert [action.text() for action in second.actions()][2] == "Remove the picture"
    second.actions()[2].trigger()
    page.controller.save()
    assert bank.pack("kinds").questions[0] == KINDS[0]


def test_what_cannot_be_taken_is_told_and_changes_nothing(
    shell: Shell, bank: Bank, files: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = editor(shell)
    data = with_file(files["text.png"])
    send(page, page.form.content, data)
    assert "is none of PNG" in page.told.accessibleName()
    monkeypatch.setattr("quiz.desktop.round.pictures.MOST_PIXELS", 100)
    data = with_file(files["red.png"])
    send(page, page.form.content, data)
    assert "has too many pixels" in page.told.accessibleName()
    page.controller.save()
    assert media_of(bank) == Media()


def test_a_picture_that_comes_late_does_not_go_to_another_question(
    shell: Shell, bank: Bank, files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = editor(shell)
    late: list[tuple[object, ...]] = []
    monkeypatch.setattr(page.desk, "take", lambda *args, **_: late.append(args))
    data = with_file(files["red.png"])
    send(page, page.form.content, data)
    send(page, answers(page).fields[0], data)
    monkeypatch.undo()
    select(page, 1)
    for brought, then in late:
        page.desk.take(brought, then)  # type: ignore[arg-type]
    page.controller.save()
    assert [q.media for q in bank.pack("kinds").questions[:2]] == [Media(), Media()]
    assert bank.pack("kinds").questions[:2] == KINDS[:2]


def test_without_a_desk_the_form_keeps_every_picture(
    shell: Shell, bank: Bank, files: dict[str, Path]
) -> None:
    page = editor(shell)
    for widget, name in ((page.form.content, "red.png"), (answers(page).fields[1], "blue.png")):
        data = with_file(files[name])
        send(page, widget, data)
    page.controller.save()
    question = bank.pack("kinds").questions[0]
    form = QuestionForm(shell.services.style)
    form.show_question(question)
    assert form.question() == question
    assert form.findChildren(PictureButton) == []
    form.deleteLater()


def test_a_thumbnail_is_decoded_small_and_painted(shell: Shell, files: dict[str, Path]) -> None:
    page = editor(shell)
    data = with_file(files["red.png"])
    send(page, page.form.content, data)
    fields = page.form.media
    assert fields is not None
    image = fields.thumb.grab().toImage()
    assert image.pixelColor(image.width() // 2, image.height() // 2).name() == "#ff4467"
    fields.thumb.put("0" * 64 + ".png/gone.png")
    fields.thumb.grab()


def test_what_a_drop_or_the_clipboard_brings(files: dict[str, Path]) -> None:
    assert brought_by(None) is None
    assert brought_by(with_file(files["red.png"])) == files["red.png"]
    table = QMimeData()
    table.setText("a\tb")
    table.setImageData(QImage(2, 2, QImage.Format.Format_RGB32))
    assert brought_by(table) is None


def test_dragging_a_file_over_the_form_is_welcome(shell: Shell, files: dict[str, Path]) -> None:
    from PySide6.QtGui import QDragEnterEvent

    page = editor(shell)
    data = with_file(files["red.png"])
    moment = (QPoint(5, 5), Qt.DropAction.CopyAction, data)
    event = QDragEnterEvent(*moment, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QGuiApplication.sendEvent(page.form.prompt.viewport(), event)
    assert event.isAccepted()
    assert isinstance(event, QDropEvent)
    assert event.type() == QEvent.Type.DragEnter
    assert page.form.media is not None
    assert page.form.media.values() == Media()


def test_a_pack_has_its_own_cover_on_home(
    qtbot: QtBot, shell: Shell, bank: Bank, files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = studio(shell)
    choosing(monkeypatch, files["red.png"])
    page.panel.cover.choose.setFocus()
    press(qtbot, shell, Key.Key_Return)
    cover = bank.pack("kinds").head.cover
    assert own_name(cover) == "red.png"
    image = page.panel.cover.poster.grab().toImage()
    assert image.pixelColor(image.width() // 2, image.height() // 2).name() == "#ff4467"
    shell.window.open_page("home")
    home = shell.window.page("home")
    card = next(card for card in home.ui.cards if card.pack_id == "kinds")  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: card.grab() is not None and card.cover()[0].startswith("own:"))
    studio(shell)
    page.panel.cover.drop.click()
    assert bank.pack("kinds").head.cover == ""
    page.undo.click()
    assert bank.pack("kinds").head.cover == cover
    data = with_file(files["blue.png"])
    page.panel.cover.dropEvent(drop(data))
    assert own_name(bank.pack("kinds").head.cover) == "blue.png"
    copy_image(9)
    page.panel.cover.paste.click()
    assert own_name(bank.pack("kinds").head.cover) == "Pasted picture.png"
    QGuiApplication.clipboard().setText("x")
    page.panel.cover.paste.click()
    assert page.told.accessibleName() == "There is no picture on the clipboard."
