package dev.tarn.formats.zeek;

import dev.tarn.model.Value;
import dev.tarn.model.text.AddressText;
import dev.tarn.model.text.FloatText;
import dev.tarn.model.text.TextBuilder;
import dev.tarn.model.type.EnumType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.SetType;
import dev.tarn.model.type.Type;
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
import java.util.Base64;
import java.util.List;

/// Writes the values of one vector as Zeek's logs have them: `-` for null, `T`, seconds with six digits for times and durations, base64
/// for bytes, `\x2d` for characters that mean something.
public final class ZeekText {
    private static final byte[] UNSET = {'-'};
    private static final String EMPTY = "(empty)";
    private static final long SECOND = 1_000_000_000;

    /// Prints the value of a row.
    private interface Printer {
        void print(int row, boolean inContainer);
    }

    private final TextBuilder out;
    private final FloatText floats = new FloatText();
    private final TypedVector vector;
    private final Printer printer;

    private ZeekText(TextBuilder out, TypedVector vector) {
        this.out = out;
        this.vector = vector;
        this.printer = of(vector);
    }

    /// Returns a writer of the values of a vector, at the end of a text.
    public static ZeekText of(TextBuilder out, TypedVector vector) {
        return new ZeekText(out, vector);
    }

    /// Appends the value of a row.
    public void append(int row) {
        if (vector.isNull(row)) {
            out.put(UNSET);
        } else {
            printer.print(row, false);
        }
    }

    private Printer of(TypedVector values) {
        return switch (values) {
            case Constant constant -> {
                var one = of(constant.one());
                yield (_, inContainer) -> one.print(0, inContainer);
            }
            case Dictionary dictionary -> selected(of(dictionary.values()), dictionary.index());
            case View view -> switch (view.base()) {
                // Only the selected bodies are decoded.
                case Rows _ -> of(view.flat());
                case TypedVector base -> selected(of(base), view.rows());
            };
            case Rows rows -> of(rows.flat());
            case FlatVector flat -> ofFlat(flat);
        };
    }

    private static Printer selected(Printer base, int[] rows) {
        return (row, inContainer) -> base.print(rows[row], inContainer);
    }

    private Printer ofFlat(FlatVector flat) {
        return switch (flat) {
            case LongVector longs -> ofLongs(longs);
            case DoubleVector doubles -> doubles.type().under() == PrimitiveType.FLOAT64
                    ? (row, _) -> floats.appendPlain(out, doubles.isNull(row) ? 0 : doubles.values()[row])
                    : (row, _) -> floats.appendPlain(out, doubles.isNull(row) ? 0 : (float) doubles.values()[row]);
            case BytesVector bytes -> ofBytes(bytes);
            case RecordVector record -> ofRecords(record);
            case ArrayVector array -> ofArrays(array);
            case MapVector map -> ofMaps(map);
            case UnionVector union -> ofUnions(union);
            case ErrorVector error -> ofErrors(error);
        };
    }

    private Printer ofLongs(LongVector longs) {
        long[] values = longs.values();
        return switch (longs.type().under()) {
            case EnumType _ -> (row, _) -> out.putUnsigned(longs.isNull(row) ? 0 : values[row]);
            case PrimitiveType primitive -> switch (primitive) {
                case BOOL -> (row, _) -> out.put(!longs.isNull(row) && values[row] != 0 ? 'T' : 'F');
                case DURATION, TIME -> (row, _) -> appendSeconds(out, longs.isNull(row) ? 0 : values[row]);
                case NULL -> (_, _) -> out.put(UNSET);
                case UINT8, UINT16, UINT32, UINT64 -> (row, _) -> out.putUnsigned(longs.isNull(row) ? 0 : values[row]);
                case INT8, INT16, INT32, INT64 -> (row, _) -> out.putDecimal(longs.isNull(row) ? 0 : values[row]);
                case FLOAT16, FLOAT32, FLOAT64, BYTES, STRING, IP, NET, TYPE -> throw misplaced(primitive);
            };
            case Type other -> throw misplaced(other);
        };
    }

    private static IllegalStateException misplaced(Type type) {
        return new IllegalStateException("a vector of another carrier than its type's: " + type);
    }

    /// Appends nanoseconds as seconds with six digits behind the point, or nine if there is something in the last three.
    public static void appendSeconds(TextBuilder out, long nanoseconds) {
        if (nanoseconds < 0) {
            out.put('-');
        }
        // The least long stays negative here and is right as an unsigned number.
        long size = Math.abs(nanoseconds);
        out.putDecimal(Long.divideUnsigned(size, SECOND));
        out.put('.');
        long fraction = Long.remainderUnsigned(size, SECOND);
        if (fraction % 1000 == 0) {
            out.putPadded(fraction / 1000, 6);
        } else {
            out.putPadded(fraction, 9);
        }
    }

