"""How far long work has come is told on standard error, as a bar or as lines."""

import io
import os
import pty
import re
import sys
import termios
import time

import pytest

from index.progress import in_lines, on_terminal, silent, suited_to_output


def test_lines_tell_every_tenth_of_the_work(capsys: pytest.CaptureFixture[str]) -> None:
    with in_lines("Encoding", 2_000) as advance:
        for _ in range(20):
            advance(100)
    told = capsys.readouterr()
    assert told.err.splitlines() == [f"Encoding: {done:,} of 2,000" for done in range(200, 2_001, 200)]
    assert told.out == ""


def test_work_of_unknown_size_tells_a_line_for_every_ten_thousand(capsys: pytest.CaptureFixture[str]) -> None:
    with in_lines("Importing", None) as advance:
        for _ in range(25):
            advance(1_000)
    assert capsys.readouterr().err.splitlines() == ["Importing: 10,000", "Importing: 20,000"]


def test_little_work_tells_each_step_once(capsys: pytest.CaptureFixture[str]) -> None:
    with in_lines("Encoding", 3) as advance:
        advance(2)
        advance(1)
    assert capsys.readouterr().err.splitlines() == ["Encoding: 2 of 3", "Encoding: 3 of 3"]


def test_work_that_is_already_done_tells_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with in_lines("Encoding", 0):
        pass
    assert capsys.readouterr().err == ""


def test_a_bar_ends_at_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(sys, "stderr", terminal)
    with on_terminal("Encoding", 3) as advance:
        advance(3)
    assert "Encoding: 100%" in terminal.getvalue()
    assert "3.00/3.00" in terminal.getvalue()


def test_a_bar_tells_the_time_left_once_the_work_shows_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(sys, "stderr", terminal)
    with on_terminal("Importing", None) as advance:
        time.sleep(0.11)
        advance(1, 4)
        assert re.search(r"25%.* 1\.00/4\.00 \[00:00<00:0\d, [\d.]+s?/s?\]", terminal.getvalue())
        advance(3, 4)
    assert "100%" in terminal.getvalue()


def test_lines_are_told_by_what_is_done_while_the_size_is_only_guessed(capsys: pytest.CaptureFixture[str]) -> None:
    with in_lines("Importing", None) as advance:
        advance(10_000, 25_000)
    assert capsys.readouterr().err.splitlines() == ["Importing: 10,000"]


def test_silence_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    with silent("Encoding", 3) as advance:
        advance(3)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(("rows", "columns", "expected"), [(24, 80, on_terminal), (0, 0, in_lines)])
def test_a_bar_is_for_terminals_that_have_a_width(
    monkeypatch: pytest.MonkeyPatch, rows: int, columns: int, expected: object
) -> None:
    outer, inner = pty.openpty()
    termios.tcsetwinsize(inner, (rows, columns))
    with os.fdopen(inner, "w") as terminal, os.fdopen(outer):
        monkeypatch.setattr(sys, "stderr", terminal)
        assert suited_to_output() is expected


def test_what_is_no_terminal_gets_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert suited_to_output() is in_lines
