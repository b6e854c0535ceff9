"""Builds the pages: the operator's console, and the emulator's phone by the same rules.

Stands alone (standard library and Babel), because it runs before anything of
ours is installed and again at the server's start, where ``is_current`` decides
between serving the pages and saying clearly that they were not built.

    python intake_api/web/build.py intake_api/web bots/emulator/phone
"""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

CONSOLE = Path(__file__).resolve().parent
INTAKE_API = CONSOLE.parent
PHONE = INTAKE_API.parent / "bots" / "emulator" / "phone"
LANGUAGES = ("kk", "ru", "en")
GENERATED = {"node_modules", "dist", "locales", "__pycache__", "openapi.json", "api.d.ts"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Where a page's gettext catalogues lie, and where its build reads them as JSON."""

    locales: Path
    domain: str
    json: str

    def catalogue(self, language: str) -> Path:
        return self.locales / language / f"{self.domain}.po"


def _of_console(domain: str, name: str | None = None) -> Words:
    return Words(
        locales=INTAKE_API / "locales",
        domain=domain,
        json=f"dist/{name or domain}.{{language}}.json",
    )


CONSOLE_WORDS = _of_console("console", "texts")
FAQ_WORDS = _of_console("editor", "faq")
# Beside the console's own: each is fetched by those alone who open that part of it.
PARTS = ("admin", "board", "desk", "exports", "incidents", "lists", "map", "media")
WORDS = {
    CONSOLE: (CONSOLE_WORDS, FAQ_WORDS, *map(_of_console, PARTS)),
    PHONE: (
        Words(locales=PHONE.parents[1] / "locales", domain="phone", json="locales/{language}.json"),
    ),
}


class NotBuilt(Exception):
    """The pages could not be built; the text says what a person can do about it."""


def build_web(folder: Path) -> bool:
    """Builds ``folder`` into its ``dist``; False when nothing had changed. Raises NotBuilt."""
    folder = folder.resolve()
    install_packages(folder)
    if folder == CONSOLE:
        _refresh_types_if_possible(folder)
    if is_current(folder):
        return False
    sources = sources_hash(folder)
    shutil.rmtree(folder / "dist", ignore_errors=True)
    write_texts(folder)
    npm(folder, "run", "build")
    _write_json(folder / "dist" / "build.json", {"sources": sources})
    return True


def is_current(folder: Path) -> bool:
    """Whether ``dist`` was built from exactly the sources that lie there now."""
    try:
        built: object = json.loads((folder / "dist" / "build.json").read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return built == {"sources": sources_hash(folder)}


def sources_hash(folder: Path) -> str:
    """Of every file that decides what is built: sources, the lock, the page's catalogues."""
    files = list(_source_files(folder.resolve()))
    for words in WORDS.get(folder.resolve(), ()):
        files += [words.catalogue(language) for language in LANGUAGES]
    return _hash_of(files)


def install_packages(folder: Path) -> None:
    """``npm ci`` when the packages are missing or the lock has changed since."""
    lock, mark = folder / "package-lock.json", folder / "node_modules" / ".installed"
    wanted = _hash_of([lock])
    if mark.exists() and mark.read_text() == wanted:
        return
    npm(folder, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
    mark.parent.mkdir(exist_ok=True)
    mark.write_text(wanted)


def npm(folder: Path, *arguments: str) -> None:
    """Runs npm there. Raises NotBuilt with its output when it fails."""
    program = shutil.which("npm")
    if program is None:
        raise NotBuilt("npm was not found: install Node.js 20 or newer, then run this again.")
    _run([program, "--loglevel=error", *arguments], folder)


def refresh_types(folder: Path) -> None:
    """The API's schema and the types made from it, when the API's code has changed.

    Only the type check reads them: a console is built without them all the same.
    """
    code = _hash_of(sorted(INTAKE_API.rglob("*.py")))
    types, mark = folder / "src" / "api.d.ts", folder / "node_modules" / ".schema"
    if types.exists() and mark.exists() and mark.read_text() == code:
        return
    schema = _run([sys.executable, "-m", "intake_api", "openapi"], INTAKE_API.parent)
    (folder / "openapi.json").write_text(schema, "utf-8")
    npm(folder, "run", "types")
    mark.write_text(code)


def write_texts(folder: Path) -> None:
    """The page's catalogues as JSON: id -> text, or plural category -> text."""
    for words in WORDS.get(folder, ()):
        for language in LANGUAGES:
            file = folder / words.json.format(language=language)
            _write_json(file, texts(read_catalogue(language, words)))


def read_catalogue(language: str, words: Words = CONSOLE_WORDS) -> Catalog:
    with words.catalogue(language).open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def texts(catalogue: Catalog) -> dict[str, str | dict[str, str]]:
    """The catalogue as the page reads it; plurals are keyed as ``Intl.PluralRules`` names them."""
    found: dict[str, str | dict[str, str]] = {}
    for message in catalogue:
        if isinstance(message.string, tuple):
            categories = ("one", "few", "many") if len(message.string) == 3 else ("one", "other")
            found[message.id[0]] = dict(zip(categories, message.string, strict=True))
        elif message.id:
            found[str(message.id)] = str(message.string)
    return found


def _refresh_types_if_possible(folder: Path) -> None:
    try:
        refresh_types(folder)
    except NotBuilt as problem:
        print(f"The API's types were not refreshed. {problem}", file=sys.stderr)  # noqa: T201


def _source_files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name in GENERATED or path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _source_files(path)
        else:
            yield path


def _hash_of(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.name}\0{file.stat().st_size}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _run(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise NotBuilt(f"{' '.join(command)} failed in {folder}:\n{done.stdout}{done.stderr}")
    return done.stdout


def _write_json(file: Path, value: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(value, ensure_ascii=False, sort_keys=True), "utf-8")


def main(folders: list[str]) -> None:
    for folder in folders:
        try:
            built = build_web(Path(folder))
        except NotBuilt as problem:
            sys.exit(str(problem))
        print(f"{folder}: {'built' if built else 'up to date'}")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
