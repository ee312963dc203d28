package dev.tarn.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.model.Value;
import dev.tarn.query.Results;
import java.util.Iterator;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunningQueriesTest {
    /// An answer that never comes.
    private static final class Endless implements Results {
        boolean cancelled;

        @Override
        public Optional<Output> next() {
            return Optional.empty();
        }

        @Override
        public Statistics statistics() {
            return new Statistics(0, 0, 0, 0);
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public void close() {
            cancel();
        }

        @Override
        public Iterator<Value> iterator() {
            throw new UnsupportedOperationException("nobody reads it");
        }
    }

    @Test
    void howAQueryEndedIsKnownForAWhile() {
        try (var running = new RunningQueries()) {
            var entry = running.add("1", new Endless());
            entry.failed("no such thing");
            entry.close();
            assertEquals("no such thing", running.awaitEnd("1"));
            assertThrows(ApiException.class, () -> running.awaitEnd("2"));
        }
    }

    @Test
    void aQueryMayEndWhileTheServiceStops() {
        var running = new RunningQueries();
        var query = new Endless();
        var entry = running.add("1", query);
        running.close();
        assertTrue(query.cancelled);
        entry.close();
        assertEquals("", running.awaitEnd("1"));
    }

    @Test
    void aQueryThatComesWhileTheServiceStopsIsCancelled() {
        var running = new RunningQueries();
        running.close();
        var query = new Endless();
        try (var _ = running.add("1", query)) {
            assertTrue(query.cancelled);
        }
    }
}
