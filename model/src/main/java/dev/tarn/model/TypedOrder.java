package dev.tarn.model;

import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.EnumType;
import dev.tarn.model.type.ErrorType;
import dev.tarn.model.type.MapType;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.SetType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.TypeOrder;
import dev.tarn.model.type.TypeValue;
import dev.tarn.model.type.UnionType;
import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.Dictionary;
import dev.tarn.model.vector.DoubleVector;
import dev.tarn.model.vector.FlatVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.Rows;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.View;
import java.util.Arrays;

/// Makes the ascending comparisons of [ValueOrder] for vectors of one type each.
///
/// @param nullsFirst whether nulls are less than everything else
record TypedOrder(boolean nullsFirst) {

    /// Returns a comparison of the rows of two vectors.
    RowComparison between(TypedVector a, TypedVector b) {
        return withRows(withNulls(base(a), base(b)), rows(a), rows(b));
    }

    /// Returns whether the rows of two vectors, but for nulls, are told apart by their types alone.
    boolean areApart(TypedVector a, TypedVector b) {
        return !(isNumber(a.type()) && isNumber(b.type())) && ValueOrder.compareTypes(a.type(), b.type()) != 0;
    }

    private static TypedVector base(TypedVector vector) {
        return switch (vector) {
            case Constant constant -> constant.one();
            case Dictionary dictionary -> dictionary.values();
            case View view -> view.base();
            case Rows bodies -> bodies;
            case FlatVector flat -> flat;
        };
    }

    private static int[] rows(TypedVector vector) {
        return switch (vector) {
            case Constant constant -> new int[constant.length()];
            case Dictionary dictionary -> dictionary.index();
            case View view -> view.rows();
            case Rows _, FlatVector _ -> null;
        };
    }

    private static RowComparison withRows(RowComparison comparison, int[] rowsA, int[] rowsB) {
        if (rowsA == null) {
            return rowsB == null ? comparison : (i, j) -> comparison.compare(i, rowsB[j]);
        }
        return rowsB == null
                ? (i, j) -> comparison.compare(rowsA[i], j)
                : (i, j) -> comparison.compare(rowsA[i], rowsB[j]);
    }

    private RowComparison withNulls(TypedVector a, TypedVector b) {
        var valid = valid(a, b);
        if (isNeverNull(a) && isNeverNull(b)) {
            return valid;
        }
        int nullAgainstValue = nullsFirst ? -1 : 1;
        return (i, j) -> {
            boolean nullA = a.isNull(i);
            boolean nullB = b.isNull(j);
            if (nullA || nullB) {
                return nullA && nullB ? 0 : nullA ? nullAgainstValue : -nullAgainstValue;
            }
            return valid.compare(i, j);
        };
    }

    private static boolean isNeverNull(TypedVector vector) {
        return vector instanceof FlatVector flat && flat.validity().isAll();
    }

    private RowComparison valid(TypedVector a, TypedVector b) {
        if (isNumber(a.type()) && isNumber(b.type())) {
            return numbers(a.flat(), b.flat());
        }
        int order = ValueOrder.compareTypes(a.type(), b.type());
        if (order != 0) {
            return (_, _) -> order;
        }
        return switch (a.type().under()) {
            case PrimitiveType primitive -> primitives(primitive, a.flat(), b.flat());
            case EnumType _ -> signed(a.flat(), b.flat());
            case ArrayType _, SetType _ -> arrays((ArrayVector) a.flat(), (ArrayVector) b.flat());
            case RecordType _, MapType _, UnionType _, ErrorType _ -> BodyOrder.between(a, b);
            case NamedType named -> throw new IllegalStateException("a type under its names has a name: " + named);
        };
    }

    private static boolean isNumber(Type type) {
        return type.under() instanceof PrimitiveType primitive && primitive.isNumber();
    }

