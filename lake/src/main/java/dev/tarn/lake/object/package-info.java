/// Objects on disk: pack files, which hold the values of many objects one after another, and seek indexes.
///
/// Start at [dev.tarn.lake.object.Packs], which writes and reads bytes durably and knows nothing of their meaning. The
/// layout of a pack is in `PackFormat`. What is in a pack and belongs to nobody (a crash between writing and committing)
/// is skipped by all, because only the catalog says where objects lie.
package dev.tarn.lake.object;
