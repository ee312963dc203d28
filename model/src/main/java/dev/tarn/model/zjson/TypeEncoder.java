package dev.tarn.model.zjson;

import dev.tarn.model.text.TextBuilder;
import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.EnumType;
import dev.tarn.model.type.ErrorType;
import dev.tarn.model.type.MapType;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.SetType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.UnionType;
import java.util.HashMap;
import java.util.Map;

/// Writes types: in full, with a number, where they occur first in a stream; as a reference to that number afterwards.
final class TypeEncoder {
    private final JsonStrings strings;
    private final Map<Type, Integer> ids = new HashMap<>();

    TypeEncoder(JsonStrings strings) {
        this.strings = strings;
    }

    /// Appends a type. Inner types are numbered before outer ones.
    void append(TextBuilder out, Type type) {
        if (type instanceof PrimitiveType) {
            out.put("{\"kind\":\"primitive\",\"name\":\"");
            out.put(type.toString());
            out.put("\"}");
            return;
        }
        var known = ids.get(type);
        if (known != null) {
            out.put("{\"kind\":\"ref\",\"id\":");
            out.putDecimal(known);
            out.put('}');
            return;
        }
        var parts = new TextBuilder();
        var kind = appendParts(parts, type);
        int id = PrimitiveType.FIRST_COMPLEX_ID + ids.size();
        ids.put(type, id);
        out.put("{\"kind\":\"");
        out.put(kind);
        out.put("\",\"id\":");
        out.putDecimal(id);
        out.put(parts.array(), 0, parts.length());
        out.put('}');
    }

    /// Appends what follows the number of a type and returns its kind.
    private String appendParts(TextBuilder out, Type type) {
        return switch (type) {
            case PrimitiveType primitive -> throw new IllegalStateException("a primitive type has no parts: " + primitive);
            case RecordType record -> {
                appendFields(out, record);
                yield "record";
            }
            case ArrayType array -> one(out, "array", array.element());
            case SetType set -> one(out, "set", set.element());
            case ErrorType error -> one(out, "error", error.wrapped());
            case MapType map -> {
                out.put(",\"key_type\":");
                append(out, map.key());
                out.put(",\"val_type\":");
                append(out, map.value());
                yield "map";
            }
            case UnionType union -> {
                String separator = ",\"types\":[";
                for (var member : union.members()) {
                    out.put(separator);
                    append(out, member);
                    separator = ",";
                }
                out.put(']');
                yield "union";
            }
            case EnumType enumeration -> {
                out.put(",\"symbols\":[");
                for (int i = 0; i < enumeration.symbols().size(); i++) {
                    out.put(i == 0 ? "" : ",");
                    strings.append(out, enumeration.symbols().get(i));
                }
                out.put(']');
                yield "enum";
            }
            case NamedType named -> {
                out.put(",\"name\":");
                strings.append(out, named.name());
                yield one(out, "named", named.type());
            }
        };
    }

    private String one(TextBuilder out, String kind, Type part) {
        out.put(",\"type\":");
        append(out, part);
        return kind;
    }

    private void appendFields(TextBuilder out, RecordType record) {
        if (record.size() == 0) {
            out.put(",\"fields\":null");
            return;
        }
        String separator = ",\"fields\":[";
        for (var field : record.fields()) {
            out.put(separator);
            out.put("{\"name\":");
            strings.append(out, field.name());
            out.put(",\"type\":");
            append(out, field.type());
            out.put('}');
            separator = ",";
        }
        out.put(']');
    }
}