    private static RowComparison numbers(FlatVector a, FlatVector b) {
        if (a instanceof DoubleVector x) {
            double[] left = x.values();
            if (b instanceof DoubleVector y) {
                double[] right = y.values();
                return (i, j) -> NumberOrder.compare(left[i], right[j]);
            }
            var reversed = numbers(b, a);
            return (i, j) -> -reversed.compare(j, i);
        }
        long[] left = ((LongVector) a).values();
        boolean unsignedLeft = isUnsigned64(a.type());
        if (b instanceof DoubleVector y) {
            double[] right = y.values();
            return unsignedLeft
                    ? (i, j) -> NumberOrder.compareUnsigned(left[i], right[j])
                    : (i, j) -> NumberOrder.compareSigned(left[i], right[j]);
        }
        long[] right = ((LongVector) b).values();
        boolean unsignedRight = isUnsigned64(b.type());
        if (unsignedLeft) {
            return unsignedRight
                    ? (i, j) -> Long.compareUnsigned(left[i], right[j])
                    : (i, j) -> -NumberOrder.compareSignedUnsigned(right[j], left[i]);
        }
        return unsignedRight
                ? (i, j) -> NumberOrder.compareSignedUnsigned(left[i], right[j])
                : signed(a, b);
    }

    // Narrower unsigned numbers are never negative in a long, so they compare as signed ones do.
    private static boolean isUnsigned64(Type type) {
        return type.under() == PrimitiveType.UINT64;
    }

    private static RowComparison signed(FlatVector a, FlatVector b) {
        long[] left = ((LongVector) a).values();
        long[] right = ((LongVector) b).values();
        return (i, j) -> Long.compare(left[i], right[j]);
    }

    private static RowComparison primitives(PrimitiveType type, FlatVector a, FlatVector b) {
        return switch (type) {
            case BOOL -> signed(a, b);
            case BYTES, STRING, NET -> bytes((BytesVector) a, (BytesVector) b);
            case IP -> addresses((BytesVector) a, (BytesVector) b);
            case TYPE -> types((BytesVector) a, (BytesVector) b);
            case NULL -> (_, _) -> 0;
            case UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, DURATION, TIME, FLOAT16, FLOAT32, FLOAT64 ->
                numbers(a, b);
        };
    }

    private static RowComparison bytes(BytesVector a, BytesVector b) {
        byte[] left = a.arena();
        byte[] right = b.arena();
        int[] leftStarts = a.starts();
        int[] rightStarts = b.starts();
        int[] leftLengths = a.lengths();
        int[] rightLengths = b.lengths();
        return (i, j) -> {
            int from = leftStarts[i];
            int fromOther = rightStarts[j];
            return Arrays.compareUnsigned(
                    left, from, from + leftLengths[i], right, fromOther, fromOther + rightLengths[j]);
        };
    }

    private static RowComparison addresses(BytesVector a, BytesVector b) {
        int[] leftLengths = a.lengths();
        int[] rightLengths = b.lengths();
        var bytes = bytes(a, b);
        return (i, j) -> leftLengths[i] != rightLengths[j]
                ? Integer.compare(leftLengths[i], rightLengths[j])
                : bytes.compare(i, j);
    }

    private static RowComparison types(BytesVector a, BytesVector b) {
        var bytes = bytes(a, b);
        return (i, j) -> bytes.compare(i, j) == 0 ? 0 : TypeOrder.compare(type(a, i), type(b, j));
    }

    private static Type type(BytesVector vector, int row) {
        return TypeValue.decode(vector.arena(), vector.starts()[row], vector.lengths()[row]);
    }

    private RowComparison arrays(ArrayVector a, ArrayVector b) {
        int[] left = a.offsets();
        int[] right = b.offsets();
        var elements = between(a.elements(), b.elements());
        return (i, j) -> {
            int lengthA = left[i + 1] - left[i];
            int lengthB = right[j + 1] - right[j];
            int common = Math.min(lengthA, lengthB);
            for (int k = 0; k < common; k++) {
                int order = elements.compare(left[i] + k, right[j] + k);
                if (order != 0) {
                    return order;
                }
            }
            return Integer.compare(lengthA, lengthB);
        };
    }
}
