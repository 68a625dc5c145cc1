#!/usr/bin/env python3
"""Writes the generated parts of the documentation.

    .venv/bin/python scripts/write_docs.py            write them
    .venv/bin/python scripts/write_docs.py --check    fail when something would change

``docs/commands.md`` comes from the commands' own help, the output in ``docs/tutorial.md`` from
running its commands, the tables in ``docs/claim.md``, ``docs/api.md`` and ``README.md`` from the
ontology, the server's own description and the floors of the accuracy gate, the reliability plot from
``docs/calibration.toml``.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

os.environ["COLUMNS"] = "100"

from reliability import measured, plot
from typer.testing import CliRunner

from sayso.archive import Archive
from sayso.bench import gate
from sayso.cli.app import app
from sayso.model import ontology
from sayso.store import open_store
from sayso.web import create_app

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"

HEAD = """# Commands

Written by `make docs` from the commands' own help; do not edit.

Exit codes: **0** all done; **1** done, but something was refused or could not be read, and standard
error says what and why; **2** the call itself was wrong; **3** nothing could be done (the store, the
gazetteer, an id that names nothing); **130** stopped by Ctrl-C, with everything kept that was
committed. `sayso --debug COMMAND …` shows where in the program an error arose.

Results go to standard output, everything else to standard error. Days are written as 2021-09-04.
"""


def commands_page() -> str:
    """The page of all commands, in the order of the program's own help."""
    pages = [HEAD]
    for words in (name.split() for name in command_names()):
        shown = CliRunner().invoke(app, [*words, "--help"], terminal_width=100, prog_name="sayso")
        pages.append(f"## sayso {' '.join(words)}\n\n```text\n{shown.output.strip()}\n```\n")
    return "\n".join(pages)


def command_names() -> list[str]:
    """All commands, those of groups as two words."""
    names = [str(command.name) for command in app.registered_commands]
    for group in app.registered_groups:
        held = group.typer_instance
        if held is not None:
            names += [f"{group.name} {command.name}" for command in held.registered_commands]
    return names


def tutorial_page(written: str) -> str:
    """The tutorial with what its commands print now."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "examples").symlink_to(ROOT / "examples")
        environment = {
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        }
        environment.pop("SAYSO_STORE", None)

        def run(block: re.Match[str]) -> str:
            commands = [c[2:] for c in block.group(1).splitlines() if c.startswith("$ ")]
            ran = subprocess.run(
                ["bash", "-c", "\n".join(commands)],
                cwd=folder, env=environment, text=True, check=False,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            )  # fmt: skip
            shown = "\n".join(line.rstrip() for line in ran.stdout.strip().splitlines())
            asked = "\n".join(f"$ {command}" for command in commands)
            return f"```console\n{asked}\n{shown}\n```".replace("\n\n```", "\n```")

        return re.sub(r"```console\n(.*?)```", run, written, flags=re.DOTALL)


def _between(written: str, name: str, lines: Iterator[str]) -> str:
    """The page with what stands between two marks replaced."""
    opening, closing = f"<!-- {name}: written by make docs -->", f"<!-- end of {name} -->"
    before, _, rest = written.partition(opening)
    _, _, after = rest.partition(closing)
    return f"{before}{opening}\n" + "\n".join(lines) + f"\n{closing}{after}"


def _types() -> Iterator[str]:
    yield "| type | class | meaning | PLOVER | CAMEO | ACLED | UCDP |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for slug, entry in ontology().items():
        plover = f"{entry.plover or ''} {entry.plover_mode or ''}".strip()
        acled = " / ".join(entry.acled) if entry.acled else ""
        yield (
            f"| `{slug}` | {entry.class_} | {entry.meaning} | {plover} | {entry.cameo or ''} "
            f"| {acled} | {entry.ucdp or ''} |"
        )


def _addresses() -> Iterator[str]:
    with (
        tempfile.TemporaryDirectory() as folder,
        Archive(open_store(Path(folder, "sayso.db"))) as archive,
    ):
        described = create_app(archive).openapi()
    yield "| address | answers | parameters |"
    yield "| --- | --- | --- |"
    for path, methods in described["paths"].items():
        for method, told in methods.items():
            names = ", ".join(f"`{p['name']}`" for p in told.get("parameters", ()))
            what = told.get("description") or told.get("summary") or ""
            yield f"| `{method.upper()} {path}` | {what.strip().splitlines()[0]} | {names} |"


def _figures() -> Iterator[str]:
    names = {"dev": "looked at while tuning", "held": "only counted, never looked at"}
    yield "| gold reports | claims found | claims that are so | fields right | right in every field |"
    yield "| --- | --- | --- | --- | --- |"
    for part, floors in gate.floors(ROOT / "tests" / "gold").items():
        shares = " | ".join(f"{floors[name]:.0%}".replace("%", " %") for name in gate.FIGURES)
        yield f"| {names[part]} | {shares} |"


def pages(*, tutorial: bool = True) -> Iterator[tuple[Path, str]]:
    """Every page with generated parts, as it should be."""
    yield DOCS / "commands.md", commands_page()
    claim, api = DOCS / "claim.md", DOCS / "api.md"
    yield claim, _between(claim.read_text(encoding="utf-8"), "types", _types())
    yield api, _between(api.read_text(encoding="utf-8"), "addresses", _addresses())
    readme = ROOT / "README.md"
    yield readme, _between(readme.read_text(encoding="utf-8"), "figures", _figures())
    yield DOCS / "images" / "reliability.svg", plot(measured(DOCS / "calibration.toml"))
    if tutorial:
        path = DOCS / "tutorial.md"
        yield path, tutorial_page(path.read_text(encoding="utf-8"))


def main() -> int:
    """Write or check; the exit code."""
    stale = False
    for path, page in pages():
        if path.exists() and path.read_text(encoding="utf-8") == page:
            continue
        stale = True
        if "--check" not in sys.argv:
            path.write_text(page, encoding="utf-8")
        print(
            f"{path.relative_to(ROOT)} {'is out of date' if '--check' in sys.argv else 'written'}"
        )
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
