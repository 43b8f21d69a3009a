"""From the figures in `benchmarks/results/` to docs/benchmarks.md."""
