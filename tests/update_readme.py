"""Writes the generated parts of README.md: the help of every command, every setting, and one line a file.

`test_readme` checks that they are fresh. Run it as `python -m tests.update_readme`.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

from typer.main import get_command
from typer.testing import CliRunner

from assistant.settings import setting_rows
from ui.cli import app

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"


def command_names() -> tuple[str, ...]:
    """Return the names of the commands, in the order of the help."""
    return tuple(getattr(get_command(app), "commands", {}))


def parts_of(name: str) -> tuple[str, ...]:
    """Return the names of the commands under a command, in the order of its help."""
    return tuple(getattr(getattr(get_command(app), "commands", {})[name], "commands", {}))


def help_of(*arguments: str) -> str:
    """Return what `interpoles … --help` prints."""
    runner = CliRunner(env={"COLUMNS": "80"})
    return runner.invoke(app, [*arguments, "--help"], prog_name="interpoles").output.strip()


def commands_section() -> str:
    """Return the help of the program and of each command, as Markdown."""
    texts = [help_of()]
    for name in command_names():
        texts += [help_of(name), *(help_of(name, part) for part in parts_of(name))]
    return "\n\n".join(f"```text\n{text}\n```" for text in texts)


def settings_section() -> str:
    """Return the table of settings, as Markdown."""
    rows = [f"| `{row.path}` | `{row.default or 'left out'}` | {row.description} |" for row in setting_rows()]
    return "\n".join(["| setting | default | what it does |", "| --- | --- | --- |", *rows])


def files_section() -> str:
    """Return one line for each module of the four packages: the first sentence of its docstring."""
    lines: list[str] = []
    for package in ("corpus", "index", "assistant", "ui"):
        lines += ["", f"**{package}**", ""] if lines else [f"**{package}**", ""]
        for path in sorted((ROOT / package).rglob("*.py")):
            docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
            first = re.split(r"(?<=\.)\s", " ".join(docstring.split("\n\n")[0].split()), maxsplit=1)[0]
            if path.name != "__init__.py":
                lines.append(f"- `{path.relative_to(ROOT / package).as_posix()}`: {first}")
    return "\n".join(lines)


def updated(readme: str) -> str:
    """Return the README with its generated parts made anew."""
    sections = {"commands": commands_section(), "settings": settings_section(), "files": files_section()}
    for name, content in sections.items():
        opening, closing = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        if opening not in readme or closing not in readme:
            raise ValueError(f"README.md has no part between <!-- {name} --> and {closing}")
        before, after = readme.split(opening)[0], readme.split(closing)[1]
        readme = f"{before}{opening}{content}\n{closing}{after}"
    return readme


if __name__ == "__main__":
    README.write_text(updated(README.read_text(encoding="utf-8")), encoding="utf-8")
