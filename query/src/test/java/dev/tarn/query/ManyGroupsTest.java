package dev.tarn.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.model.BatchSource;
import dev.tarn.model.Source;
import dev.tarn.model.Value;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.vector.BytesBuilder;
import dev.tarn.model.vector.LongBuilder;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zson.Zson;
import dev.tarn.query.parse.QueryText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// More groups than fit into the table of one task, so that they are divided among threads.
class ManyGroupsTest {
    private static final int BATCHES = 64;
    private static final int BATCH_ROWS = 4096;
    private static final int KEYS = 220_000;

    @ParameterizedTest
    @ValueSource(strings = {
        "n:=count(),sum(v),any(v) by s", "count() by k,s | sum(count) by k | head 1000", "avg(v) where v % 3 == 0 by typeof(this),k | tail 9",
    })
    void comeInTheOrderInWhichTheyWereSeenWhateverTheThreads(String query) {
        var source = new BatchSource(batches(0));
        assertEquals(answer(query, source, options(1)), answer(query, source, options(3)));
    }

    @Test
    void areDividedToDiskToo() {
        var source = new BatchSource(batches(0));
        String query = "count(),sum(v) by k,s | sort k,s";
        assertEquals(answer(query, source, options(1)), answer(query, source, options(2).withGroupBytes(6_000_000)));
    }

    @Test
    void areCountedAsByHand() {
        var batches = batches(0);
        Map<Long, Long> expected = new LinkedHashMap<>();
        for (var batch : batches) {
            var keys = (LongVector) ((RecordVector) batch).field(0);
            for (int row = 0; row < keys.length(); row++) {
                expected.merge(keys.values()[row], 1L, Long::sum);
            }
        }
        assertTrue(expected.size() > 1 << 17, "enough groups to be divided");
        var lines = new ArrayList<String>();
        expected.forEach((key, count) -> lines.add("{k:" + key + ",count:" + count + "(uint64)}"));
        assertEquals(lines, answer("count() by k", new BatchSource(batches), options(2)));
    }

    // The keys of strings differ in length, in their first bytes, and in zeros at their end only.
    @Test
    void tellShortAndLongKeysApart() {
        var random = new Random(7);
        var batches = new ArrayList<Vector>();
        var expected = new HashMap<String, Long>();
        for (int i = 0; i < 20; i++) {
            var builder = new BytesBuilder(PrimitiveType.STRING);
            for (int row = 0; row < 1000; row++) {
                var key = "\0ab".repeat(5).substring(random.nextInt(3), 3 + random.nextInt(10));
                builder.append(key.getBytes(StandardCharsets.UTF_8));
                expected.merge(key, 1L, Long::sum);
            }
            batches.add(builder.build());
        }
        var found = new HashMap<String, Long>();
        try (var results = query("n:=count() by k:=this", new BatchSource(batches), options(2))) {
            for (var group : (Iterable<Group>) results.as(Group.class)::iterator) {
                found.put(group.k(), group.n());
            }
        }
        assertEquals(expected, found);
    }

    /// A string and how often it is there.
    record Group(String k, long n) {}

    private static QueryOptions options(int threads) {
        return QueryOptions.defaults().withThreads(threads);
    }

    private static List<Vector> batches(int seed) {
        var random = new Random(seed);
        var type = new RecordType(List.of(new Field("k", PrimitiveType.INT64), new Field("s", PrimitiveType.STRING),
            new Field("v", PrimitiveType.INT64)));
        var batches = new ArrayList<Vector>();
        for (int i = 0; i < BATCHES; i++) {
            var keys = new LongBuilder(PrimitiveType.INT64);
            var strings = new BytesBuilder(PrimitiveType.STRING);
            var values = new LongBuilder(PrimitiveType.INT64);
            for (int row = 0; row < BATCH_ROWS; row++) {
                int key = random.nextInt(KEYS);
                keys.append(key);
                if (key % 1000 == 0) {
                    strings.appendNull();
                } else {
                    strings.append(("abcdefgh".substring(key % 9) + key * 7L).getBytes(StandardCharsets.UTF_8));
                }
                values.append(random.nextInt(100));
            }
            batches.add(new RecordVector(type, List.of(keys.build(), strings.build(), values.build()), BATCH_ROWS, Validity.ALL));
        }
        return batches;
    }

    private static Results query(String query, Source source, QueryOptions options) {
        var catalog = new Catalog() {
            @Override
            public Optional<Source> input() {
                return Optional.of(source);
            }
        };
        return Query.compile(QueryText.of(query), catalog, options).run();
    }

    private static List<String> answer(String query, Source source, QueryOptions options) {
        var values = new ArrayList<String>();
        try (var results = query(query, source, options)) {
            for (Value value : results) {
                values.add(Zson.format(value));
            }
        }
        return values;
    }
}
