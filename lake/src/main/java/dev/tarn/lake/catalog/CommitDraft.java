package dev.tarn.lake.catalog;

/// What the author of a commit says about it.
///
/// @param author who makes it
/// @param dateNanos when, in nanoseconds since 1970
/// @param message why
/// @param meta a value of any type, encoded; empty for none
public record CommitDraft(String author, long dateNanos, String message, Encoded meta) {}
