/// Micro-benchmarks (JMH). `bench/jmh NAME` runs those whose name matches.
package dev.tarn.bench;
