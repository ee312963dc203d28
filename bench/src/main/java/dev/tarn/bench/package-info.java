/// Measurements: [EventsIntoLake] of the collector and the lake together, and micro-benchmarks (JMH). `bench/jmh NAME` runs those whose name matches.
package dev.tarn.bench;
