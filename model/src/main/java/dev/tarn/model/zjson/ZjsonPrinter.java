package dev.tarn.model.zjson;

import dev.tarn.model.text.AddressText;
import dev.tarn.model.text.DurationText;
import dev.tarn.model.text.FloatText;
import dev.tarn.model.text.TextBuilder;
import dev.tarn.model.text.TimeText;
import dev.tarn.model.type.EnumType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.TypeValue;
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

/// Prints the values of one vector, without their types. Types and encodings are looked at when it is made, not for each value.
@FunctionalInterface
interface ZjsonPrinter {
    /// What all printers of a stream write with.
    record Pen(TextBuilder out, FloatText floats, JsonStrings strings, TypeEncoder types) {}

    /// Prints the value of a row.
    void print(int row);

    /// Returns the printer for a vector.
    static ZjsonPrinter of(Pen pen, TypedVector vector) {
        return switch (vector) {
            case Constant constant -> {
                var one = of(pen, constant.one());
                yield _ -> one.print(0);
            }
            case Dictionary dictionary -> selected(of(pen, dictionary.values()), dictionary.index());
            case View view -> switch (view.base()) {
                // Only the selected bodies are decoded.
                case Rows _ -> of(pen, view.flat());
                case TypedVector base -> selected(of(pen, base), view.rows());
            };
            case Rows rows -> of(pen, rows.flat());
            case FlatVector flat -> {
                var printer = ofValid(pen, flat);
                yield row -> {
                    if (flat.isNull(row)) {
                        pen.out.put("null");
                    } else {
                        printer.print(row);
                    }
                };
            }
        };
    }

    private static ZjsonPrinter selected(ZjsonPrinter base, int[] rows) {
        return row -> base.print(rows[row]);
    }

    private static ZjsonPrinter ofValid(Pen pen, FlatVector flat) {
        return switch (flat) {
            case LongVector longs -> ofLongs(pen.out, longs);
            case DoubleVector doubles -> ofDoubles(pen, doubles);
            case BytesVector bytes -> ofBytes(pen, bytes);
            case RecordVector record -> ofRecords(pen, record);
            case ArrayVector array -> ofArrays(pen, array);
            case MapVector map -> ofMaps(pen, map);
            case UnionVector union -> ofUnions(pen, union);
            case ErrorVector error -> of(pen, error.wrapped());
        };
    }

    private static ZjsonPrinter ofLongs(TextBuilder out, LongVector vector) {
        long[] values = vector.values();
        return quoted(out, switch (vector.type().under()) {
            case EnumType _ -> row -> out.putDecimal(values[row]);
            case PrimitiveType primitive -> switch (primitive) {
                case UINT8, UINT16, UINT32, UINT64 -> row -> out.putUnsigned(values[row]);
                case INT8, INT16, INT32, INT64 -> row -> out.putDecimal(values[row]);
                case DURATION -> row -> DurationText.append(out, values[row]);
                case TIME -> row -> TimeText.append(out, values[row]);
                case BOOL -> row -> out.put(values[row] != 0 ? "true" : "false");
                case NULL -> _ -> out.put("null");
                case FLOAT16, FLOAT32, FLOAT64, BYTES, STRING, IP, NET, TYPE -> throw misplaced(primitive);
            };
            case Type other -> throw misplaced(other);
        });
    }

    private static IllegalStateException misplaced(Type type) {
        return new IllegalStateException("a vector of another carrier than its type's: " + type);
    }

    /// Prints in quotes what needs no escapes.
    private static ZjsonPrinter quoted(TextBuilder out, ZjsonPrinter plain) {
        return row -> {
            out.put('"');
            plain.print(row);
            out.put('"');
        };
    }

    private static ZjsonPrinter ofDoubles(Pen pen, DoubleVector vector) {
        double[] values = vector.values();
        return quoted(pen.out, vector.type().under() == PrimitiveType.FLOAT64
                ? row -> pen.floats.append(pen.out, values[row])
                : row -> pen.floats.append(pen.out, (float) values[row]));
    }

    private static ZjsonPrinter ofBytes(Pen pen, BytesVector vector) {
        var out = pen.out;
        byte[] arena = vector.arena();
        int[] starts = vector.starts();
        int[] lengths = vector.lengths();
        return switch ((PrimitiveType) vector.type().under()) {
            case STRING -> row -> pen.strings.append(out, arena, starts[row], lengths[row]);
            case BYTES -> quoted(out, row -> {
                out.put("0x");
                out.putHex(arena, starts[row], lengths[row]);
            });
            case IP -> quoted(out, row -> AddressText.append(out, arena, starts[row], lengths[row]));
            case NET -> quoted(out, row -> AddressText.appendNet(out, arena, starts[row], lengths[row]));
            case TYPE -> row -> pen.types.append(out, TypeValue.decode(arena, starts[row], lengths[row]));
            default -> throw misplaced(vector.type().under());
        };
    }

    private static ZjsonPrinter ofRecords(Pen pen, RecordVector vector) {
        var fields = vector.fields().stream().map(field -> of(pen, field)).toArray(ZjsonPrinter[]::new);
        return row -> {
            pen.out.put('[');
            for (int i = 0; i < fields.length; i++) {
                if (i > 0) {
                    pen.out.put(',');
                }
                fields[i].print(row);
            }
            pen.out.put(']');
        };
    }

    private static ZjsonPrinter ofArrays(Pen pen, ArrayVector vector) {
        var elements = of(pen, vector.elements());
        return list(pen.out, vector.offsets(), elements);
    }

    private static ZjsonPrinter list(TextBuilder out, int[] offsets, ZjsonPrinter elements) {
        return row -> {
            out.put('[');
            for (int i = offsets[row]; i < offsets[row + 1]; i++) {
                if (i > offsets[row]) {
                    out.put(',');
                }
                elements.print(i);
            }
            out.put(']');
        };
    }

    private static ZjsonPrinter ofMaps(Pen pen, MapVector vector) {
        var keys = of(pen, vector.keys());
        var values = of(pen, vector.values());
        return list(pen.out, vector.offsets(), i -> {
            pen.out.put('[');
            keys.print(i);
            pen.out.put(',');
            values.print(i);
            pen.out.put(']');
        });
    }

    private static ZjsonPrinter ofUnions(Pen pen, UnionVector vector) {
        var members = vector.members().stream().map(member -> of(pen, member)).toArray(ZjsonPrinter[]::new);
        return row -> {
            pen.out.put("[\"");
            pen.out.putDecimal(vector.tags()[row]);
            pen.out.put("\",");
            members[vector.tags()[row]].print(vector.slots()[row]);
            pen.out.put(']');
        };
    }
}
