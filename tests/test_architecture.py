"""The plan of the house holds: imports go down only, and every module is a chapter, not a book."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
PACKAGE = REPOSITORY / "scraper"
MODULES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES = 400
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}


def test_imports_go_down_only():
    lint = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run(
        [lint, "--no-logo", "--no-cache"], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_there_are_modules_to_look_at():
    assert PACKAGE / "model.py" in MODULES


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_a_module_is_a_chapter(module):
    text = module.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MOST_LINES
    assert module.stem not in VAGUE_NAMES
    assert ast.get_docstring(ast.parse(text)), "begins with what comes in and what goes out"


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_no_module_imports_a_private_name(module):
    tree = ast.parse(module.read_text(encoding="utf-8"))
    ours = (
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("scraper")
    )
    private = [
        name.name for node in ours for name in node.names if name.name.startswith("_") and name.name != "__version__"
    ]
    assert private == []


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_no_module_swallows_every_exception(module):
    tree = ast.parse(module.read_text(encoding="utf-8"))
    handlers = (node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler))
    caught = [ast.unparse(node.type) if node.type else "everything" for node in handlers]
    assert not set(caught) & {"everything", "Exception", "BaseException"}
