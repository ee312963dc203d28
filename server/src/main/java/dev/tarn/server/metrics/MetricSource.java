package dev.tarn.server.metrics;

/// Tells figures. Asked by any thread, several at a time too, and expected to answer within milliseconds.
@FunctionalInterface
public interface MetricSource {
    /// Writes the figures of this moment.
    void collect(Exposition out);
}
