package dev.tarn.model.vng;

import dev.tarn.model.InputException;
import dev.tarn.model.Value;
import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.TypeValue;
import dev.tarn.model.type.UnionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads the value that describes the columns of a VNG file.
final class MetadataReader {
    private final long dataBytes;

    private MetadataReader(long dataBytes) {
        this.dataBytes = dataBytes;
    }

    /// Returns the outermost column.
    ///
    /// @param dataBytes the length of the data, in which all segments have to lie
    /// @throws InputException if the value is not a description of columns
    static VngColumn read(Value metadata, long dataBytes) {
        return new MetadataReader(dataBytes).column(metadata, true);
    }

    private VngColumn column(Value value) {
        return column(value, false);
    }

    private VngColumn column(Value member, boolean outermost) {
        var value = unwrapped(member);
        if (!(value.type() instanceof NamedType named) || value.isNull()) {
            throw malformed("a column is described by a value of type " + value.type());
        }
        return switch (named.name()) {
            case "Record" -> new VngColumn.Records(number(value, "Length"), list(value, "Fields", this::field));
            case "Array", "Set" ->
                new VngColumn.Arrays(
                        named.name().equals("Set"), number(value, "Length"), segment(value, "Lengths"), column(value, "Values"));
            case "Map" ->
                new VngColumn.Maps(
                        number(value, "Length"), segment(value, "Lengths"), column(value, "Keys"), column(value, "Values"));
            case "Union" ->
                new VngColumn.Unions(number(value, "Length"), segment(value, "Tags"), list(value, "Values", this::column));
            case "Named" -> new VngColumn.Named(typeName(value), column(value, "Values"));
            case "Error" -> new VngColumn.Errors(column(value, "Values"));
            case "Nulls" ->
                new VngColumn.Nulls(segment(value, "Runs"), column(value, "Values"), number(value, "Count"));
            case "Const" -> new VngColumn.Same(checkedConstant(field(value, "Value")), number(value, "Count"));
            case "Primitive" -> primitives(value);
            case "Variant" -> variant(value, outermost);
            default -> throw malformed("a column is described by a value of type " + value.type());
        };
    }

    private VngColumn variant(Value value, boolean outermost) {
        if (!outermost) {
            throw malformed("a column of different types inside another column");
        }
        return new VngColumn.Variant(
                segment(value, "Tags"), list(value, "Values", this::column), number(value, "Length"));
    }

    private VngColumn column(Value value, String name) {
        return column(field(value, name));
    }

    private static String typeName(Value value) {
        String name = text(value, "Name");
        if (PrimitiveType.ofName(name).isPresent()) {
            throw malformed("bad type name \"" + name + "\": primitive type name");
        }
        return name;
    }

    private VngColumn.Field field(Value value) {
        return new VngColumn.Field(text(unwrapped(value), "Name"), column(unwrapped(value), "Values"));
    }

    private VngColumn primitives(Value value) {
        var typeValue = field(value, "Type");
        if (typeValue.type() != PrimitiveType.TYPE) {
            throw malformed("a type is of type " + typeValue.type());
        }
        var type = TypeValue.decode(typeValue.asBytes());
        if (!(type instanceof PrimitiveType)) {
            throw malformed("a primitive column has type " + type);
        }
        return new VngColumn.Primitives(
                type,
                segment(value, "Location"),
                list(value, "Dict", entry -> entry(entry, type)),
                optional(value, "Min", type),
                optional(value, "Max", type),
                number(value, "Count"));
    }

    private static VngColumn.Entry entry(Value member, Type type) {
        var entry = unwrapped(member);
        var value = field(entry, "Value");
        if (!value.type().equals(type)) {
            throw malformed("a dictionary of type " + type + " has a value of type " + value.type());
        }
        return new VngColumn.Entry(value, number(entry, "Count"));
    }

    private static Optional<Value> optional(Value value, String name, Type type) {
        return value.field(name).filter(found -> !found.isNull() && found.type().equals(type));
    }

    private static Value checkedConstant(Value value) {
        if (!(value.type() instanceof PrimitiveType)) {
            throw malformed("a constant has type " + value.type());
        }
        return value;
    }

    private Segment segment(Value value, String name) {
        var found = unwrapped(field(value, name));
        var segment = new Segment(
                signed(found, "Offset", PrimitiveType.INT64),
                (int) signed(found, "Length", PrimitiveType.INT32),
                (int) signed(found, "MemLength", PrimitiveType.INT32),
                (int) signed(found, "CompressionFormat", PrimitiveType.UINT8));
        boolean compressed = segment.compression() == VngFormat.LZ4;
        boolean rightSize = compressed
                ? segment.size() <= 255L * segment.length() + 64
                : segment.compression() == VngFormat.UNCOMPRESSED && segment.size() == segment.length();
        if (segment.length() < 0
                || segment.size() < 0
                || segment.offset() < 0
                || segment.offset() > dataBytes - segment.length()
                || !rightSize) {
            throw malformed("a segment is " + segment + " of " + dataBytes + " bytes");
        }
        return segment;
    }

    private static long number(Value value, String name) {
        return signed(value, name, PrimitiveType.UINT32);
    }

    private static long signed(Value value, String name, PrimitiveType type) {
        var found = field(value, name);
        if (found.type() != type || found.isNull()) {
            throw malformed(name + " is of type " + found.type() + " instead of " + type);
        }
        return found.asLong();
    }

    private static String text(Value value, String name) {
        var found = field(value, name);
        if (found.type() != PrimitiveType.STRING || found.isNull()) {
            throw malformed(name + " is of type " + found.type() + " instead of string");
        }
        return found.asString();
    }

    private static <T> List<T> list(Value value, String name, Function<Value, T> reader) {
        var found = field(value, name);
        if (!(found.type().under() instanceof ArrayType)) {
            throw malformed(name + " is of type " + found.type() + " instead of an array");
        }
        var elements = new ArrayList<T>();
        for (var element : found.elements()) {
            elements.add(reader.apply(element));
        }
        return elements;
    }

    private static Value field(Value value, String name) {
        return value.field(name).orElseThrow(() -> malformed("a value of type " + value.type() + " lacks the field " + name));
    }

    private static Value unwrapped(Value value) {
        return value.type().under() instanceof UnionType ? value.unwrap() : value;
    }

    private static InputException malformed(String problem) {
        return new InputException("malformed VNG metadata: " + problem);
    }
}
