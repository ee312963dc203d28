package dev.tarn.model.zjson;

import dev.tarn.model.InputException;
import dev.tarn.model.text.ComposedText;
import dev.tarn.model.text.TextInput;
import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.EnumType;
import dev.tarn.model.type.ErrorType;
import dev.tarn.model.type.MapType;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.SetType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.TypeTable;
import dev.tarn.model.type.TypeText;
import dev.tarn.model.type.TypeValue;
import dev.tarn.model.type.UnionType;
import dev.tarn.model.vector.Body;
import dev.tarn.model.vector.ByteBuilder;
import dev.tarn.model.vector.ContainerBody;
import dev.tarn.model.vector.MixedBuilder;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zson.PrimitiveText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Reads the values of a ZJSON text one after another, or batch by batch.
final class ZjsonReader {
    private static final long BATCH_BYTES = 1 << 20;

    private final TextInput input;
    private final JsonParser parser;
    private final TypeDecoder types;
    private final ByteBuilder out = new ByteBuilder();
    private final ContainerBody containers;
    private final Body.Cursor cursor = new Body.Cursor();

    ZjsonReader(TextInput input) {
        this.input = input;
        this.parser = new JsonParser(input);
        var table = new TypeTable();
        this.types = new TypeDecoder(input, table);
        this.containers = new ContainerBody(out, table);
    }

    /// Appends the next value of the text to a builder; returns false at the end.
    ///
    /// @throws InputException if the text is not ZJSON
    boolean next(MixedBuilder builder) {
        var json = parser.next();
        if (json.isEmpty()) {
            return false;
        }
        var object = object(json.get());
        var type = types.type(object.members().get("type"));
        out.truncate(0);
        var value = object.members().get("value");
        write(type, value == null ? new Json.Null(object.place()) : value);
        cursor.open(out.array(), 0, out.length());
        cursor.next();
        builder.append(type, out.array(), cursor.start(), cursor.length());
        return true;
    }

    private Json.Members object(Json json) {
        if (json instanceof Json.Members object && object.members().containsKey("type")) {
            return object;
        }
        throw input.problem("malformed ZJSON: expected an object with \"type\" and \"value\"", json.place());
    }

    /// Reads the next values: a full batch, or as many as there are without waiting; empty at the end.
    ///
    /// @throws InputException if the text is not ZJSON
    Optional<Vector> nextBatch() {
        var builder = new MixedBuilder();
        do {
            if (!next(builder)) {
                break;
            }
        } while (builder.length() < Vector.BATCH_ROWS && builder.sizeBytes() < BATCH_BYTES && !input.mustWait());
        return builder.length() == 0 ? Optional.empty() : Optional.of(builder.build());
    }

    private void write(Type type, Json json) {
        if (json instanceof Json.Null) {
            out.put(0);
            return;
        }
        switch (type) {
            case PrimitiveType primitive -> writePrimitive(primitive, json);
            case RecordType record -> writeRecord(record, json);
            case ArrayType array -> writeElements(array.element(), json, "array", false);
            case SetType set -> writeElements(set.element(), json, "set", true);
            case MapType map -> writeMap(map, json);
            case UnionType union -> writeUnion(union, json);
            case EnumType enumeration -> writeEnum(enumeration, json);
            case ErrorType error -> write(error.wrapped(), json);
            case NamedType named -> write(named.type(), json);
        }
    }

    private void writePrimitive(PrimitiveType type, Json json) {
        if (type == PrimitiveType.TYPE) {
            putTagged(TypeValue.encode(types.type(json)));
            return;
        }
        if (!(json instanceof Json.Text text)) {
            throw input.problem("ZJSON primitive value is not a JSON string", json.place());
        }
        if (type == PrimitiveType.STRING) {
            var utf8 = text.value().getBytes(StandardCharsets.UTF_8);
            putTagged(ComposedText.isCertain(utf8, 0, utf8.length) ? utf8 : ComposedText.of(utf8, 0, utf8.length));
            return;
        }
        try {
            PrimitiveText.write(type, text.value(), out);
        } catch (InputException e) {
            throw input.problem(e.problem(), json.place());
        }
    }

    private void putTagged(byte[] body) {
        out.putUvarint(body.length + 1L);
        out.put(body);
    }

    private List<Json> items(Json json, String what) {
        if (!(json instanceof Json.Items items)) {
            throw input.problem("ZJSON " + what + " value must be a JSON array", json.place());
        }
        return items.items();
    }

    private void writeRecord(RecordType type, Json json) {
        var items = items(json, "record");
        if (items.size() != type.size()) {
            throw input.problem("a record has " + items.size() + " values for " + type.size() + " fields", json.place());
        }
        int start = out.beginTagged();
        for (int i = 0; i < items.size(); i++) {
            write(type.field(i).type(), items.get(i));
        }
        out.endTagged(start);
    }

    private void writeElements(Type element, Json json, String what, boolean sorted) {
        int start = out.beginTagged();
        for (var item : items(json, what)) {
            write(element, item);
        }
        if (sorted) {
            containers.sort(start, 1);
        }
        out.endTagged(start);
    }

    private void writeMap(MapType type, Json json) {
        int start = out.beginTagged();
        for (var item : items(json, "map")) {
            var pair = pair(item, "map");
            write(type.key(), pair.getFirst());
            write(type.value(), pair.getLast());
        }
        containers.sort(start, 2);
        out.endTagged(start);
    }

    private List<Json> pair(Json json, String what) {
        if (!(json instanceof Json.Items items) || items.items().size() != 2) {
            throw input.problem("ZJSON " + what + " value: expected an array of two elements", json.place());
        }
        return items.items();
    }

    private void writeUnion(UnionType type, Json json) {
        var pair = pair(json, "union");
        int tag = number(pair.getFirst(), type.members().size(), "bad tag for ZJSON union value");
        int union = out.beginTagged();
        int selector = out.beginTagged();
        Body.writeLong(PrimitiveType.INT64, tag, out);
        out.endTagged(selector);
        write(type.members().get(tag), pair.getLast());
        out.endTagged(union);
    }

    private void writeEnum(EnumType type, Json json) {
        int symbol = number(json, type.symbols().size(), "bad index for ZJSON enum value");
        int start = out.beginTagged();
        Body.writeLong(type, symbol, out);
        out.endTagged(start);
    }

    private int number(Json json, int limit, String problem) {
        if (json instanceof Json.Text text) {
            try {
                int number = Integer.parseInt(text.value());
                if (number >= 0 && number < limit) {
                    return number;
                }
            } catch (NumberFormatException _) {
                // Told below, as a number out of range is.
            }
            throw input.problem(problem + ": expected 0 to " + (limit - 1) + ", found " + TypeText.quote(text.value()), json.place());
        }
        throw input.problem(problem + ": not a JSON string", json.place());
    }
}