    private Printer ofBytes(BytesVector bytes) {
        byte[] arena = bytes.arena();
        int[] starts = bytes.starts();
        int[] lengths = bytes.lengths();
        return switch ((PrimitiveType) bytes.type().under()) {
            case STRING -> (row, inContainer) ->
                appendString(out, bytes.isNull(row) ? "" : bytes.string(row), inContainer);
            case BYTES -> (row, _) -> out.put(Base64.getEncoder().encode(bytes.isNull(row) ? new byte[0] : bytes.copy(row)));
            case IP -> (row, _) -> appendUnlessNull(bytes, row, () -> AddressText.append(out, arena, starts[row], lengths[row]));
            case NET -> (row, _) ->
                appendUnlessNull(bytes, row, () -> AddressText.appendNet(out, arena, starts[row], lengths[row]));
            case TYPE -> (row, _) -> appendUnlessNull(bytes, row, () -> out.put(Zson.formatUndecorated(Value.of(bytes, row))));
            default -> throw misplaced(bytes.type());
        };
    }

    private void appendUnlessNull(FlatVector values, int row, Runnable append) {
        if (values.isNull(row)) {
            out.put(UNSET);
        } else {
            append.run();
        }
    }

    /// Appends a string with escapes for what means something, or cannot be seen.
    public static void appendString(TextBuilder out, String text, boolean inContainer) {
        if (text.equals("-")) {
            out.put("\\x2d");
            return;
        }
        if (text.equals(EMPTY)) {
            out.put("\\x28empty)");
            return;
        }
        text.codePoints().forEach(c -> {
            if (c == '\\') {
                out.put("\\\\");
            } else if (c == ',' && inContainer || !isPrintable(c)) {
                appendEscape(out, c);
            } else {
                out.putCodePoint(c);
            }
        });
    }

    private static boolean isPrintable(int c) {
        return c == ' ' || switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static void appendEscape(TextBuilder out, int c) {
        int bytes = c < 0x100 ? 1 : c < 0x10000 ? 2 : 3;
        for (int i = bytes - 1; i >= 0; i--) {
            out.put("\\x");
            out.putHex(new byte[] {(byte) (c >>> 8 * i)}, 0, 1);
        }
    }

    private Printer ofRecords(RecordVector record) {
        var fields = record.fields();
        var printers = fields.stream().map(this::of).toList();
        return (row, _) -> {
            for (int i = 0; i < printers.size(); i++) {
                if (i > 0) {
                    out.put(',');
                }
                printUnlessNull(fields.get(i), printers.get(i), row, false);
            }
        };
    }

    private void printUnlessNull(TypedVector values, Printer of, int row, boolean inContainer) {
        if (values.isNull(row)) {
            out.put(UNSET);
        } else {
            of.print(row, inContainer);
        }
    }

    private Printer ofArrays(ArrayVector array) {
        boolean set = array.type().under() instanceof SetType;
        int[] offsets = array.offsets();
        var elements = array.elements();
        var printer = of(elements);
        return (row, _) -> {
            if (array.isNull(row) || offsets[row] == offsets[row + 1]) {
                out.put(EMPTY);
                return;
            }
            for (int i = offsets[row]; i < offsets[row + 1]; i++) {
                if (i > offsets[row]) {
                    out.put(',');
                }
                if (set) {
                    // A set has no way to say that an element is null.
                    printer.print(i, true);
                } else {
                    printUnlessNull(elements, printer, i, true);
                }
            }
        };
    }

    private Printer ofMaps(MapVector map) {
        var keys = of(map.keys());
        var values = of(map.values());
        return (row, _) -> {
            out.put('[');
            for (int i = map.offsets()[row]; i < map.offsets()[row + 1]; i++) {
                keys.print(i, true);
                values.print(i, true);
            }
            out.put(']');
        };
    }

    private Printer ofUnions(UnionVector union) {
        List<Printer> members = union.members().stream().map(this::of).toList();
        return (row, _) -> {
            if (union.isNull(row)) {
                out.put(UNSET);
                return;
            }
            int tag = union.tags()[row];
            out.putDecimal(tag);
            out.put(':');
            members.get(tag).print(union.slots()[row], false);
        };
    }

    private Printer ofErrors(ErrorVector error) {
        boolean text = error.wrapped().type().under() == PrimitiveType.STRING;
        return (row, _) -> {
            var value = Value.of(error, row);
            if (text) {
                // Only what would break the line is escaped.
                out.put(value.unwrap().asString().replace("\t", "\\x09").replace("\n", "\\x0a").getBytes(StandardCharsets.UTF_8));
            } else {
                out.put(Zson.format(value));
            }
        };
    }
}
