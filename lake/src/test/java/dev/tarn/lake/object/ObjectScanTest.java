package dev.tarn.lake.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.lake.catalog.Catalog;
import dev.tarn.lake.catalog.DataObject;
import dev.tarn.lake.catalog.Encoded;
import dev.tarn.lake.catalog.Pool;
import dev.tarn.model.BodyOrder;
import dev.tarn.model.CorruptException;
import dev.tarn.model.KeyRange;
import dev.tarn.model.Projection;
import dev.tarn.model.Scan;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.SortKey;
import dev.tarn.model.Value;
import dev.tarn.model.ValueOrder;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.BodyEncoder;
import dev.tarn.model.vector.ByteBuilder;
import dev.tarn.model.vector.MixedBuilder;
import dev.tarn.model.vector.Vector;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ObjectScanTest {
    @TempDir
    Path temporary;

    private Catalog catalog;
    private Packs packs;

    @BeforeEach
    void open() {
        catalog = Catalog.create(temporary.resolve("lake"), 0);
        packs = new Packs(catalog);
    }

    @AfterEach
    void close() {
        packs.close();
        catalog.close();
    }

    private Pool pool(SortKey.Direction direction, long stride, long threshold) {
        SortKey key = direction == SortKey.Direction.ASCENDING ? SortKey.ascending("k") : SortKey.descending("k");
        return catalog.change(change -> change.createPool("p" + stride + threshold, key, stride, threshold, 0));
    }

    /// A record with the given key and some text, so that values with equal keys differ; without the key if it is empty.
    private static Value record(Optional<Value> key, String text) {
        List<Field> fields = new ArrayList<>();
        var body = new ByteBuilder();
        key.ifPresent(value -> {
            fields.add(new Field("k", value.type()));
            BodyEncoder.of(value.toVector()).writeTagged(0, body);
        });
        fields.add(new Field("s", PrimitiveType.STRING));
        BodyEncoder.of(Value.ofString(text).toVector()).writeTagged(0, body);
        return Value.ofBody(new RecordType(fields), body.toBytes());
    }

    private static Value integer(long value) {
        return Value.ofLong(PrimitiveType.INT64, value);
    }

    private static List<Value> randomRecords(Random random, int count) {
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String text = "x".repeat(random.nextInt(30)) + random.nextInt(5);
            values.add(record(switch (random.nextInt(12)) {
                case 0 -> Optional.empty();
                case 1 -> Optional.of(Value.ofNull(PrimitiveType.INT64));
                case 2 -> Optional.of(Value.ofString("s" + random.nextInt(100)));
                case 3 -> Optional.of(Value.ofDouble(PrimitiveType.FLOAT64, random.nextInt(200) / 2.0));
                case 4 -> Optional.of(Value.ofLong(PrimitiveType.UINT8, random.nextInt(100)));
                default -> Optional.of(integer(random.nextInt(100)));
            }, text));
        }
        return values;
    }

    private static List<Vector> batches(List<Value> values, int rows) {
        List<Vector> batches = new ArrayList<>();
        var builder = new MixedBuilder();
        for (Value value : values) {
            builder.append(value.type(), BodyEncoder.of(value.toVector()), 0);
            if (builder.length() == rows) {
                batches.add(builder.build());
            }
        }
        batches.add(builder.build());
        return batches;
    }

    private List<DataObject> load(Pool pool, List<Value> values) {
        var load = new ObjectLoad(packs, pool);
        batches(values, 100).forEach(load::add);
        return load.finish();
    }

    private static List<Value> values(Scan scan) {
        List<Value> values = new ArrayList<>();
        try (scan) {
            for (var morsel = scan.next(); morsel.isPresent(); morsel = scan.next()) {
                for (Vector batch : morsel.get().decode()) {
                    for (int row = 0; row < batch.length(); row++) {
                        values.add(Value.of(batch, row));
                    }
                }
            }
        }
        return values;
    }

    private static List<DataObject> inPoolOrder(Pool pool, List<DataObject> objects) {
        var direction = Span.Direction.of(pool.key());
        return objects.stream()
                .sorted((a, b) -> direction.compare(direction.start(a), direction.start(b)))
                .toList();
    }

    private List<Value> scan(Pool pool, List<DataObject> objects, KeyWindow window, ScanRequest request) {
        return values(new ObjectScan(packs, pool.key(), ObjectQueue.of(inPoolOrder(pool, objects), window), request));
    }

    private static Value key(Value value) {
        return value.field("k").orElse(Value.ofNull(PrimitiveType.NULL));
    }

    private static List<Value> sorted(Pool pool, List<Value> values) {
        Comparator<Value> byKey = Comparator.comparing(ObjectScanTest::key,
                ValueOrder.of(pool.key().direction(), pool.key().nulls()));
        Comparator<Value> byBody = BodyOrder::compare;
        boolean descending = pool.key().direction() == SortKey.Direction.DESCENDING;
        return values.stream().sorted(byKey.thenComparing(descending ? byBody.reversed() : byBody)).toList();
    }

    private static Map<Value, Integer> counts(List<Value> values) {
        Map<Value, Integer> counts = new HashMap<>();
        values.forEach(value -> counts.merge(value, 1, Integer::sum));
        return counts;
    }

    // Types of values with equal bodies are in no order, so only bodies are compared.
    private static List<Encoded> bodies(List<Value> values) {
        return values.stream().map(value -> Encoded.of(value.body())).toList();
    }

    @ParameterizedTest
    @EnumSource(SortKey.Direction.class)
    void mergesObjectsInTheOrderOfThePool(SortKey.Direction direction) {
        var random = new Random(direction.ordinal());
        // Few segments, many segments, many objects.
        for (long[] size : new long[][] {{65536, 1 << 20}, {50, 1 << 20}, {50, 3000}}) {
            Pool pool = pool(direction, size[0], size[1]);
            List<Value> all = new ArrayList<>();
            List<DataObject> objects = new ArrayList<>();
            for (int load = 0; load < 5; load++) {
                List<Value> values = randomRecords(random, 50 + random.nextInt(900));
                all.addAll(values);
                objects.addAll(load(pool, values));
            }
            List<Value> inOrder = scan(pool, objects, KeyWindow.ALL, ScanRequest.EVERYTHING);
            assertEquals(bodies(sorted(pool, all)), bodies(inOrder));
            assertEquals(counts(all), counts(inOrder));
            assertEquals(counts(all),
                    counts(scan(pool, objects, KeyWindow.ALL, ScanRequest.EVERYTHING.withOrdered(false))));
            var counted = scan(pool, objects, KeyWindow.ALL, ScanRequest.EVERYTHING.withProjection(Projection.NONE));
            assertEquals(all.size(), counted.size());
        }
    }

    @Test
    void mergesLargeObjectsSliceBySlice() {
        Pool pool = pool(SortKey.Direction.DESCENDING, 65536, 500 << 20);
        List<DataObject> objects = new ArrayList<>();
        int rows = 30_000;
        String text = "t".repeat(600);
        for (int load = 0; load < 3; load++) {
            List<Value> values = new ArrayList<>();
            for (int i = 0; i < rows; i++) {
                values.add(record(Optional.of(integer(i / 10 * 3L + load)), text));
            }
            objects.addAll(load(pool, values));
        }
        assertEquals(3, objects.size());
        var scan = new ObjectScan(packs, pool.key(), ObjectQueue.of(inPoolOrder(pool, objects), KeyWindow.ALL),
                ScanRequest.EVERYTHING);
        int morsels = 0;
        long expected = rows / 10 * 3L - 1;
        int seen = 0;
        for (var morsel = scan.next(); morsel.isPresent(); morsel = scan.next()) {
            assertEquals(morsels++, morsel.get().ordinal());
            for (Vector batch : morsel.get().decode()) {
                for (int row = 0; row < batch.length(); row++, seen++) {
                    assertEquals(expected - seen / 10, key(Value.of(batch, row)).asLong());
                }
            }
        }
        assertEquals(3 * rows, seen);
        assertTrue(morsels > 2, "slices: " + morsels);
    }

    @ParameterizedTest
    @EnumSource(SortKey.Direction.class)
    void leavesOutWhatTheRangeExcludes(SortKey.Direction direction) {
        Pool pool = pool(direction, 8, 1 << 20);
        List<Value> all = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            all.add(record(Optional.of(integer(i)), "text of some length, so that bytes can be told apart"));
        }
        // More than a small object, which would be read as a whole.
        List<Value> large = new ArrayList<>();
        var random = new Random(7);
        byte[] noise = new byte[400];
        for (Value value : all) {
            random.nextBytes(noise);
            large.add(record(Optional.of(key(value)), Encoded.of(noise).toString()));
        }
        List<DataObject> objects = load(pool, large);
        assertTrue(objects.getFirst().sizeBytes() > ObjectReader.SMALL_BYTES, () -> "size " + objects.getFirst().sizeBytes());
        var path = dev.tarn.model.Path.of("k");
        record Case(long lower, boolean lowerInclusive, long upper, boolean upperInclusive) {}
        for (var test : List.of(new Case(10, true, 20, true), new Case(10, false, 20, false), new Case(-5, true, -1, true),
                new Case(999, false, 2000, true), new Case(500, true, 500, true))) {
            var range = new KeyRange(path, Optional.of(integer(test.lower)), test.lowerInclusive,
                    Optional.of(integer(test.upper)), test.upperInclusive);
            List<Long> found = scan(pool, objects, KeyWindow.of(range), ScanRequest.EVERYTHING).stream()
                    .map(value -> key(value).asLong()).toList();
            List<Long> wanted = new ArrayList<>();
            for (long i = Math.max(0, test.lower); i <= Math.min(999, test.upper); i++) {
                if ((i > test.lower || test.lowerInclusive) && (i < test.upper || test.upperInclusive)) {
                    wanted.add(i);
                }
            }
            assertTrue(found.containsAll(wanted), () -> test + " lacks some of " + wanted + ": " + found);
            assertTrue(found.size() <= wanted.size() + 20, () -> test + " has more than needed: " + found);
        }
        var typed = new KeyRange(path, Optional.of(Value.ofString("a")), true, Optional.empty(), false);
        assertEquals(0, scan(pool, objects, KeyWindow.of(typed), ScanRequest.EVERYTHING).size());
    }

    @Test
    void saysWhereAnObjectIsCorruptAndReadsTheOthers() throws IOException {
        Pool pool = pool(SortKey.Direction.ASCENDING, 65536, 1 << 20);
        List<Value> values = List.of(record(Optional.of(integer(1)), "some text"));
        DataObject good = load(pool, values).getFirst();
        for (boolean inIndex : new boolean[] {false, true}) {
            DataObject bad = load(pool, values).getFirst();
            long place = inIndex ? bad.extent().indexOffset() + 3 : bad.extent().offset() + 5;
            try (var file = new RandomAccessFile(packs.file(bad.extent().pack()).toFile(), "rw")) {
                file.seek(place);
                int octet = file.read();
                file.seek(place);
                file.write(octet ^ 1);
            }
            var exception = assertThrows(CorruptException.class,
                    () -> scan(pool, List.of(bad), KeyWindow.ALL, ScanRequest.EVERYTHING));
            long start = inIndex ? bad.extent().indexOffset() : bad.extent().offset();
            assertTrue(exception.getMessage().startsWith(packs.file(bad.extent().pack()) + ": object " + bad.id()
                    + " is corrupt at byte " + start + ": checksum of "), exception.getMessage());
        }
        assertEquals(values, scan(pool, List.of(good), KeyWindow.ALL, ScanRequest.EVERYTHING));
    }

    @Test
    void keepsBoundsWithTheirTypes() {
        Pool pool = pool(SortKey.Direction.DESCENDING, 65536, 1 << 20);
        Type named = new NamedType("port", PrimitiveType.UINT16);
        DataObject object = load(pool, List.of(record(Optional.of(Value.ofLong(named, 443)), "a"),
                record(Optional.empty(), "b"))).getFirst();
        assertEquals(Value.ofLong(named, 443), KeyEncoding.decode(object.minimum().value()));
        assertEquals(Value.ofNull(PrimitiveType.NULL), KeyEncoding.decode(object.maximum().value()));
        assertEquals(2, object.count());
    }
}
