"""A source's own Python parser: `module:function` comes in, the function goes out.

A module is looked for beside the source's file, then among installed packages. What can't be imported, or has no
such function, is a ParserError: that source fails, with file and line.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from contextlib import ExitStack
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from scraper.errors import ParserError
from scraper.soup import ForeignCode, Parser

if TYPE_CHECKING:
    from types import ModuleType

    from scraper.sources.source import Source


def load_parser(source: Source) -> Parser | None:
    """Return the source's own parser, None where it has none. Raises ParserError."""
    return _load(source.parser, parser_file(source)) if source.parser else None


def parser_file(source: Source) -> Path | None:
    """Return the file beside the source's own that its parser is in; None for an installed one, or none at all."""
    module = (source.parser or "").partition(":")[0]
    file = Path(source.file).parent.joinpath(*module.split(".")).with_suffix(".py")
    return file if module and source.file and file.is_file() else None


@cache
def _load(name: str, file: Path | None) -> Parser:
    module, _, function = name.partition(":")
    if file is None and not _is_installed(module):
        raise ParserError(
            f"{name}: no module {module}, neither beside the source's file nor installed; write or install it"
        )
    with ForeignCode(name, str(file or module)):
        imported = _from_file(module, file) if file else importlib.import_module(module)
    found = getattr(imported, function, None)
    if not callable(found):
        raise ParserError(f"{file or module}: has no function {function}; define it, or name another as parser")
    return Parser(name, found)


def _is_installed(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except (ImportError, ValueError):  # a package above it is missing, or says nothing of where it is
        return False


def _from_file(module: str, file: Path) -> ModuleType:
    """Import a file under a name that no other module has, whatever it is called."""
    alias = f"{module.replace('.', '_')}_{sha256(str(file.resolve()).encode()).hexdigest()[:12]}"
    spec = importlib.util.spec_from_file_location(alias, file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file} is no Python module")
    imported = importlib.util.module_from_spec(spec)
    with ExitStack() as undo:
        undo.callback(sys.modules.pop, alias, None)
        sys.modules[alias] = imported  # where dataclasses and pickle look for it
        spec.loader.exec_module(imported)
        undo.pop_all()
    return imported
