/// Measurements, each a program of its own; nothing depends on them. `docs/benchmarks.md` has their commands and figures.
package dev.tarn.bench;
