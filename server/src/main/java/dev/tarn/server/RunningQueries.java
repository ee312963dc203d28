package dev.tarn.server;

import dev.tarn.query.Results;
import dev.tarn.server.metrics.Exposition;
import dev.tarn.server.metrics.MetricSource;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// The queries that run, and for a while those that ended, by the ids of their requests; and how many there were.
final class RunningQueries implements AutoCloseable, MetricSource {
    private static final Duration KEPT = Duration.ofSeconds(10);

    /// How queries end.
    private enum Outcome { COMPLETE, FAILED, ABANDONED }

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicLong running = new AtomicLong();
    private final LongAdder[] ended = {new LongAdder(), new LongAdder(), new LongAdder()};
    private final LongAdder valuesRead = new LongAdder();
    private final LongAdder bytesRead = new LongAdder();
    // What ends while the service stops need not be forgotten any more.
    private final ScheduledThreadPoolExecutor forgetter = new ScheduledThreadPoolExecutor(1,
            Thread.ofPlatform().name("tarn-queries").daemon().factory(), new ThreadPoolExecutor.DiscardPolicy());
    private volatile boolean closed;

    /// One query. Closed when it ended.
    final class Entry implements AutoCloseable {
        private final String id;
        private final Results results;
        private final CompletableFuture<String> end = new CompletableFuture<>();
        // Of the thread that runs the query: given up by its client, unless it says otherwise.
        private Outcome outcome = Outcome.ABANDONED;

        private Entry(String id, Results results) {
            this.id = id;
            this.results = results;
        }

        /// Says that the query failed.
        void failed(String message) {
            outcome = Outcome.FAILED;
            end.complete(message);
        }

        /// Says that the whole answer is given.
        void complete() {
            outcome = Outcome.COMPLETE;
        }

        @Override
        public void close() {
            var statistics = results.statistics();
            valuesRead.add(statistics.recordsRead());
            bytesRead.add(statistics.bytesRead());
            ended[outcome.ordinal()].increment();
            running.decrementAndGet();
            end.complete("");
            forgetter.schedule(() -> entries.remove(id, this), KEPT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /// Notes a query that has just started.
    Entry add(String id, Results results) {
        var entry = new Entry(id, results);
        running.incrementAndGet();
        entries.put(id, entry);
        if (closed) {
            results.cancel();
        }
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

    @Override
    public void collect(Exposition out) {
        out.gauge("tarn_queries_running", "Queries that are being answered.").value(running.get());
        var queries = out.counter("tarn_queries_total", "Queries that ended, by outcome.");
        for (var outcome : Outcome.values()) {
            queries.value(ended[outcome.ordinal()].sum(), "outcome", outcome.name().toLowerCase(Locale.ROOT));
        }
        out.counter("tarn_query_read_values_total", "Values that the queries that ended have read.").value(valuesRead.sum());
        out.counter("tarn_query_read_bytes_total", "Bytes that the queries that ended have read.").value(bytesRead.sum());
    }

    /// Cancels all queries, and those that are still added.
    @Override
    public void close() {
        closed = true;
        entries.values().forEach(entry -> entry.results.cancel());
        forgetter.shutdownNow();
    }
}
