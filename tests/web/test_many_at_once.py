"""Many browsers at one desk: no answer fails because another is being given."""

from concurrent.futures import ThreadPoolExecutor

import httpx

ASKERS = 16
ROUNDS = 6


def test_many_may_ask_at_once(api: httpx.Client) -> None:
    paths = ("/api/claims", "/api/reports", "/api/find?q=Taliban", "/api/disputes", "/api/health")

    def ask(n: int) -> int:
        return api.get(paths[n % len(paths)]).status_code

    with ThreadPoolExecutor(ASKERS) as askers:
        assert set(askers.map(ask, range(ASKERS * ROUNDS))) == {200}
