"""A fleet whose reports are read by Dask workers, on this machine or wherever a scheduler is.

A worker that dies loses nothing: Dask gives its reports to another, and what was read is recorded
by the one process that holds the store.
"""

from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any

from sayso.model import ConfigError, Report, SaysoError
from sayso.reading.fleet import Fleet, Read, read_one

_TRIES = 3
"""How often a report whose worker died is given to another."""


def dask_fleet(address: str) -> Fleet:
    """A fleet from ``local:N`` (N worker processes here) or a scheduler's ``tcp://host:port``.

    :raises ConfigError: when the address is neither, nobody answers, or Dask is not installed
    """
    if not address.startswith(("local:", "tcp://", "tls://")):
        raise ConfigError(f"--cluster {address}: unknown", remedy="local:N or tcp://host:port")
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise ConfigError(
            "reading on a cluster needs Dask", remedy="install sayso with its extra: sayso[cluster]"
        ) from error
    if address.startswith("local:"):
        cluster = _local(distributed, address)
        client = distributed.Client(cluster)
    else:
        cluster = None
        try:
            client = distributed.Client(address, timeout="10s")
        except (OSError, TimeoutError) as error:
            raise ConfigError(
                f"no Dask scheduler answers at {address}", remedy="start one: dask scheduler"
            ) from error

    def run(reports: Sequence[Report]) -> Iterable[Read]:
        # pure: the same report is the same task, so what is told twice is read once.
        futures = client.map(read_one, list(reports), retries=_TRIES, batch_size=64)
        for future in futures:
            try:
                yield future.result()
            except distributed.KilledWorker as error:
                raise SaysoError(
                    f"the Dask workers died one after another while reading ({error})",
                    remedy="look into the workers' logs; `sayso add` goes on with the rest",
                ) from error

    def close() -> None:
        client.close()
        if cluster is not None:
            cluster.close()

    return Fleet(run, workers=max(1, len(client.nthreads())), close=close)


def _local(distributed: Any, address: str) -> Any:
    count = address.removeprefix("local:")
    if not count.isdigit() or int(count) < 1:
        raise ConfigError(f"--cluster {address}: not a number of workers", remedy="local:4, say")
    return distributed.LocalCluster(
        n_workers=int(count), threads_per_worker=1, dashboard_address="127.0.0.1:0", processes=True
    )
