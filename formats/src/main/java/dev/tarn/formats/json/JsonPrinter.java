package dev.tarn.formats.json;

import dev.tarn.model.Value;
import dev.tarn.model.text.AddressText;
import dev.tarn.model.text.DurationText;
import dev.tarn.model.text.FloatText;
import dev.tarn.model.text.StringText;
import dev.tarn.model.text.TextBuilder;
import dev.tarn.model.text.TimeText;
import dev.tarn.model.type.EnumType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.UnionType;
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
import dev.tarn.model.zson.Zson;
import java.nio.charset.StandardCharsets;

/// Prints the values of one vector. Types and encodings are looked at when it is made, not for each value.
abstract class JsonPrinter {
    /// What printers write with.
    ///
    /// @param out the text
    /// @param tab how many spaces each level is indented by; 0 for values on one line
    /// @param floats room for digits
    record Pen(TextBuilder out, int tab, FloatText floats) {
        void newLine(int indent) {
            if (tab > 0) {
                out.put('\n');
                out.putSpaces(indent);
            }
        }

        byte[] key(String name) {
            var key = new TextBuilder();
            putString(key, name);
            key.put(tab > 0 ? ": " : ":");
            return key.toBytes();
        }

        void putString(String text) {
            putString(out, text);
        }

        private static void putString(TextBuilder out, String text) {
            var utf8 = text.getBytes(StandardCharsets.UTF_8);
            StringText.appendJson(out, utf8, 0, utf8.length);
        }
    }

    /// Prints the value of a row.
    ///
    /// @param indent the indent of the line that the value begins on
    abstract void print(int row, int indent);

    /// Returns the printer for a vector.
    static JsonPrinter of(Pen pen, TypedVector vector) {
        return switch (vector) {
            case Constant constant -> {
                var one = of(pen, constant.one());
                yield of((_, indent) -> one.print(0, indent));
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
                yield of((row, indent) -> {
                    if (flat.isNull(row)) {
                        pen.out.put("null");
                    } else {
                        printer.print(row, indent);
                    }
                });
            }
        };
    }

    private static JsonPrinter selected(JsonPrinter base, int[] rows) {
        return of((row, indent) -> base.print(rows[row], indent));
    }

    private interface Printing {
        void print(int row, int indent);
    }

    private static JsonPrinter of(Printing printing) {
        return new JsonPrinter() {
            @Override
            void print(int row, int indent) {
                printing.print(row, indent);
            }
        };
    }

    private static JsonPrinter ofValid(Pen pen, FlatVector flat) {
        return switch (flat) {
            case LongVector longs -> ofLongs(pen, longs);
            case DoubleVector doubles -> of((row, _) -> printDouble(pen, doubles.values()[row]));
            case BytesVector bytes -> ofBytes(pen, bytes);
            case RecordVector record -> ofRecords(pen, record);
            case ArrayVector array -> ofArrays(pen, array);
            case MapVector map -> ofMaps(pen, map);
            case UnionVector union -> {
                var members = union.members().stream().map(member -> of(pen, member)).toArray(JsonPrinter[]::new);
                yield of((row, indent) -> members[union.tags()[row]].print(union.slots()[row], indent));
            }
            case ErrorVector error -> ofErrors(pen, error);
        };
    }

    private static JsonPrinter ofLongs(Pen pen, LongVector vector) {
        var out = pen.out;
        long[] values = vector.values();
        return switch (vector.type().under()) {
            case EnumType enumeration -> of((row, _) -> pen.putString(enumeration.symbols().get((int) values[row])));
            case PrimitiveType primitive -> switch (primitive) {
                case UINT8, UINT16, UINT32, UINT64 -> of((row, _) -> out.putUnsigned(values[row]));
                case INT8, INT16, INT32, INT64 -> of((row, _) -> out.putDecimal(values[row]));
                case DURATION -> quoted(out, row -> DurationText.append(out, values[row]));
                case TIME -> quoted(out, row -> TimeText.append(out, values[row]));
                case BOOL -> of((row, _) -> out.put(values[row] != 0 ? "true" : "false"));
                case NULL -> of((_, _) -> out.put("null"));
                case FLOAT16, FLOAT32, FLOAT64, BYTES, STRING, IP, NET, TYPE -> throw misplaced(primitive);
            };
            case Type other -> throw misplaced(other);
        };
    }

    private static IllegalStateException misplaced(Type type) {
        return new IllegalStateException("a vector of another carrier than its type's: " + type);
    }

    private interface Plain {
        void print(int row);
    }

