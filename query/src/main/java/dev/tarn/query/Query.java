package dev.tarn.query;

import dev.tarn.query.parse.QueryText;

/// A query that was compiled: names resolved, checked and optimized. Immutable; may be run by any thread, more than once.
public interface Query {
    /// Compiles a query.
    ///
    /// @param catalog what its names refer to
    /// @throws QueryException if it is wrong
    static Query compile(String text, Catalog catalog) {
        return compile(QueryText.of(text), catalog, QueryOptions.defaults());
    }

    /// Compiles a query.
    ///
    /// @param catalog what its names refer to
    /// @throws QueryException if it is wrong
    static Query compile(QueryText text, Catalog catalog, QueryOptions options) {
        throw new UnsupportedOperationException("not there yet: " + text + catalog + options);
    }

    /// Starts the query.
    Results run();

    /// Returns the optimized plan as text.
    String explain();
}
