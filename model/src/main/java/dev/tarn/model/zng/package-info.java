/// ZNG, the row-oriented binary format of Zed: frames of types, values and control messages.
///
/// Start at [dev.tarn.model.zng.ZngSource] to read and [dev.tarn.model.zng.ZngWriter] to write; the constants of the format
/// are in [dev.tarn.model.zng.ZngFormat]. Frames are read one after another, under a lock, and decoded on any thread: values
/// become [dev.tarn.model.vector.Rows] over the bytes of their frame.
package dev.tarn.model.zng;
