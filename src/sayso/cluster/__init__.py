"""The same reading, spread over Dask workers."""

from sayso.cluster.dask import dask_fleet

__all__ = ["dask_fleet"]
