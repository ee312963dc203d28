package dev.tarn.lake.catalog;

/// One end of the range of keys in an object.
///
/// @param prefix bytes that order as the keys do: if one key is less than another, its prefix is not greater
/// @param value the key itself, encoded
public record KeyBound(Encoded prefix, Encoded value) {}
