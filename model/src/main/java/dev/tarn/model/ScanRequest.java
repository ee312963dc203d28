package dev.tarn.model;

import java.util.Optional;

/// What a query asks of a [Source]: everything in it is an offer that the source may take up or ignore, but `ordered`.
///
/// @param projection which fields are needed
/// @param range which keys are of interest
/// @param search which frames can be skipped undecoded
/// @param types which values can be left out because of their types
/// @param ordered whether batches must come in the source's own order; otherwise any order will do
public record ScanRequest(Projection projection, Optional<KeyRange> range, Optional<FrameSearch> search,
        Optional<TypeFilter> types, boolean ordered) {
    /// Asks for everything, in order.
    public static final ScanRequest EVERYTHING =
            new ScanRequest(Projection.ALL, Optional.empty(), Optional.empty(), Optional.empty(), true);

    /// Returns this request with another projection.
    public ScanRequest withProjection(Projection newProjection) {
        return new ScanRequest(newProjection, range, search, types, ordered);
    }

    /// Returns this request with a key range.
    public ScanRequest withRange(KeyRange newRange) {
        return new ScanRequest(projection, Optional.of(newRange), search, types, ordered);
    }

    /// Returns this request with a search over undecoded frames.
    public ScanRequest withSearch(FrameSearch newSearch) {
        return new ScanRequest(projection, range, Optional.of(newSearch), types, ordered);
    }

    /// Returns this request with a test that says which types are of interest.
    public ScanRequest withTypes(TypeFilter newTypes) {
        return new ScanRequest(projection, range, search, Optional.of(newTypes), ordered);
    }

    /// Returns this request with or without the demand for the source's own order.
    public ScanRequest withOrdered(boolean newOrdered) {
        return new ScanRequest(projection, range, search, types, newOrdered);
    }
}
