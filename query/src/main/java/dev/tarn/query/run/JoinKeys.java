package dev.tarn.query.run;

import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.Carrier;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.SetType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.Dictionary;
import dev.tarn.model.vector.DoubleVector;
import dev.tarn.model.vector.FlatVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import java.util.Arrays;

/// Brings keys of a join into a form in which those that are equal in order ([dev.tarn.model.ValueOrder]) are the same value
/// ([dev.tarn.model.Identity]): numbers of all types become `int64` where one can be that, nulls lose their types, and names go.
final class JoinKeys {
    private static final double TWO_TO_63 = 0x1p63;

    private JoinKeys() {}

    /// Returns keys in the common form. Keys of one type that have it already are not copied.
    static Vector of(Vector keys) {
        return switch (keys) {
            case TypedVector typed -> ofTyped(typed);
            case Mixed mixed -> {
                var assembly = new MixedAssembly(mixed.length());
                int[][] rows = mixed.rowsOfParts();
                for (int part = 0; part < rows.length; part++) {
                    assembly.put(ofTyped(mixed.parts().get(part)), rows[part]);
                }
                yield assembly.build();
            }
        };
    }

    private static Vector ofTyped(TypedVector keys) {
        return switch (keys) {
            case Constant constant when ofTyped(constant.one()) instanceof TypedVector one ->
                new Constant(one.flat(), constant.length());
            case Dictionary dictionary when ofTyped(dictionary.values()) instanceof FlatVector values ->
                new Dictionary(values, dictionary.index());
            default -> ofRows(keys.type().carrier() == Carrier.NESTED ? keys : keys.flat());
        };
    }

    private static Vector ofRows(TypedVector keys) {
        if (keys instanceof FlatVector flat && flat.validity().isAll()) {
            return ofValid(flat);
        }
        var valid = new int[keys.length()];
        var nulls = new int[keys.length()];
        int validCount = 0;
        int nullCount = 0;
        for (int row = 0; row < keys.length(); row++) {
            if (keys.isNull(row)) {
                nulls[nullCount++] = row;
            } else {
                valid[validCount++] = row;
            }
        }
        if (nullCount == 0) {
            return ofValid(keys);
        }
        var noType = Constant.nulls(PrimitiveType.NULL, nullCount);
        if (validCount == 0) {
            return noType;
        }
        var assembly = new MixedAssembly(keys.length());
        int[] rows = Arrays.copyOf(valid, validCount);
        assembly.put(ofValid(keys.select(rows)), rows);
        assembly.put(noType, Arrays.copyOf(nulls, nullCount));
        return assembly.build();
    }

    private static Vector ofValid(TypedVector keys) {
        var type = keys.type().under();
        if (type instanceof PrimitiveType primitive && primitive.isNumber()) {
            return switch (keys.flat()) {
                case LongVector longs -> ofIntegers(longs, primitive);
                case DoubleVector doubles -> ofFloats(doubles);
                case FlatVector other -> throw new IllegalStateException("numbers that are not carried as such: " + other.type());
            };
        }
        return holdsFloats(type) ? withPlainFloats(keys.flat()).withType(type) : keys.withType(type);
    }

    private static Vector ofIntegers(LongVector keys, PrimitiveType type) {
        if (type != PrimitiveType.UINT64) {
            return new LongVector(PrimitiveType.INT64, keys.values(), keys.length(), Validity.ALL);
        }
        var tags = new int[keys.length()];
        for (int row = 0; row < tags.length; row++) {
            tags[row] = keys.values()[row] < 0 ? 1 : 0;
        }
        return assembled(tags, keys.values(), keys);
    }

    private static Vector ofFloats(DoubleVector keys) {
        var tags = new int[keys.length()];
        var whole = new long[keys.length()];
        var plain = new double[keys.length()];
        for (int row = 0; row < tags.length; row++) {
            double value = keys.values()[row];
            if (value != Math.rint(value) || value < -TWO_TO_63 || value >= 2 * TWO_TO_63) {
                tags[row] = 2;
                plain[row] = Double.isNaN(value) ? Double.NaN : value;
            } else if (value < TWO_TO_63) {
                whole[row] = (long) value;
            } else {
                tags[row] = 1;
                whole[row] = (long) (value - TWO_TO_63) + Long.MIN_VALUE;
            }
        }
        return assembled(tags, whole, new DoubleVector(PrimitiveType.FLOAT64, plain, plain.length, Validity.ALL));
    }

    /// @param tags for each row 0 for a signed integer, 1 for one that only `uint64` can hold, 2 for another number
    private static Vector assembled(int[] tags, long[] whole, FlatVector others) {
        var parts = new TypedVector[] {
            new LongVector(PrimitiveType.INT64, whole, tags.length, Validity.ALL),
            new LongVector(PrimitiveType.UINT64, whole, tags.length, Validity.ALL),
            others,
        };
        var assembly = new MixedAssembly(tags.length);
        for (int tag = 0; tag < parts.length; tag++) {
            int count = 0;
            var rows = new int[tags.length];
            for (int row = 0; row < tags.length; row++) {
                rows[count] = row;
                count += tags[row] == tag ? 1 : 0;
            }
            if (count == tags.length) {
                return parts[tag];
            }
            int[] ofTag = Arrays.copyOf(rows, count);
            assembly.put(parts[tag].select(ofTag), ofTag);
        }
        return assembly.build();
    }

    // Other nested values are in the order of their bodies, where both zeros differ.
    private static boolean holdsFloats(Type type) {
        return switch (type) {
            case ArrayType array -> isFloat(array.element()) || holdsFloats(array.element().under());
            case SetType set -> isFloat(set.element()) || holdsFloats(set.element().under());
            default -> false;
        };
    }

    private static boolean isFloat(Type type) {
        return type.carrier() == Carrier.DOUBLE;
    }

    private static FlatVector withPlainFloats(FlatVector values) {
        return switch (values) {
            case ArrayVector array -> new ArrayVector(array.type(), array.offsets(), withPlainFloats(array.elements().flat()),
                    array.length(), array.validity());
            case DoubleVector doubles -> {
                double[] plain = Arrays.copyOf(doubles.values(), doubles.length());
                for (int i = 0; i < plain.length; i++) {
                    // Both zeros are one, and so are all that are not a number.
                    plain[i] = plain[i] == 0 ? 0. : Double.isNaN(plain[i]) ? Double.NaN : plain[i];
                }
                yield new DoubleVector(doubles.type(), plain, plain.length, doubles.validity());
            }
            case FlatVector other -> other;
        };
    }
}
