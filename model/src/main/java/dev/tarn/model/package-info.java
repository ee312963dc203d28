/// The data model of Tarn: types, values, vectors, and the interfaces between whoever reads data and whoever runs queries.
///
/// Start at [dev.tarn.model.vector.Vector] for data in memory, at [dev.tarn.model.type.Type] for types, at
/// [dev.tarn.model.Value] for one value, at [dev.tarn.model.Source] and [dev.tarn.model.Sink] for streams of batches.
///
/// Priorities, in order: the same answer in every encoding; no work per row that could be done per batch; plain Java.
///
/// All types, values and vectors are immutable and may be shared between threads; builders belong to one thread.
/// This module knows no query language, no lake and no foreign format.
package dev.tarn.model;
