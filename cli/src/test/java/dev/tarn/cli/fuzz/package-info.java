/// A differential fuzzer: random values and random pipelines, run in every way that must not change the answer, and by a reference
/// `zq` where there is one.
///
/// [dev.tarn.cli.fuzz.DifferentialFuzzTest] is where to start; its comment has the properties that it takes.
package dev.tarn.cli.fuzz;
