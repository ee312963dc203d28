package dev.tarn.model.vng;

/// A run of bytes in the data of a VNG file.
///
/// @param offset where it begins, relative to the data
/// @param length its length there
/// @param size its length when it is not compressed
/// @param compression whether it is compressed: one of the constants of [VngFormat]
record Segment(long offset, int length, int size, int compression) {}
