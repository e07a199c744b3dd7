"""Keep the three languages complete: `python tools/messages.py` rewrites `src/yihu/locale/`.

Message ids are the Traditional Chinese texts themselves, gathered from Python, from templates and from the
regulations' data. zh_Hant says them as they are, so that no other default language shines through; zh_Hans
is made from them by OpenCC and `zh_hans_overrides.txt`; en is translated by hand in `django.po`, where this
program only adds what is new and drops what is gone. `--check` writes nothing and exits 1 if anything is
stale or untranslated. The same sources give the same bytes.
"""

import argparse
import ast
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import polib
from django.utils.translation.template import templatize
from opencc import OpenCC

from yihu.policy.regulations import REGULATIONS

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "yihu"
LOCALE = SOURCE / "locale"
OVERRIDES = Path(__file__).with_name("zh_hans_overrides.txt")
MARKERS = {"_", "N_", "gettext", "gettext_lazy", "gettext_noop"}
HAN = re.compile(r"[\u3400-\u9fff]")
PLACEHOLDER = re.compile(r"%(?:\((\w+)\)[-+ 0#]*[\d.]*[a-zA-Z]|%)")
TEMPLATE_CALL = re.compile(r"""\b(?:gettext|_)\((u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*")\)""")
PLURAL_CALL = re.compile(r"\b(?:ngettext|pgettext|npgettext)\(u?['\"]")
REGULATION_FILES = "policy/regulations"

Messages = dict[str, list[str]]
"""Message id → the files that say it, in the order of the files."""


class Unextractable(Exception):
    """A text that no catalogue can hold: made at run time, plural or contextual."""


def gather() -> Messages:
    """Every message id with the files it stands in. Raises `Unextractable`, naming file and line."""
    found: Messages = {}
    for name, text in [*from_python(), *from_templates(), *from_regulations()]:
        if text and name not in found.setdefault(text, []):
            found[text].append(name)
    return found


def from_python() -> Iterator[tuple[str, str]]:
    """`(file, text)` of every marked literal in the program's Python files."""
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _called(node) in MARKERS and node.args:
                yield from ((name, text) for text in _literals(node.args[0], f"{name}:{node.lineno}"))
            elif isinstance(node, ast.Call) and _called(node) in {"ngettext", "pgettext", "npgettext"}:
                raise Unextractable(f"{name}:{node.lineno}: say it without plural forms and contexts")


def _called(node: ast.Call) -> str:
    return getattr(node.func, "id", "") or getattr(node.func, "attr", "")


def _literals(node: ast.expr, place: str) -> Iterator[str]:
    """The literal given to a marker, either branch of a choice; a variable is marked where it is written."""
    if isinstance(node, ast.JoinedStr):
        raise Unextractable(f"{place}: an f-string cannot be translated")
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body, place)
        yield from _literals(node.orelse, place)


def from_templates() -> Iterator[tuple[str, str]]:
    """`(file, text)` of every template, read as Django itself reads it (trimming, `%%`, `_("…")`)."""
    for path in sorted(SOURCE.rglob("templates/**/*")):
        if path.suffix in {".html", ".txt"}:
            name = path.relative_to(SOURCE).as_posix()
            code = templatize(path.read_text("utf-8"), origin=name)
            if PLURAL_CALL.search(code):
                raise Unextractable(f"{name}: say it without plural forms and contexts")
            yield from ((name, ast.literal_eval(text)) for text in TEMPLATE_CALL.findall(code))


def from_regulations() -> Iterator[tuple[str, str]]:
    """`(folder, text)` of every Chinese text in the regulations' data, the numbers of clauses included."""
    return ((REGULATION_FILES, text) for text in _texts(tuple(REGULATIONS.values())))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if HAN.search(value):
            yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from _texts(getattr(value, each.name))
    elif isinstance(value, Mapping):
        yield from _texts(tuple(value.values()))
    elif isinstance(value, tuple | list | frozenset):
        for each in value:
            yield from _texts(each)


