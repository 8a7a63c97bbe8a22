"""The README says what the program does: its generated parts are fresh, its files exist, its commands are real."""

import re

import pytest

from tests.conftest import ROOT
from tests.update_readme import README, command_names, help_of, updated

FRESH = "run `python -m tests.update_readme` and commit README.md"


@pytest.fixture
def readme() -> str:
    return README.read_text(encoding="utf-8")


def test_the_help_and_the_settings_in_the_readme_are_those_of_the_program(readme: str) -> None:
    assert updated(readme) == readme, FRESH


def test_both_make_targets_of_the_readme_exist(readme: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"\bmake ([a-z][a-z-]*)", readme))
    assert {"chat", "test"} <= targets
    assert [target for target in sorted(targets) if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []


def test_every_command_of_the_readme_exists(readme: str) -> None:
    used = set(re.findall(r"\binterpoles (?:--home \S+ )?([a-z]+)\b", readme))
    assert used - set(command_names()) == set()


def test_every_local_link_and_image_of_the_readme_exists(readme: str) -> None:
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", readme)
    assert [target for target in targets if not (ROOT / target).exists()] == []


@pytest.mark.parametrize("name", command_names())
def test_every_command_explains_itself_with_an_example(name: str) -> None:
    assert f"Example: interpoles {name}" in help_of(name)
