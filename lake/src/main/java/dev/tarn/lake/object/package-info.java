/// Objects: sorted values of a pool as ZNG, cut into segments with a seek index, many objects in one pack file.
///
/// Start at [dev.tarn.lake.object.ObjectLoad] to write and [dev.tarn.lake.object.ObjectScan] to read. Both stand on
/// [dev.tarn.lake.object.Packs], which writes and reads bytes durably and knows nothing of their meaning; the layout of a
/// pack is in `PackFormat`, that of a seek index in `SeekIndex`, that of keys in [dev.tarn.lake.object.KeyEncoding].
///
/// What is in a pack and belongs to nobody (a crash between writing and committing) is skipped by all, because only the
/// catalog says where objects lie.
package dev.tarn.lake.object;
