"""The commands: thin, no logic of their own."""

from sayso.cli.app import main

__all__ = ["main"]
