"""Who is who: the registry of actors and the resolution of a mention in its context.

registry = builtin_registry()                     # or Registry.load([Path("mine.toml")])
hits = registry.spot(text)
who = registry.resolve(hits, Focus(("AF",), day), text)
one = registry.describe("Taliban fighters", Focus(("AF",), day), text)
"""

from sayso.actors.actor import Actor, Rule, Tie
from sayso.actors.finding import Match
from sayso.actors.focus import Focus
from sayso.actors.kinds import Kind, inter_code, kinds
from sayso.actors.own import add_own, full_registry, own_files, own_folder, remove_own
from sayso.actors.registry import Registry, builtin_registry
from sayso.actors.resolved import ResolvedActor
from sayso.actors.sides import is_party, same_side
from sayso.actors.spotting import ActorHit
from sayso.actors.states import State, states

__all__ = [
    "Actor",
    "ActorHit",
    "Focus",
    "Kind",
    "Match",
    "Registry",
    "ResolvedActor",
    "Rule",
    "State",
    "Tie",
    "add_own",
    "builtin_registry",
    "full_registry",
    "inter_code",
    "is_party",
    "kinds",
    "own_files",
    "own_folder",
    "remove_own",
    "same_side",
    "states",
]
