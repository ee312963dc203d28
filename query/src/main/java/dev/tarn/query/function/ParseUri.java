package dev.tarn.query.function;

import dev.tarn.model.InputException;
import dev.tarn.model.Value;
import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.MapType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.ArrayBuilder;
import dev.tarn.model.vector.BytesBuilder;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.BodyWriter;
import dev.tarn.query.expression.Containers;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.Kernel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// The parts of a URI as a record; those it lacks are null.
final class ParseUri implements BuiltIn {
    private static final MapType QUERY = new MapType(PrimitiveType.STRING, new ArrayType(PrimitiveType.STRING));
    private static final RecordType PARTS = new RecordType(List.of(
            new Field("scheme", PrimitiveType.STRING),
            new Field("opaque", PrimitiveType.STRING),
            new Field("user", PrimitiveType.STRING),
            new Field("password", PrimitiveType.STRING),
            new Field("host", PrimitiveType.STRING),
            new Field("port", PrimitiveType.UINT16),
            new Field("path", PrimitiveType.STRING),
            new Field("query", QUERY),
            new Field("fragment", PrimitiveType.STRING)));
    private static final int MAX_PORT = 65535;
    private static final Signature SIGNATURE = Signature.of("parse_uri", Argument.ANY);

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        return types.getFirst().under() == PrimitiveType.STRING
                ? new Kernel.PerRow(PARTS, arguments -> parse(arguments[0]))
                : new Kernel.Reject("parse_uri: non-empty string arg required", 0);
    }

    private static Value parse(Value text) {
        if (text.isNull()) {
            return ErrorValues.on("parse_uri: non-empty string arg required", text);
        }
        try {
            var uri = Uri.parse(text.asString());
            long port = uri.port().isEmpty() ? 0 : uri.port().length() > 5 ? Long.MAX_VALUE : Long.parseLong(uri.port());
            return port > MAX_PORT ? ErrorValues.on("parse_uri: invalid port: " + uri.port(), text) : record(uri, port);
        } catch (InputException e) {
            return ErrorValues.on("parse_uri: " + e.getMessage(), text);
        }
    }

    private static Value record(Uri uri, long port) {
        var out = new BodyWriter();
        out.put(unlessEmpty(uri.scheme()));
        out.put(unlessEmpty(uri.opaque()));
        out.put(unlessEmpty(uri.user()));
        out.put(uri.password().map(Value::ofString).orElse(Value.ofNull(PrimitiveType.STRING)));
        out.put(unlessEmpty(uri.host()));
        out.put(uri.port().isEmpty()
                ? Value.ofNull(PrimitiveType.UINT16)
                : Value.ofLong(PrimitiveType.UINT16, port));
        out.put(unlessEmpty(uri.path()));
        out.put(query(uri.query()));
        out.put(unlessEmpty(uri.fragment()));
        return out.build(PARTS);
    }

    private static Value unlessEmpty(String part) {
        return part.isEmpty() ? Value.ofNull(PrimitiveType.STRING) : Value.ofString(part);
    }

    private static Value query(Map<String, List<String>> parameters) {
        if (parameters.isEmpty()) {
            return Value.ofNull(QUERY);
        }
        var keys = BytesVector.ofStrings(PrimitiveType.STRING, parameters.keySet().toArray(String[]::new));
        var values = new ArrayBuilder(QUERY.value());
        for (var list : parameters.values()) {
            for (var value : list) {
                ((BytesBuilder) values.elements()).append(value.getBytes(StandardCharsets.UTF_8));
            }
            values.endArray();
        }
        return Value.of(Containers.maps(new int[] {0, keys.length()}, keys, values.build(), 1), 0);
    }
}
