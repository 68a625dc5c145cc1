"""Short reports to read, no two alike."""

from pathlib import Path

TOWNS = ("Kunduz", "Herat", "Ghazni", "Farah", "Taloqan", "Zaranj", "Maymana", "Jalalabad")


def write_reports(folder: Path, number: int) -> list[Path]:
    """So many reports in a folder."""
    paths = []
    for n in range(number):
        path = folder / f"report-{n:03}.txt"
        path.write_text(
            f"Insurgents ambushed a convoy near {TOWNS[n % len(TOWNS)]} on Monday, the governor's "
            f"spokesman said. {n + 2} soldiers died. A witness denied that, and counted {n + 5}.\n",
            encoding="utf-8",
        )
        paths.append(path)
    return paths
