"""From a report to its claims, one file a question."""
