package dev.tarn.model.zson;

import dev.tarn.model.text.AddressText;
import dev.tarn.model.text.DurationText;
import dev.tarn.model.text.StringText;
import dev.tarn.model.text.TimeText;
import dev.tarn.model.type.EnumType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.TypeText;
import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.Dictionary;
import dev.tarn.model.vector.DoubleVector;
import dev.tarn.model.vector.ErrorVector;
import dev.tarn.model.vector.FlatVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.MapVector;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.Rows;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.UnionVector;
import dev.tarn.model.vector.View;
import java.nio.charset.StandardCharsets;

/// Prints the values of one vector, without their decorators. Types and encodings are looked at when it is made, not for each
/// value.
abstract class ValuePrinter {
    /// Returns the printer for a vector.
    ///
    /// @param implied whether the type of the outermost value around is told by its text
    static ValuePrinter of(Pen pen, TypedVector vector, boolean implied) {
        return switch (vector) {
            case Constant constant -> new Selected(of(pen, constant.one(), implied), new int[0]);
            case Dictionary dictionary -> new Selected(of(pen, dictionary.values(), implied), dictionary.index());
            case View view -> switch (view.base()) {
                // Only the selected bodies are decoded.
                case Rows _ -> of(pen, view.flat(), implied);
                case TypedVector base -> new Selected(of(pen, base, implied), view.rows());
            };
            case Rows rows -> of(pen, rows.flat(), implied);
            case LongVector longs -> ofLongs(pen, longs);
            case DoubleVector doubles -> ofDoubles(pen, doubles);
            case BytesVector bytes -> ofBytes(pen, bytes);
            case RecordVector record -> new ContainerPrinter.OfRecords(pen, record, implied);
            case ArrayVector array -> new ContainerPrinter.OfArrays(pen, array, implied);
            case MapVector map -> new ContainerPrinter.OfMaps(pen, map, implied);
            case UnionVector union -> new ContainerPrinter.OfUnions(pen, union);
            case ErrorVector error -> new ContainerPrinter.OfErrors(pen, error, implied);
        };
    }

    /// Returns whether the value of a row is null.
    abstract boolean isNull(int row);

    /// Prints the value of a row, which is not null, and returns whether its text tells less than its type: it is empty.
    ///
    /// @param indent the indent of the line that the value begins on
    /// @param known whether a decorator that follows further out tells the type
    abstract boolean print(int row, int indent, boolean known);

    /// Returns whether a colon that follows the text of a row's value would belong to it.
    boolean joinsColon(int row) {
        return false;
    }

    private static final class Selected extends ValuePrinter {
        private final ValuePrinter base;
        private final int[] rows;

        Selected(ValuePrinter base, int[] rows) {
            this.base = base;
            this.rows = rows;
        }

        private int baseRow(int row) {
            return rows.length == 0 ? 0 : rows[row];
        }

        @Override
        boolean isNull(int row) {
            return base.isNull(baseRow(row));
        }

        @Override
        boolean print(int row, int indent, boolean known) {
            return base.print(baseRow(row), indent, known);
        }

        @Override
        boolean joinsColon(int row) {
            return base.joinsColon(baseRow(row));
        }
    }

    abstract static class OfFlat extends ValuePrinter {
        final Pen pen;
        private final FlatVector vector;

        OfFlat(Pen pen, FlatVector vector) {
            this.pen = pen;
            this.vector = vector;
        }

        @Override
        final boolean isNull(int row) {
            return vector.isNull(row);
        }
    }

    /// Prints values whose text never depends on what is around them.
    @FunctionalInterface
    private interface Plain {
        void print(int row);
    }

    private static ValuePrinter plain(Pen pen, FlatVector vector, Plain plain) {
        return new OfFlat(pen, vector) {
            @Override
            boolean print(int row, int indent, boolean known) {
                plain.print(row);
                return false;
            }
        };
    }

    private static ValuePrinter ofLongs(Pen pen, LongVector vector) {
        var out = pen.out;
        long[] values = vector.values();
        return switch (vector.type().under()) {
            case EnumType enumeration -> {
                var symbols = enumeration.symbols().stream()
                        .map(symbol -> ("%" + TypeText.quoteUnlessIdentifier(symbol)).getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new);
                yield plain(pen, vector, row -> out.put(symbols[(int) values[row]]));
            }
            case PrimitiveType primitive -> switch (primitive) {
                case UINT8, UINT16, UINT32, UINT64 -> plain(pen, vector, row -> out.putUnsigned(values[row]));
                case INT8, INT16, INT32, INT64 -> plain(pen, vector, row -> out.putDecimal(values[row]));
                case DURATION -> plain(pen, vector, row -> DurationText.append(out, values[row]));
                case TIME -> plain(pen, vector, row -> TimeText.append(out, values[row]));
                case BOOL -> plain(pen, vector, row -> out.put(values[row] != 0 ? "true" : "false"));
                case NULL -> plain(pen, vector, _ -> pen.writeNull());
                case FLOAT16, FLOAT32, FLOAT64, BYTES, STRING, IP, NET, TYPE -> throw misplaced(primitive);
            };
            case Type other -> throw misplaced(other);
        };
    }

    private static ValuePrinter ofDoubles(Pen pen, DoubleVector vector) {
        double[] values = vector.values();
        return vector.type().under() == PrimitiveType.FLOAT64
                ? plain(pen, vector, row -> pen.floats.append(pen.out, values[row]))
                : plain(pen, vector, row -> pen.floats.append(pen.out, (float) values[row]));
    }

    private static ValuePrinter ofBytes(Pen pen, BytesVector vector) {
        var out = pen.out;
        byte[] arena = vector.arena();
        int[] starts = vector.starts();
        int[] lengths = vector.lengths();
        return switch ((PrimitiveType) vector.type().under()) {
            case STRING -> plain(pen, vector, row -> StringText.append(out, arena, starts[row], lengths[row]));
            case BYTES -> plain(pen, vector, row -> {
                out.put("0x");
                out.putHex(arena, starts[row], lengths[row]);
            });
            case IP -> new OfFlat(pen, vector) {
                @Override
                boolean print(int row, int indent, boolean known) {
                    AddressText.append(out, arena, starts[row], lengths[row]);
                    return false;
                }

                @Override
                boolean joinsColon(int row) {
                    return !isNull(row) && lengths[row] == 16;
                }
            };
            case NET -> plain(pen, vector, row -> AddressText.appendNet(out, arena, starts[row], lengths[row]));
            case TYPE -> new OfFlat(pen, vector) {
                private final TypeValuePrinter types = new TypeValuePrinter(pen);

                @Override
                boolean print(int row, int indent, boolean known) {
                    types.print(arena, starts[row], lengths[row], indent);
                    return false;
                }
            };
            default -> throw misplaced(vector.type().under());
        };
    }

    private static IllegalStateException misplaced(Type type) {
        return new IllegalStateException("a vector of another carrier than its type's: " + type);
    }
}
