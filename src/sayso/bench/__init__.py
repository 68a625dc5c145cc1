"""Scoring against public benchmarks and our own gold, one file a benchmark."""

from sayso.bench.pace import Pace
from sayso.bench.result import Result
from sayso.bench.running import BENCHMARKS, run_all, run_benchmark

__all__ = ["BENCHMARKS", "Pace", "Result", "run_all", "run_benchmark"]
