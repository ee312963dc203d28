package dev.tarn.query;

import dev.tarn.model.SortKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a query says that it reads: to be resolved by a [Catalog].
public sealed interface SourceName {

    /// What a query reads that does not say where from: the files of a command line.
    record Input() implements SourceName {}

    /// The values of a pool: `from logs`, `from logs@branch`.
    ///
    /// @param name the name or id of the pool
    /// @param revision the branch name or commit id after `@`; empty for the branch `main`
    record Pool(String name, Optional<String> revision) implements SourceName {}

    /// What a lake says about itself: `from :pools`, `from :branches`.
    ///
    /// @param meta what follows the colon
    record LakeMeta(String meta) implements SourceName {}

    /// What a lake says about a pool or one of its commits: `from logs:branches`, `from logs@main:objects`.
    ///
    /// @param name the name or id of the pool
    /// @param revision the branch name or commit id after `@`, if any
    /// @param meta what follows the colon
    /// @param tap whether `tap` was written: what the query would read is told, and what follows does no more than restrict it
    record PoolMeta(String name, Optional<String> revision, String meta, boolean tap) implements SourceName {}

    /// A file: `file a.zson`.
    ///
    /// @param format the name of its format; empty to find out
    /// @param order by what it claims to be sorted
    record File(String path, Optional<String> format, List<SortKey> order) implements SourceName {
        /// Copies the list.
        public File {
            order = List.copyOf(order);
        }
    }

    /// A request: `get http://host/x`.
    ///
    /// @param format the name of the format of the answer; empty to find out
    /// @param order by what it claims to be sorted
    /// @param method the HTTP method; empty for GET
    /// @param headers the headers to send, each with its values
    /// @param body what to send, if anything
    record Url(String url, Optional<String> format, List<SortKey> order, Optional<String> method,
            Map<String, List<String>> headers, Optional<String> body) implements SourceName {
        /// Copies the collections.
        public Url {
            order = List.copyOf(order);
            headers = Map.copyOf(headers);
        }
    }
}
