package dev.tarn.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.model.random.RandomData;
import dev.tarn.model.random.Reencoded;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.Vector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentityTest {
    @Test
    void numbersOfDifferentTypesZerosAndNullsDiffer() {
        var values = List.of(
                Value.ofLong(PrimitiveType.INT64, 1),
                Value.ofLong(PrimitiveType.UINT8, 1),
                Value.ofDouble(PrimitiveType.FLOAT64, 1),
                Value.ofLong(new NamedType("n", PrimitiveType.INT64), 1),
                Value.ofDouble(PrimitiveType.FLOAT64, 0.),
                Value.ofDouble(PrimitiveType.FLOAT64, -0.),
                Value.ofNull(PrimitiveType.INT64),
                Value.ofNull(PrimitiveType.UINT8),
                Value.ofNull(PrimitiveType.NULL),
                Value.ofLong(PrimitiveType.INT64, 0),
                Value.ofNull(PrimitiveType.STRING),
                Value.ofString(""));
        for (int i = 0; i < values.size(); i++) {
            for (int j = 0; j < values.size(); j++) {
                var same = Identity.between(values.get(i).toVector(), values.get(j).toVector());
                assertEquals(i == j, same.same(0, 0), i + " and " + j);
                if (i != j) {
                    assertNotEquals(Identity.hash(values.get(i)), Identity.hash(values.get(j)));
                }
            }
        }
    }

    @Test
    void nanIsTheSameAsItself() {
        var nan = Value.ofDouble(PrimitiveType.FLOAT64, Double.NaN).toVector();
        assertTrue(Identity.between(nan, nan).same(0, 0));
    }

    @Test
    void sameValuesHaveTheSameHashInEveryEncoding() {
        for (int seed = 0; seed < 40; seed++) {
            var random = new RandomData(seed);
            var types = new ArrayList<Type>();
            for (int i = 0; i < 4; i++) {
                types.add(random.type(2));
            }
            var vector = random.mixed(types, 80);
            long[] hashes = hashes(vector);
            for (var other : List.of(Reencoded.flat(vector), Reencoded.encoded(vector))) {
                long[] otherHashes = hashes(other);
                var same = Identity.between(vector, other);
                for (int i = 0; i < vector.length(); i++) {
                    assertEquals(hashes[i], otherHashes[i], "seed " + seed + " row " + i);
                    for (int j = 0; j < vector.length(); j++) {
                        boolean expected = Value.of(vector, i).equals(Value.of(vector, j));
                        assertEquals(expected, same.same(i, j));
                        if (expected) {
                            assertEquals(hashes[i], hashes[j]);
                        }
                    }
                }
            }
        }
    }

    @Test
    void partsWithoutCounterpartDiffer() {
        var random = new RandomData(1);
        var a = random.mixed(List.of(PrimitiveType.INT64, PrimitiveType.STRING), 20);
        var b = random.rows(PrimitiveType.IP, 20);
        var same = Identity.between(a, b);
        for (int row = 0; row < 20; row++) {
            assertFalse(same.same(row, row));
        }
    }

    @Test
    void hashesOfSimilarValuesDoNotCollide() {
        var hashes = new HashSet<Long>();
        var strings = new String[100_000];
        var longs = new long[strings.length];
        for (int i = 0; i < strings.length; i++) {
            strings[i] = "value-" + i;
            longs[i] = (long) i << 20;
        }
        for (long hash : hashes(dev.tarn.model.vector.BytesVector.ofStrings(PrimitiveType.STRING, strings))) {
            // A hash table looks at the low bits.
            hashes.add(hash & 0xffff_ffffL);
        }
        for (long hash : hashes(new dev.tarn.model.vector.LongVector(PrimitiveType.INT64, longs))) {
            hashes.add(hash & 0xffff_ffffL);
        }
        assertTrue(hashes.size() > 199_900, hashes.size() + " of 200000");
    }

    private static long[] hashes(Vector vector) {
        var hashes = new long[vector.length()];
        Identity.hash(vector, hashes);
        return hashes;
    }
}
