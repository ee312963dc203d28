/// Batches of values in memory.
///
/// A batch is a [Vector]: a [TypedVector] when all values have one type, a [Mixed] otherwise. A typed vector is flat
/// ([FlatVector], one class per carrier and per nested kind) or an encoding over values of its type: [Constant],
/// [Dictionary], [View] (selected rows), [Rows] (ZNG bodies, decoded field by field when asked). Only whoever evaluates
/// expressions looks at encodings; a kernel gets flat vectors. Vectors are immutable, arrays that are handed to their
/// constructors are not copied and must not be changed afterwards.
///
/// Builders ([VectorBuilder], [RowsBuilder], [MixedBuilder]) make vectors from values one by one; each belongs to one thread.
package dev.tarn.model.vector;
