package dev.tarn.query.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tarn.model.BatchSource;
import dev.tarn.model.InputException;
import dev.tarn.model.Scan;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.Source;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Catalog;
import dev.tarn.query.Query;
import dev.tarn.query.QueryOptions;
import dev.tarn.query.Results;
import dev.tarn.query.parse.QueryText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ExecutionTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    /// A source without an end: piece i is what a function makes of i.
    private static final class Endless implements Source {
        private final LongFunction<Scan.Morsel> pieces;
        private final AtomicLong next = new AtomicLong();
        private final AtomicBoolean open = new AtomicBoolean();

        Endless(LongFunction<Scan.Morsel> pieces) {
            this.pieces = pieces;
        }

        @Override
        public Scan open(ScanRequest request) {
            open.set(true);
            return new Scan() {
                @Override
                public synchronized Optional<Morsel> next() {
                    return Optional.of(pieces.apply(next.getAndIncrement()));
                }

                @Override
                public void close() {
                    open.set(false);
                }
            };
        }
    }

    private static Scan.Morsel number(long number) {
        return Scan.decoded(number, List.of(new LongVector(PrimitiveType.INT64, new long[] {number})));
    }

    private static Results run(String query, Source source, int threads) {
        var catalog = new Catalog() {
            @Override
            public Optional<Source> input() {
                return Optional.of(source);
            }
        };
        return Query.compile(QueryText.of(query), catalog, QueryOptions.defaults().withThreads(threads)).run();
    }

    // A thread that reads is not waited for, since a source may never answer.
    private static void assertClosed(Endless source) {
        assertTimeoutPreemptively(SOON, () -> {
            while (source.open.get()) {
                Thread.sleep(1);
            }
        });
    }

    @Test
    void headEndsTheScanOfAnEndlessSource() {
        for (int threads : new int[] {1, 2, 4}) {
            var source = new Endless(ExecutionTest::number);
            assertTimeoutPreemptively(SOON, () -> {
                try (var results = run("yield this+1 | head 3 | count()", source, threads)) {
                    assertEquals(3, results.iterator().next().asLong());
                }
            });
            assertClosed(source);
        }
    }

    @Test
    void theLastBatchesOfALaneKeepTheirPlace() {
        // What one row becomes is more than an exchange takes at a time, so that an ended lane still holds some of it.
        int rows = 40;
        var batches = LongStream.range(0, rows).<Vector>mapToObj(i -> new LongVector(PrimitiveType.INT64, new long[] {i})).toList();
        var catalog = new Catalog() {
            @Override
            public Optional<Source> input() {
                return Optional.of(new BatchSource(batches));
            }
        };
        var query = QueryText.of("yield [this,this,this,this,this,this,this,this,this,this,this,this] | over this");
        var options = QueryOptions.defaults().withThreads(4).withBatchRows(1);
        for (int run = 0; run < 20; run++) {
            var numbers = new ArrayList<Long>();
            try (var results = Query.compile(query, catalog, options).run()) {
                results.iterator().forEachRemaining(value -> numbers.add(value.asLong()));
            }
            assertEquals(LongStream.range(0, rows * 12L).map(i -> i / 12).boxed().toList(), numbers);
        }
    }

    @Test
    void whatComesBeforeAWaitIsGiven() {
        // All lanes but the one that has the value wait for a source that gives nothing more for now.
        for (int run = 0; run < 50; run++) {
            int last = run % 3;
            var more = new CountDownLatch(1);
            var source = new Endless(i -> {
                if (i > last) {
                    awaitUninterruptibly(more);
                }
                return number(i);
            });
            try (var results = run("yield this | where this>=0", source, 4)) {
                assertTimeoutPreemptively(SOON, () -> {
                    var values = results.iterator();
                    for (long i = 0; i <= last; i++) {
                        assertEquals(i, values.next().asLong());
                    }
                });
                more.countDown();
            }
            assertClosed(source);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatComesBeforeAFailureIsGiven() {
        for (int threads : new int[] {1, 2, 4}) {
            var source = new Endless(i -> {
                if (i == 100) {
                    throw new InputException("bad input at 100");
                }
                return number(i);
            });
            assertTimeoutPreemptively(SOON, () -> {
                try (var results = run("yield this", source, threads)) {
                    var values = results.iterator();
                    for (long i = 0; i < 100; i++) {
                        assertEquals(i, values.next().asLong());
                    }
                    assertEquals("bad input at 100", assertThrows(InputException.class, values::hasNext).getMessage());
                }
            });
        }
    }

    @Test
    void cancellingEndsAQueryThatNeverWould() {
        var source = new Endless(ExecutionTest::number);
        assertTimeoutPreemptively(SOON, () -> {
            try (var results = run("count()", source, 2)) {
                results.cancel();
                assertThrows(CancellationException.class, results::next);
            }
        });
        assertClosed(source);
    }

    @Test
    void closingEndsAQueryWhoseAnswerNobodyReads() {
        var source = new Endless(ExecutionTest::number);
        assertTimeoutPreemptively(SOON, () -> run("sort this", source, 2).close());
        assertClosed(source);
    }

    @Test
    void aForkWhoseLegsWaitForEachOtherGoesOn() {
        var source = new Source() {
            @Override
            public Scan open(ScanRequest request) {
                var endless = new Endless(ExecutionTest::number).open(request);
                return new Scan() {
                    private long taken;

                    @Override
                    public synchronized Optional<Morsel> next() {
                        return taken++ < 1000 ? endless.next() : Optional.empty();
                    }

                    @Override
                    public void close() {}
                };
            }
        };
        for (int threads : new int[] {1, 2}) {
            assertTimeoutPreemptively(SOON, () -> {
                try (var results = run("fork (=>sort -r this =>pass) | merge this | count()", source, threads)) {
                    assertEquals(2000, results.iterator().next().asLong());
                }
            });
        }
    }
}
