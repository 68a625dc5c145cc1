"""What can go wrong between Sayso and an endpoint, and which of it ends the run."""

from sayso.model import ConfigError, SaysoError


class EndpointRefused(ConfigError):
    """The endpoint will not take the request, whatever the report: a wrong key, model or address."""


class EndpointSilent(SaysoError):
    """The endpoint did not answer, though it was asked several times. The rest can be read later."""


class BudgetSpent(SaysoError):
    """The token budget does not hold the next request. The rest can be read later."""


class UnusableAnswer(SaysoError):
    """The endpoint answered, more than once, with something that is no list of claims."""
