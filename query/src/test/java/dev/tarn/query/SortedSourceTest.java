package dev.tarn.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.model.BatchSource;
import dev.tarn.model.Scan;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.SortKey;
import dev.tarn.model.Source;
import dev.tarn.model.Value;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zson.Zson;
import dev.tarn.model.zson.ZsonSource;
import dev.tarn.query.parse.QueryText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a source says of its order changes no answer: neither where a sort is left out nor where it is not.
class SortedSourceTest {
    private static final String ASCENDING = "{k:1,n:1}\n{k:1,n:0}\n{k:2.,n:2}\n{k:3,n:1}\n{k:\"a\",n:5}\n{k:null(int64),n:6}\n{n:7}\n5\n";
    private static final String DESCENDING = "5\n{n:7}\n{k:null(int64),n:6}\n{k:\"a\",n:5}\n{k:3,n:1}\n{k:2.,n:2}\n{k:1,n:1}\n{k:1,n:0}\n";

    private static final int PIECES = 20;

    @ParameterizedTest
    @ValueSource(strings = {
        "sort k", "sort -r k", "sort -nulls first k", "sort -r -nulls first k", "sort -r k | head 2", "sort k | head 2",
        "n > 0 | sort -r k", "n > 0 | sort k | count()", "head 5 | sort -r k", "tail 5 | sort -r k | head 3", "sort -r k,n", "sort n",
        "put k:=-n | sort k", "sort -r k | head 7 | tail 2", "fork (=> sort -r k | head 1 => sort k | head 1) | sort this",
        "k > 1 | sort -r k | collect(n)"
    })
    void answersAsUnsorted(String query) {
        for (var text : List.of(ASCENDING, DESCENDING)) {
            var key = text.equals(ASCENDING) ? SortKey.ascending("k") : SortKey.descending("k");
            var options = QueryOptions.defaults();
            assertEquals(answer(query, source(batches(text), Optional.empty()), options),
                    answer(query, source(batches(text), Optional.of(key)), options), key::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "count() by k", "count(),sum(n) by k,n", "collect(n) by k", "any(n) by j:=k", "count() by floor(k)", "collect(n) by bucket(k,2)",
        "fuse(this) by k", "n > 0 | count() by k", "sort -r n | count() by k", "sort n,k | union(k) by n", "put n:=1 | count() by k,n",
        "count() by every(1s)", "count() by j:=k+1", "cut z:=k | count() by z", "c:=count() by k | sum(c)", "head 6 | count() by k"
    })
    void groupsAsUnsorted(String query) {
        for (var text : List.of(ASCENDING, DESCENDING)) {
            var key = text.equals(ASCENDING) ? SortKey.ascending("k") : SortKey.descending("k");
            for (int threads : new int[] {1, 2}) {
                var options = QueryOptions.defaults().withThreads(threads);
                for (int repeated : new int[] {1, 3}) {
                    var batches = repeated(batches(text), repeated);
                    assertEquals(multiset(answer(query, source(batches, Optional.empty()), options)),
                            multiset(answer(query, source(batches, Optional.of(key)), options)), () -> key + " on " + options);
                }
            }
        }
    }

    @Test
    void groupsOfFunctionsAsUnsorted() {
        var text = "{ts:1970-01-01T00:00:01Z}\n{ts:1970-01-01T00:00:01.5Z}\n{ts:2000000000}\n{ts:2s}\n{ts:3000000000.}\n{ts:\"5\"}\n"
                + "{ts:\"a\"}\n{ts:null}\n{}\n{ts:null(time)}\n{}\n";
        for (var query : List.of("count() by every(1s)", "count() by bucket(ts,1s)", "count() by ceil(ts)", "count() by ts")) {
            for (int threads : new int[] {1, 2}) {
                var options = QueryOptions.defaults().withThreads(threads);
                assertEquals(multiset(answer(query, source(batches(text), Optional.empty()), options)),
                        multiset(answer(query, source(batches(text), Optional.of(SortKey.ascending("ts"))), options)), query);
            }
        }
    }

    @Test
    void givesGroupsInOrderOfTheKey() {
        var options = QueryOptions.defaults().withThreads(2);
        assertEquals(List.of("{k:\"a\",c:1(uint64)}", "{k:3,c:1(uint64)}", "{k:2.,c:1(uint64)}", "{k:1,c:2(uint64)}",
                "{k:error(\"missing\"),c:2(uint64)}", "{k:null(int64),c:1(uint64)}"),
                answer("c:=count() by k", source(batches(DESCENDING), Optional.of(SortKey.descending("k"))), options));
    }

    @Test
    void saysThatGroupsComeInOrder() {
        var source = source(batches(ASCENDING), Optional.of(SortKey.ascending("k")));
        assertTrue(query("count() by k", source, QueryOptions.defaults().withThreads(1)).explain()
                .contains("| summarize count:=count() by k in order of k"));
        assertTrue(query("sort n,k | count() by j:=floor(n)", source, QueryOptions.defaults()).explain()
                .contains("| summarize count:=count() by j:=floor(n) in order of n"));
        assertFalse(query("put k:=-k | count() by k", source, QueryOptions.defaults()).explain().contains("in order"));
        assertFalse(query("over [this] => (sort k | count() by k)", source, QueryOptions.defaults()).explain().contains("in order"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"count() by k", "fuse(this) by k", "count() by floor(k)", "where n==1 | sum(n) by k,n"})
    void givesGroupsBeforeTheSourceEnds(String query) {
        for (int threads : new int[] {1, 2}) {
            var first = new CountDownLatch(1);
            var source = new BatchSource(batches(IntStream.range(0, PIECES).mapToObj(i -> "{k:" + i + ",n:1}\n").collect(Collectors.joining())));
            var slow = sorted(request -> slow(source.open(request), first), Optional.of(SortKey.ascending("k")));
            var answer = new ArrayList<String>();
            try (var results = query(query, slow, QueryOptions.defaults().withThreads(threads)).run()) {
                for (Value value : results) {
                    answer.add(Zson.format(value));
                    first.countDown();
                }
            }
            assertEquals(PIECES, answer.size(), query);
        }
    }

    /// Returns a scan whose last piece comes only after something has happened.
    private static Scan slow(Scan scan, CountDownLatch before) {
        return new Scan() {
            private int pieces;

            @Override
            public synchronized Optional<Morsel> next() {
                if (++pieces == PIECES) {
                    try {
                        assertTrue(before.await(20, TimeUnit.SECONDS), "no group came before the last value");
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
                return scan.next();
            }

            @Override
            public void close() {
                scan.close();
            }
        };
    }

    private static List<Vector> repeated(List<Vector> batches, int times) {
        return batches.stream().flatMap(batch -> Stream.generate(() -> batch).limit(times)).toList();
    }

    private static List<String> multiset(List<String> values) {
        return values.stream().sorted().toList();
    }

    private static Source source(List<Vector> batches, Optional<SortKey> key) {
        var source = new BatchSource(batches);
        return sorted(source::open, key);
    }

    private static Source sorted(Function<ScanRequest, Scan> opener, Optional<SortKey> key) {
        return new Source() {
            @Override
            public Scan open(ScanRequest request) {
                return opener.apply(request);
            }

            @Override
            public Optional<SortKey> order() {
                return key;
            }
        };
    }

    /// Returns a batch for each value.
    private static List<Vector> batches(String text) {
        var batches = new ArrayList<Vector>();
        try (var scan = ZsonSource.of(text.getBytes(StandardCharsets.UTF_8)).open(ScanRequest.EVERYTHING)) {
            for (var morsel = scan.next(); morsel.isPresent(); morsel = scan.next()) {
                for (var batch : morsel.get().decode()) {
                    for (int row = 0; row < batch.length(); row++) {
                        batches.add(batch.select(new int[] {row}));
                    }
                }
            }
        }
        return batches;
    }

    private static Query query(String query, Source source, QueryOptions options) {
        var catalog = new Catalog() {
            @Override
            public Optional<Source> input() {
                return Optional.of(source);
            }
        };
        return Query.compile(QueryText.of(query), catalog, options);
    }

    private static List<String> answer(String query, Source source, QueryOptions options) {
        var values = new ArrayList<String>();
        try (var results = query(query, source, options).run()) {
            for (Value value : results) {
                values.add(Zson.format(value));
            }
        }
        return values;
    }
}
