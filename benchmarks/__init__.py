"""Speed and memory, as ratios to plain NumPy and to OpenFisca-core: `python -m benchmarks`."""
