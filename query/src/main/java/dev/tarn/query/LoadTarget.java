package dev.tarn.query;

import dev.tarn.model.Value;
import dev.tarn.model.vector.Vector;
import java.util.Optional;

/// A pool that values can be loaded into.
@FunctionalInterface
public interface LoadTarget {
    /// What the user says about a commit.
    ///
    /// @param branch the branch; empty for `main`
    /// @param author who commits
    /// @param message what the commit is about
    /// @param meta a value in ZSON
    record Commit(Optional<String> branch, Optional<String> author, Optional<String> message, Optional<String> meta) {}

    /// Begins to load values.
    Load begin(Commit commit);

    /// Values on their way into a pool. Used by one thread at a time; closing it without a commit leaves nothing behind.
    interface Load extends AutoCloseable {
        /// Takes the values of a batch, in order.
        void write(Vector batch);

        /// Commits all values taken.
        ///
        /// @return what the operator `load` answers: the id of the commit
        Value commit();

        @Override
        void close();
    }
}
