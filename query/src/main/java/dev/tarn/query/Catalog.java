package dev.tarn.query;

import dev.tarn.model.NotFoundException;
import dev.tarn.model.Source;
import dev.tarn.model.UnsupportedException;
import java.util.List;
import java.util.Optional;

/// What a query can read from and write to: resolves the names in its text.
///
/// A lake implements it for its pools and a command line for its files. Names are resolved while a query is compiled, so
/// that what does not exist is an error with its place in the text; sources are opened when the query runs.
/// Used by the thread that compiles.
public interface Catalog {
    /// A catalog with nothing in it: a query starts with one null.
    Catalog EMPTY = new Catalog() {};

    /// Returns whether there are pools: whether this is a lake.
    default boolean isLake() {
        return false;
    }

    /// Returns what `HEAD` stands for, and what a query on a lake reads that does not say where from. It has an empty name if one
    /// could have been chosen, as by a client of a service, and was not.
    default Optional<SourceName.Pool> head() {
        return Optional.empty();
    }

    /// Returns the names of all pools, for patterns such as `from logs*`.
    default List<String> poolNames() {
        return List.of();
    }

    /// Returns what a query without a lake reads that does not say where from; empty for one null.
    default Optional<Source> input() {
        return Optional.empty();
    }

    /// Returns the source with the name, which is not [SourceName.Input].
    ///
    /// @throws NotFoundException if there is none; the message is shown to the user beside its place in the query
    /// @throws UnsupportedException if sources of its kind are not to be had here
    default Source source(SourceName name) {
        throw new UnsupportedException("cannot read from here: " + name);
    }

    /// Finds a pool that values can be loaded into.
    ///
    /// @param pool its name or id
    /// @throws NotFoundException if there is none
    default LoadTarget loadTarget(String pool) {
        throw new NotFoundException("cannot load from here: " + pool);
    }
}
