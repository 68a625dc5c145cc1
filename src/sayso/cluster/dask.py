"""A fleet whose reports are read by Dask workers, on this machine or wherever a scheduler is.

A worker that dies loses nothing: Dask gives its reports to another, and what was read is recorded
by the one process that holds the store.
"""

from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any

from sayso.model import ConfigError, Report
from sayso.reading.fleet import Fleet, Read, read_one


def dask_fleet(address: str) -> Fleet:
    """A fleet from ``local:N`` (N worker processes here) or a scheduler's ``tcp://host:port``.

    :raises ConfigError: when the address is neither, or Dask is not installed
    """
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise ConfigError(
            "reading on a cluster needs Dask", remedy="install sayso with its extra: sayso[cluster]"
        ) from error
    if address.startswith("local:"):
        count = address.removeprefix("local:")
        if not count.isdigit() or int(count) < 1:
            raise ConfigError(f"--cluster {address}: not a number of workers", remedy="local:4, say")
        cluster = distributed.LocalCluster(
            n_workers=int(count), threads_per_worker=1, dashboard_address=None, processes=True
        )
        client = distributed.Client(cluster)
    elif address.startswith(("tcp://", "tls://")):
        cluster = None
        try:
            client = distributed.Client(address, timeout="10s")
        except (OSError, TimeoutError) as error:
            raise ConfigError(
                f"no Dask scheduler answers at {address}", remedy="start one: dask scheduler"
            ) from error
    else:
        raise ConfigError(f"--cluster {address}: unknown", remedy="local:N or tcp://host:port")

    def run(reports: Sequence[Report]) -> Iterable[Read]:
        futures = client.map(read_one, list(reports), retries=2, pure=False)
        for _, result in distributed.as_completed(futures, with_results=True):
            yield result

    def close() -> None:
        client.close()
        if cluster is not None:
            cluster.close()

    return Fleet(run, close)
