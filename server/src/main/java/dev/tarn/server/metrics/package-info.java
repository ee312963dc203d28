/// The figures of a process for a monitoring system: [MetricSource]s write them into an [Exposition] each time they are asked for.
///
/// It knows nothing of HTTP; [dev.tarn.server.LakeServer] and [dev.tarn.server.MetricsServer] answer `/metrics` with it.
package dev.tarn.server.metrics;
