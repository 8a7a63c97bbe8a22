"""The rules of the code that no single module can keep: layers, size, printing, errors, storage."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGES = ("corpus", "index", "assistant", "ui")
MAX_LINES = 320
MAX_TEST_LINES = 480
"""A test file is a list of independent cases that mirrors one module, and may be longer than it."""
LONG_FILES: dict[str, str] = {}
"""Files above the limit, each with the reason why it is better in one piece."""

SOURCES = tuple(sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py")))
ALL_PYTHON = (*SOURCES, *sorted((ROOT / "tests").rglob("*.py")))
PICKLES = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "shelve", "marshal"}


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text(encoding="utf-8"), filename=str(path)))


def calls(path: Path, name: str) -> list[str]:
    return [
        f"{relative(path)}:{node.lineno}"
        for node in nodes(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
    ]


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
    return found


def roots(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imported(path)}


def test_imports_go_from_left_to_right_only() -> None:
    order = {package: position for position, package in enumerate(PACKAGES)}
    wrong = [
        f"{relative(path)} imports {name}"
        for path in SOURCES
        for name in sorted(roots(path) & set(PACKAGES))
        if order[name] > order[path.relative_to(ROOT).parts[0]]
    ]
    assert wrong == []


def test_no_module_imports_the_tests() -> None:
    assert [relative(path) for path in SOURCES if "tests" in roots(path)] == []


@pytest.mark.parametrize(
    ("library", "homes"),
    [
        ("faiss", ["index/vectors.py"]),
        ("sqlite3", None),
        ("gradio", None),
        ("typer", None),
        ("rich", None),
    ],
)
def test_a_library_stays_where_it_belongs(library: str, homes: list[str] | None) -> None:
    layers = {"sqlite3": "index/", "gradio": "ui/", "typer": "ui/cli", "rich": "ui/cli"}
    users = [relative(path) for path in SOURCES if library in roots(path)]
    if homes is not None:
        assert users == homes
    else:
        assert [user for user in users if not user.startswith(layers[library])] == []


def test_only_the_wiring_names_concrete_classes() -> None:
    concrete = {"SqliteStore", "HybridRetriever", "ExtractiveAssistant"}
    built = [
        f"{relative(path)}:{node.lineno} {node.func.id}"
        for path in SOURCES
        if relative(path) != "assistant/wiring.py"
        for node in nodes(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in concrete
    ]
    assert built == []


def test_only_the_command_line_prints() -> None:
    printed = [place for path in SOURCES if not relative(path).startswith("ui/cli") for place in calls(path, "print")]
    assert printed == []


def test_no_broad_except_that_does_not_raise_again() -> None:
    def broad(handler: ast.ExceptHandler) -> bool:
        caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
        names = {node.id for node in caught if isinstance(node, ast.Name)}
        return handler.type is None or bool(names & {"Exception", "BaseException"})

    found = [
        f"{relative(path)}:{node.lineno}"
        for path in SOURCES
        for node in nodes(path)
        if isinstance(node, ast.ExceptHandler)
        and broad(node)
        and not any(isinstance(inner, ast.Raise) for inner in ast.walk(node))
    ]
    assert found == []


def test_nothing_is_pickled() -> None:
    assert [relative(path) for path in SOURCES if roots(path) & PICKLES] == []


def test_no_file_is_longer_than_it_should_be() -> None:
    lengths = {relative(path): len(path.read_text(encoding="utf-8").splitlines()) for path in ALL_PYTHON}

    def limit(name: str) -> int:
        return MAX_TEST_LINES if name.startswith("tests/") else MAX_LINES

    assert {name: length for name, length in lengths.items() if length > limit(name) and name not in LONG_FILES} == {}
    assert [name for name in LONG_FILES if lengths.get(name, 0) <= limit(name)] == []


def test_every_test_folder_is_a_package() -> None:
    folders = {path.parent for path in (ROOT / "tests").rglob("*.py")}
    assert [relative(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_every_noqa_and_type_ignore_carries_its_code() -> None:
    bare = [
        f"{relative(path)}:{number}"
        for path in ALL_PYTHON
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if line.rstrip().endswith(("# " + "noqa", "# type: " + "ignore"))
    ]
    assert bare == []


def test_the_command_line_starts_without_the_heavy_libraries() -> None:
    heavy = ("torch", "sentence_transformers", "transformers", "faiss", "gradio", "langchain_text_splitters", "numpy")
    program = f"import sys, ui.cli; print([name for name in {heavy} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert loaded.stdout == "[]\n"
