/// The query engine: Zed text to syntax tree to plan to vectorized operators.
///
/// Knows of data only the interfaces of `dev.tarn.model` ([dev.tarn.model.Source], [dev.tarn.model.Sink]), and neither formats nor lakes.
package dev.tarn.query;
