"""The documentation says what is so: links resolve, commands and options exist, outputs are current."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso.archive import Archive
from sayso.cli.app import app

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted(
    [
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("examples/**/*.md"),
        *ROOT.glob("tests/gold/*.md"),
    ]
)


def _ids(pages: list[Path]) -> list[str]:
    return [str(page.relative_to(ROOT)) for page in pages]


def _anchor(heading: str) -> str:
    words = re.sub(r"[^\w\- ]", "", heading.strip().lower().replace("`", ""))
    return words.replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=_ids(PAGES))
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        linked = (page.parent / path).resolve() if path else page
        assert linked.exists(), f"{target} is not there"
        if anchor and linked.suffix == ".md":
            headings = re.findall(r"^#+ (.*)$", linked.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in map(_anchor, headings), f"{target}: no such heading"


def _commands() -> dict[str, str]:
    """The help of every command."""
    names = [str(command.name) for command in app.registered_commands]
    for group in app.registered_groups:
        if group.typer_instance is not None:
            inner = group.typer_instance.registered_commands
            names += [f"{group.name} {command.name}" for command in inner]
    return {name: CliRunner().invoke(app, [*name.split(), "--help"]).output for name in names}


HELP = _commands()
GROUPS = {name.split()[0] for name in HELP if " " in name}


@pytest.mark.parametrize("page", PAGES, ids=_ids(PAGES))
def test_commands_and_options_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    quoted = re.findall(r"`(sayso [^`]*)`", text)
    for block in re.findall(r"```(?:shell|console|)\n(.*?)```", text, re.DOTALL):
        quoted += re.findall(r"^\$? ?((?:OMP_\S+ )?sayso .*)$", block, re.MULTILINE)
    for call in quoted:
        words = call.split("#")[0].split("|")[0].split()[1:]
        if not words or words[0].startswith("-") or words[0].isupper():
            continue
        name = " ".join(words[:2]) if words[0] in GROUPS and len(words) > 1 else words[0]
        if name in GROUPS:
            continue
        assert name in HELP, f"there is no command sayso {name} (in {call!r})"
        for option in (word for word in words if re.match(r"--[a-z]", word)):
            known = option.split("=")[0]
            assert re.search(rf"{known}\b", HELP[name]), f"sayso {name} has no {known}"


def test_make_targets_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for named in re.findall(r"`make ([a-z ]+)`", text):
            assert set(named.split()) <= targets, f"{page.name}: make {named}"


def test_every_command_stands_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in HELP:
        assert f"`sayso {name.split()[0]}" in text, f"README does not speak of sayso {name}"


def test_python_in_the_readme_is_the_archive() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for method in re.findall(r"archive\.(\w+)\(", text):
        assert hasattr(Archive, method)


def test_generated_parts_are_current(gazetteer_file: Path) -> None:
    ran = subprocess.run(
        [sys.executable, ROOT / "scripts" / "write_docs.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert ran.returncode == 0, f"{ran.stdout}{ran.stderr}run make docs"


def test_pages_speak_of_the_product_alone() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"/root/|/home/\w|/tmp/", text), f"{page} names a path of one machine"
