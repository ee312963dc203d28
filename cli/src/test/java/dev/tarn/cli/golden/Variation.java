package dev.tarn.cli.golden;

/// A way to run a query case that must not change its answer.
enum Variation {
    /// The input as the case gives it.
    AS_GIVEN,
    /// The input converted to VNG first.
    AS_COLUMNS,
    /// The input in vectors of other encodings, cut into other batches.
    RE_ENCODED
}
