package dev.tarn.server;

import dev.tarn.query.Results;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The queries that run, and for a while those that ended, by the ids of their requests.
final class RunningQueries implements AutoCloseable {
    private static final Duration KEPT = Duration.ofSeconds(10);

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final ScheduledExecutorService forgetter = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("tarn-queries").daemon().factory());

    /// One query. Closed when it ended.
    final class Entry implements AutoCloseable {
        private final String id;
        private final Results results;
        private final CompletableFuture<String> end = new CompletableFuture<>();

        private Entry(String id, Results results) {
            this.id = id;
            this.results = results;
        }

        /// Says that the query failed.
        void failed(String message) {
            end.complete(message);
        }

        @Override
        public void close() {
            end.complete("");
            forgetter.schedule(() -> entries.remove(id, this), KEPT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /// Notes a query that has just started.
    Entry add(String id, Results results) {
        var entry = new Entry(id, results);
        entries.put(id, entry);
        return entry;
    }

    /// Waits for the end of a query and returns what went wrong, empty if nothing did.
    ///
    /// @throws ApiException if no such query runs or has ended lately
    String awaitEnd(String id) {
        var entry = entries.get(id);
        if (entry == null) {
            throw ApiException.invalid("query not found");
        }
        try {
            return entry.end.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException(ApiException.Kind.OTHER, "the service is stopping");
        } catch (ExecutionException e) {
            throw new IllegalStateException("the end of a query is a text", e);
        }
    }

    /// Cancels all queries.
    @Override
    public void close() {
        entries.values().forEach(entry -> entry.results.cancel());
        forgetter.shutdownNow();
    }
}
