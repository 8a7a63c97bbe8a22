from pathlib import Path

import pytest

from assistant.settings import (
    AnswerSettings,
    ModelSettings,
    SearchSettings,
    SettingRow,
    Settings,
    SettingsError,
    load_settings,
    setting_rows,
)


def written(home: Path, content: str) -> Path:
    (home / "settings.toml").write_text(content, encoding="utf-8")
    return home


def test_a_home_without_a_settings_file_has_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == Settings()


def test_an_empty_settings_file_has_the_defaults(tmp_path: Path) -> None:
    assert load_settings(written(tmp_path, "")) == Settings()


def test_what_the_file_says_replaces_the_defaults(tmp_path: Path) -> None:
    content = '[model]\nname = "/models/e5"\nquestion_prefix = "query: "\n[search]\nalpha = 1\n[answer]\npassages = 4\n'
    assert load_settings(written(tmp_path, content)) == Settings(
        ModelSettings("/models/e5", "query: "), SearchSettings(1.0), AnswerSettings(passages=4)
    )


def test_a_byte_order_mark_is_no_problem(tmp_path: Path) -> None:
    assert load_settings(written(tmp_path, "\ufeff[search]\nalpha = 0.25\n")).search.alpha == 0.25


def test_all_problems_are_shown_at_once_with_their_path(tmp_path: Path) -> None:
    content = 'colour = "red"\n[model]\nnome = "x"\n[search]\nalpha = 2\n[answer]\npassages = 1.5\n'
    written(tmp_path, content + 'refusal_threshold = "high"\n')
    with pytest.raises(SettingsError) as caught:
        load_settings(tmp_path)
    known = ", ".join(row.path for row in setting_rows())
    assert str(caught.value).splitlines() == [
        f"{tmp_path / 'settings.toml'} has 5 problem(s):",
        f"  model.nome: there is no such setting; there are {known}",
        "  search.alpha: Input should be less than or equal to 1 (got 2)",
        "  answer.passages: Input should be a valid integer (got 1.5)",
        "  answer.refusal_threshold: Input should be a valid number (got 'high')",
        f"  colour: there is no such setting; there are {known}",
    ]


def test_a_file_that_is_not_toml_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"settings\.toml is not valid TOML: .*line 1"):
        load_settings(written(tmp_path, "alpha: 1\n"))


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_bytes(b'[model]\nname = "mod\xe8le"\n')
    with pytest.raises(SettingsError, match=r"settings\.toml cannot be read: .*utf-8"):
        load_settings(tmp_path)


def test_the_rows_hold_every_setting_with_its_default_as_toml_writes_it() -> None:
    rows = setting_rows()
    assert [row.path for row in rows] == [
        "model.name",
        "model.question_prefix",
        "model.passage_prefix",
        "search.alpha",
        "answer.passages",
        "answer.refusal_threshold",
    ]
    assert rows[3] == SettingRow(
        "search.alpha",
        "0.5",
        "Weight of meaning against words when passages are ranked: 0 is words alone, 1 meaning alone.",
    )