def simplifier() -> Callable[[str], str]:
    """Traditional text as the mainland writes it: its terms first, then each character (OpenCC t2s)."""
    lines = OVERRIDES.read_text("utf-8").splitlines()
    terms = dict(line.split() for line in lines if line and not line.startswith("#"))
    pattern = re.compile("|".join(map(re.escape, sorted(terms, key=lambda term: (-len(term), term)))))
    convert = OpenCC("t2s").convert
    return lambda text: convert(pattern.sub(lambda found: terms[found[0]], text))


def placeholders(text: str) -> list[str]:
    """The named placeholders and doubled percent signs of `text`, sorted."""
    return sorted(found[0] for found in PLACEHOLDER.finditer(text))


def catalogues(messages: Messages) -> dict[str, polib.POFile]:
    """The three catalogues as they should be; en keeps what its file says."""
    simplified = simplifier()
    kept = translations("en")
    return {
        "zh_Hant": _catalogue("zh_Hant", messages, lambda text: text),
        "zh_Hans": _catalogue("zh_Hans", messages, simplified),
        "en": _catalogue("en", messages, lambda text: text if text.isascii() else kept.get(text, "")),
    }


def _catalogue(language: str, messages: Messages, translate: Callable[[str], str]) -> polib.POFile:
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = {
        "Project-Id-Version": "yihu",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for text, places in sorted(messages.items(), key=lambda item: (item[1][0], item[0])):
        flags = ["python-format"] if placeholders(text) else []
        where = [(place, "") for place in places]
        catalogue.append(polib.POEntry(msgid=text, msgstr=translate(text), occurrences=where, flags=flags))
    return catalogue


def folder(language: str) -> Path:
    """Where a language's catalogue lies."""
    return LOCALE / language / "LC_MESSAGES"


def translations(language: str) -> dict[str, str]:
    """Message id → its translation, as the file says now."""
    path = folder(language) / "django.po"
    return {each.msgid: each.msgstr for each in polib.pofile(str(path))} if path.exists() else {}


def write(language: str, catalogue: polib.POFile) -> None:
    """Put the catalogue and its compiled form in their place."""
    folder(language).mkdir(parents=True, exist_ok=True)
    (folder(language) / "django.po").write_text(str(catalogue), "utf-8")
    (folder(language) / "django.mo").write_bytes(catalogue.to_binary())


def stale(language: str, catalogue: polib.POFile) -> Iterator[str]:
    """What the files on disk lack, hold too much, or say otherwise."""
    wanted, there = {each.msgid: each.msgstr for each in catalogue}, translations(language)
    yield from (f"missing: {text}" for text in wanted if text not in there)
    yield from (f"no longer said: {text}" for text in there if text not in wanted)
    yield from (f"differs: {text}" for text in wanted if there.get(text, wanted[text]) != wanted[text])
    compiled = folder(language) / "django.mo"
    if not compiled.exists() or compiled.read_bytes() != catalogue.to_binary():
        yield "django.mo is not what django.po says"


def wrong(catalogue: polib.POFile) -> Iterator[str]:
    """What is untranslated, or has other placeholders than its message id."""
    for each in catalogue:
        if not each.msgstr:
            yield f"untranslated: {each.msgid}"
        elif placeholders(each.msgid) != placeholders(each.msgstr):
            yield f"other placeholders: {each.msgid}"


def main() -> int:
    """Write the catalogues, or check them; say what is left to do."""
    parser = argparse.ArgumentParser(description="The catalogues of the three languages.")
    parser.add_argument(
        "--check", action="store_true", help="write nothing, exit 1 if anything is left to do"
    )
    checking = parser.parse_args().check
    left = []
    for language, catalogue in catalogues(gather()).items():
        if not checking:
            write(language, catalogue)
        left += [f"{language}: {each}" for each in (*stale(language, catalogue), *wrong(catalogue))]
    for each in left:
        print(each)
    print(f"{len(left)} left to do" if left else "Three languages, complete.")
    return 1 if checking and left else 0


if __name__ == "__main__":
    sys.exit(main())
