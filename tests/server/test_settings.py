"""The service's settings: what they are without any, and that a wrong one is named in one line."""

from pathlib import Path

import pytest

from index.folder import DataFolder
from server.config import SettingError, Settings, read_settings

PORT_MESSAGE = "SIDELIGHT_PORT must be a whole number from 1 to 65535."
HOST_MESSAGE = "SIDELIGHT_HOST must be one of 127.0.0.1, ::1, localhost: the service is for this machine only."


def test_without_settings_the_service_answers_on_the_usual_loopback_port_from_the_folder_var() -> None:
    settings = read_settings({})

    assert settings == Settings(DataFolder(Path("var")), "127.0.0.1", 8765, None)
    assert settings.address == "http://127.0.0.1:8765"


def test_an_empty_setting_counts_as_none() -> None:
    empty = {
        "SIDELIGHT_DATA": "",
        "SIDELIGHT_HOST": "",
        "SIDELIGHT_PORT": "",
        "SIDELIGHT_TOKEN": "",
        "SIDELIGHT_THRESHOLD": "",
    }

    assert read_settings(empty) == read_settings({})


def test_each_setting_is_read() -> None:
    settings = read_settings(
        {
            "SIDELIGHT_DATA": "/srv/side",
            "SIDELIGHT_HOST": "localhost",
            "SIDELIGHT_PORT": "9000",
            "SIDELIGHT_TOKEN": "a-secret-of-nine-words",
            "SIDELIGHT_THRESHOLD": "0.75",
        }
    )

    assert settings == Settings(DataFolder(Path("/srv/side")), "localhost", 9000, "a-secret-of-nine-words", 0.75)


def test_an_ipv6_address_stands_in_brackets() -> None:
    assert read_settings({"SIDELIGHT_HOST": "::1"}).address == "http://[::1]:8765"


@pytest.mark.parametrize("port", ["1", "65535"])
def test_the_first_and_the_last_port_are_taken(port: str) -> None:
    assert read_settings({"SIDELIGHT_PORT": port}).port == int(port)


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "80.0", "1e3", " 80", "٨٠", "²", "0x50", "99999999999999"])
def test_a_wrong_port_is_refused_by_the_name_of_its_setting(port: str) -> None:
    with pytest.raises(SettingError) as refused:
        read_settings({"SIDELIGHT_PORT": port})

    assert str(refused.value) == PORT_MESSAGE


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.10", "evil.example", "127.0.0.2", "[::1]", "localhost "])
def test_a_host_beyond_this_machine_is_refused_by_the_name_of_its_setting(host: str) -> None:
    with pytest.raises(SettingError) as refused:
        read_settings({"SIDELIGHT_HOST": host})

    assert str(refused.value) == HOST_MESSAGE


@pytest.mark.parametrize("token", ["short", "with a space in it", "with-an-é-in-it", "with-a-tab\tin-it", "x" * 201])
def test_a_token_that_no_header_carries_is_refused_without_being_repeated(token: str) -> None:
    with pytest.raises(SettingError) as refused:
        read_settings({"SIDELIGHT_TOKEN": token})

    assert str(refused.value) == "SIDELIGHT_TOKEN must be 8 to 200 visible ASCII characters without a space."


@pytest.mark.parametrize(("threshold", "expected"), [("0", 0.0), ("1", 1.0), ("0.5", 0.5), ("1.0", 1.0)])
def test_a_threshold_is_a_share(threshold: str, expected: float) -> None:
    assert read_settings({"SIDELIGHT_THRESHOLD": threshold}).threshold == expected


@pytest.mark.parametrize("threshold", ["1.1", "-0.1", "90%", "high", ".5 ", "nan", "1e-1", "٠"])
def test_a_threshold_that_is_no_share_is_refused_by_the_name_of_its_setting(threshold: str) -> None:
    with pytest.raises(SettingError) as refused:
        read_settings({"SIDELIGHT_THRESHOLD": threshold})

    assert str(refused.value) == "SIDELIGHT_THRESHOLD must be a number from 0 to 1, such as 0.7."
