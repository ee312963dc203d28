package dev.tarn.model.zjson;

import dev.tarn.model.InputException;
import dev.tarn.model.text.TextInput;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.TypeTable;
import dev.tarn.model.type.TypeText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Reads types, which refer to earlier ones of their stream by number.
final class TypeDecoder {
    private final TextInput input;
    private final TypeTable table;
    private final Map<String, Type> defined = new HashMap<>();

    TypeDecoder(TextInput input, TypeTable table) {
        this.input = input;
        this.table = table;
    }

    /// Returns the type that is written.
    ///
    /// @throws InputException if there is none
    Type type(Json json) {
        if (!(json instanceof Json.Members object)) {
            throw input.problem("malformed ZJSON: a type is not an object", json.place());
        }
        var kind = text(object, "kind");
        return switch (kind) {
            case "primitive" -> primitive(object);
            case "ref" -> reference(object);
            case "record" -> define(object, record(object));
            case "array" -> define(object, table.array(part(object, "type")));
            case "set" -> define(object, table.set(part(object, "type")));
            case "map" -> define(object, map(object));
            case "union" -> define(object, union(object));
            case "enum" -> define(object, enumeration(object));
            case "error" -> define(object, table.error(part(object, "type")));
            case "named" -> define(object, named(object));
            default -> throw input.problem("malformed ZJSON: unknown kind of type " + TypeText.quote(kind), json.place());
        };
    }

    private Type define(Json.Members object, Type type) {
        defined.put(id(object), type);
        return type;
    }

    private String id(Json.Members object) {
        if (!(object.members().get("id") instanceof Json.Number id)) {
            throw input.problem("malformed ZJSON: a type has no id", object.place());
        }
        return id.digits();
    }

    private Json member(Json.Members object, String name) {
        var member = object.members().get(name);
        if (member == null) {
            throw input.problem("malformed ZJSON: a type has no " + TypeText.quote(name), object.place());
        }
        return member;
    }

    private String text(Json.Members object, String name) {
        return text(member(object, name), name);
    }

    private String text(Json json, String name) {
        if (!(json instanceof Json.Text text)) {
            throw input.problem("malformed ZJSON: " + TypeText.quote(name) + " of a type is not a string", json.place());
        }
        return text.value();
    }

    private Type part(Json.Members object, String name) {
        return type(member(object, name));
    }

    /// Returns the elements of a list, which is null if it is empty.
    private List<Json> list(Json.Members object, String name) {
        return switch (member(object, name)) {
            case Json.Items list -> list.items();
            case Json.Null _ -> List.of();
            case Json other -> throw input.problem(
                    "malformed ZJSON: " + TypeText.quote(name) + " of a type is not an array", other.place());
        };
    }

    private Type primitive(Json.Members object) {
        var name = text(object, "name");
        return PrimitiveType.ofName(name).orElseThrow(() -> input.problem(
                "malformed ZJSON: unknown primitive type " + TypeText.quote(name), object.place()));
    }

    private Type reference(Json.Members object) {
        var id = id(object);
        var type = defined.get(id);
        if (type == null) {
            throw input.problem("ZJSON unknown type reference: " + id, object.place());
        }
        return type;
    }

    private Type record(Json.Members object) {
        var names = new ArrayList<String>();
        var types = new ArrayList<Type>();
        var seen = new HashSet<String>();
        for (var item : list(object, "fields")) {
            if (!(item instanceof Json.Members field)) {
                throw input.problem("malformed ZJSON: a field is not an object", item.place());
            }
            var name = text(field, "name");
            if (!seen.add(name)) {
                throw input.problem("duplicate field: " + TypeText.quote(name), field.place());
            }
            names.add(name);
            types.add(part(field, "type"));
        }
        return table.record(names.toArray(String[]::new), types.toArray(Type[]::new), types.size());
    }

    private Type map(Json.Members object) {
        var key = part(object, "key_type");
        return table.map(key, part(object, "val_type"));
    }

    private Type union(Json.Members object) {
        var members = new ArrayList<Type>();
        for (var member : list(object, "types")) {
            members.add(type(member));
        }
        if (members.isEmpty()) {
            throw input.problem("malformed ZJSON: a union without members", object.place());
        }
        return table.union(members);
    }

    private Type enumeration(Json.Members object) {
        var symbols = new ArrayList<String>();
        for (var symbol : list(object, "symbols")) {
            symbols.add(text(symbol, "symbols"));
        }
        return table.enumeration(symbols);
    }

    private Type named(Json.Members object) {
        var name = text(object, "name");
        if (PrimitiveType.ofName(name).isPresent() || name.isEmpty()) {
            throw input.problem("malformed ZJSON: " + TypeText.quote(name) + " cannot be the name of a type", object.place());
        }
        return table.named(name, part(object, "type"));
    }
}