    /// Prints in quotes what needs no escapes.
    private static JsonPrinter quoted(TextBuilder out, Plain plain) {
        return of((row, _) -> {
            out.put('"');
            plain.print(row);
            out.put('"');
        });
    }

    private static void printDouble(Pen pen, double value) {
        if (Double.isFinite(value)) {
            pen.floats.appendJson(pen.out, value);
        } else {
            // JSON has no such numbers.
            pen.out.put('"');
            pen.floats.append(pen.out, value);
            pen.out.put('"');
        }
    }

    private static JsonPrinter ofBytes(Pen pen, BytesVector vector) {
        var out = pen.out;
        byte[] arena = vector.arena();
        int[] starts = vector.starts();
        int[] lengths = vector.lengths();
        return switch ((PrimitiveType) vector.type().under()) {
            case STRING -> of((row, _) -> StringText.appendJson(out, arena, starts[row], lengths[row]));
            case BYTES -> quoted(out, row -> {
                out.put("0x");
                out.putHex(arena, starts[row], lengths[row]);
            });
            case IP -> quoted(out, row -> AddressText.append(out, arena, starts[row], lengths[row]));
            case NET -> quoted(out, row -> AddressText.appendNet(out, arena, starts[row], lengths[row]));
            case TYPE -> of((row, _) -> pen.putString(Zson.formatUndecorated(Value.of(vector, row))));
            default -> throw misplaced(vector.type());
        };
    }

    private static JsonPrinter ofRecords(Pen pen, RecordVector vector) {
        var type = vector.recordType();
        var keys = type.fields().stream().map(field -> pen.key(field.name())).toArray(byte[][]::new);
        var fields = vector.fields().stream().map(field -> of(pen, field)).toArray(JsonPrinter[]::new);
        return of((row, indent) -> {
            pen.out.put('{');
            for (int i = 0; i < fields.length; i++) {
                if (i > 0) {
                    pen.out.put(',');
                }
                pen.newLine(indent + pen.tab);
                pen.out.put(keys[i]);
                fields[i].print(row, indent + pen.tab);
            }
            if (fields.length > 0) {
                pen.newLine(indent);
            }
            pen.out.put('}');
        });
    }

    private static JsonPrinter ofArrays(Pen pen, ArrayVector vector) {
        int[] offsets = vector.offsets();
        var elements = of(pen, vector.elements());
        return of((row, indent) -> {
            pen.out.put('[');
            for (int i = offsets[row]; i < offsets[row + 1]; i++) {
                if (i > offsets[row]) {
                    pen.out.put(',');
                }
                pen.newLine(indent + pen.tab);
                elements.print(i, indent + pen.tab);
            }
            if (offsets[row] < offsets[row + 1]) {
                pen.newLine(indent);
            }
            pen.out.put(']');
        });
    }

    private static JsonPrinter ofMaps(Pen pen, MapVector vector) {
        int[] offsets = vector.offsets();
        var values = of(pen, vector.values());
        return of((row, indent) -> {
            pen.out.put('{');
            for (int i = offsets[row]; i < offsets[row + 1]; i++) {
                if (i > offsets[row]) {
                    pen.out.put(',');
                }
                pen.newLine(indent + pen.tab);
                pen.putString(key(Value.of(vector.keys(), i)));
                pen.out.put(pen.tab > 0 ? ": " : ":");
                values.print(i, indent + pen.tab);
            }
            if (offsets[row] < offsets[row + 1]) {
                pen.newLine(indent);
            }
            pen.out.put('}');
        });
    }

    /// Returns what a key of a map is called: the text of a string or a symbol, the ZSON of anything else.
    private static String key(Value key) {
        return switch (key.type().under()) {
            case PrimitiveType primitive -> primitive == PrimitiveType.STRING ? key.asString() : Zson.formatUndecorated(key);
            case EnumType _ -> key.isNull() ? "null" : key.asString();
            // The keys of a union differ in type too, and are told apart by it.
            case Type _ -> Zson.format(key.type().under() instanceof UnionType ? key.unwrap() : key);
        };
    }

    private static JsonPrinter ofErrors(Pen pen, ErrorVector vector) {
        var key = pen.key("error");
        var wrapped = of(pen, vector.wrapped());
        var nulls = vector.wrapped();
        return of((row, indent) -> {
            if (nulls.isNull(row)) {
                // An error that wraps null is a null error.
                pen.out.put("null");
                return;
            }
            pen.out.put('{');
            pen.newLine(indent + pen.tab);
            pen.out.put(key);
            wrapped.print(row, indent + pen.tab);
            pen.newLine(indent);
            pen.out.put('}');
        });
    }
}
