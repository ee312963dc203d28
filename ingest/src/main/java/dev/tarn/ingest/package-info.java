/// Ways into a lake.
///
/// [LiveWriter] takes values that keep coming, as a collector's do, and commits them every so often.
/// A writer belongs to the lake it writes to and must be closed before it.
package dev.tarn.ingest;
