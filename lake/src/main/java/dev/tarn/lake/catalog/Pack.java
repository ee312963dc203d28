package dev.tarn.lake.catalog;

/// Describes a pack file.
///
/// @param number its number, which is never given to another one
/// @param open whether processes may still append to it
/// @param sealedAt the newest catalog sequence number when it was sealed, 0 if it is open
record Pack(int number, boolean open, long sealedAt) {}
