package dev.tarn.lake;

import dev.tarn.lake.catalog.Id;

/// Describes a branch.
///
/// @param name the name
/// @param commit the newest commit, [Id#NIL] if there is none
/// @param createdNanos when the branch was made, in nanoseconds since 1970
public record BranchInfo(String name, Id commit, long createdNanos) {}
