"""Reading with a language model behind any endpoint that speaks the OpenAI protocol.

The model only points at words of the text; who, where, when and how many these are is resolved by
the registry, the gazetteer and the grammar, as for the reader that needs no model. What does not
stand in the text is dropped and counted.
"""

from sayso.reading.llm.budget import Spent
from sayso.reading.llm.endpoint import Endpoint, EndpointSettings
from sayso.reading.llm.errors import BudgetSpent, EndpointRefused, EndpointSilent, UnusableAnswer
from sayso.reading.llm.reader import Estimate, LlmReader, llm_fleet, reader_name

__all__ = [
    "BudgetSpent",
    "Endpoint",
    "EndpointRefused",
    "EndpointSettings",
    "EndpointSilent",
    "Estimate",
    "LlmReader",
    "Spent",
    "UnusableAnswer",
    "llm_fleet",
    "reader_name",
]
