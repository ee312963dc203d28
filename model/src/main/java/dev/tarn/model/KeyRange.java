package dev.tarn.model;

import java.util.Optional;

/// Says that only values whose key lies between two bounds are of interest; a source may leave out others, but need not.
///
/// @param key the field that is bounded
/// @param lower the lower bound, if any
/// @param lowerInclusive whether a key equal to the lower bound is of interest
/// @param upper the upper bound, if any
/// @param upperInclusive whether a key equal to the upper bound is of interest
public record KeyRange(Path key, Optional<Value> lower, boolean lowerInclusive, Optional<Value> upper,
        boolean upperInclusive) {}
