"""Scoring against public benchmarks and our own gold, one file a benchmark."""

from sayso.bench.running import BENCHMARKS, run_benchmark

__all__ = ["BENCHMARKS", "run_benchmark"]
