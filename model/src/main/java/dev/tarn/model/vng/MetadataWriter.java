package dev.tarn.model.vng;

import dev.tarn.model.Value;
import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.TypeValue;
import dev.tarn.model.type.UnionType;
import dev.tarn.model.vector.Body;
import dev.tarn.model.vector.ByteBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/// Makes the value that describes the columns of a VNG file.
///
/// Every description is a record with a name of its own. As these hold values and descriptions of any types, equal names
/// stand for different types within the value. The types of what is absent are odd, and those that other implementations give it.
final class MetadataWriter {
    /// The type that the absence of a value has.
    static final Type NO_VALUE = new RecordType(List.of(
            new Field("typ", PrimitiveType.NULL),
            new Field("base", PrimitiveType.UINT8),
            new Field("len", PrimitiveType.UINT64)));

    private static final Type NO_FIELD = new NamedType(
            "Field",
            new RecordType(List.of(new Field("Name", PrimitiveType.STRING), new Field("Values", PrimitiveType.NULL))));

    private final ByteBuilder out = new ByteBuilder();

    private MetadataWriter() {}

    static Value write(VngColumn column) {
        var writer = new MetadataWriter();
        var type = writer.body(column);
        return Value.ofBody(type, writer.out.toBytes());
    }

    /// Appends the body of a column's description and returns its type.
    private Type body(VngColumn column) {
        var record = new Fields();
        return switch (column) {
            case VngColumn.Records records -> {
                record.put("Length", PrimitiveType.UINT32, records.length());
                record.put("Fields", list(records.fields(), this::field, NO_FIELD));
                yield record.named("Record");
            }
            case VngColumn.Arrays arrays -> {
                record.put("Length", PrimitiveType.UINT32, arrays.length());
                record.put("Lengths", segment(arrays.lengths()));
                record.put("Values", tagged(arrays.elements()));
                yield record.named(arrays.sets() ? "Set" : "Array");
            }
            case VngColumn.Maps maps -> {
                record.put("Length", PrimitiveType.UINT32, maps.length());
                record.put("Lengths", segment(maps.lengths()));
                record.put("Keys", tagged(maps.keys()));
                record.put("Values", tagged(maps.values()));
                yield record.named("Map");
            }
            case VngColumn.Unions unions -> {
                record.put("Length", PrimitiveType.UINT32, unions.length());
                record.put("Tags", segment(unions.tags()));
                record.put("Values", list(unions.members(), this::body, PrimitiveType.NULL));
                yield record.named("Union");
            }
            case VngColumn.Named named -> {
                record.put("Name", string(named.name()));
                record.put("Values", tagged(named.values()));
                yield record.named("Named");
            }
            case VngColumn.Errors errors -> {
                record.put("Values", tagged(errors.wrapped()));
                yield record.named("Error");
            }
            case VngColumn.Nulls nulls -> {
                record.put("Runs", segment(nulls.runs()));
                record.put("Values", tagged(nulls.values()));
                record.put("Count", PrimitiveType.UINT32, nulls.count());
                yield record.named("Nulls");
            }
            case VngColumn.Same same -> {
                record.put("Value", value(same.value()));
                record.put("Count", PrimitiveType.UINT32, same.length());
                yield record.named("Const");
            }
            case VngColumn.Primitives primitives -> primitives(primitives, record);
            case VngColumn.Variant variant -> {
                record.put("Tags", segment(variant.tags()));
                record.put("Values", list(variant.types(), this::body, PrimitiveType.NULL));
                record.put("Length", PrimitiveType.UINT32, variant.length());
                yield record.named("Variant");
            }
        };
    }

    private Type primitives(VngColumn.Primitives primitives, Fields record) {
        record.put("Type", value(Value.ofBytes(PrimitiveType.TYPE, TypeValue.encode(primitives.type()))));
        record.put("Location", segment(primitives.location()));
        if (primitives.dictionary().isEmpty()) {
            out.put(0);
            record.put("Dict", new ArrayType(entryType(NO_VALUE)));
        } else {
            record.put("Dict", list(primitives.dictionary(), this::entry, PrimitiveType.NULL));
        }
        record.put("Min", value(primitives.min().orElse(Value.ofNull(NO_VALUE))));
        record.put("Max", value(primitives.max().orElse(Value.ofNull(NO_VALUE))));
        record.put("Count", PrimitiveType.UINT32, primitives.length());
        return record.named("Primitive");
    }

    private static Type entryType(Type value) {
        return new NamedType(
                "DictEntry", new RecordType(List.of(new Field("Value", value), new Field("Count", PrimitiveType.UINT32))));
    }

    private Type entry(VngColumn.Entry entry) {
        var record = new Fields();
        record.put("Value", value(entry.value()));
        record.put("Count", PrimitiveType.UINT32, entry.count());
        return record.named("DictEntry");
    }

    private Type field(VngColumn.Field field) {
        var record = new Fields();
        record.put("Name", string(field.name()));
        record.put("Values", tagged(field.values()));
        return record.named("Field");
    }

    private Type segment(Segment segment) {
        int start = out.beginTagged();
        var record = new Fields();
        record.put("Offset", PrimitiveType.INT64, segment.offset());
        record.put("Length", PrimitiveType.INT32, segment.length());
        record.put("MemLength", PrimitiveType.INT32, segment.size());
        record.put("CompressionFormat", PrimitiveType.UINT8, segment.compression());
        out.endTagged(start);
        return record.named("Segment");
    }

    private Type tagged(VngColumn column) {
        int start = out.beginTagged();
        var type = body(column);
        out.endTagged(start);
        return type;
    }

    private Type string(String text) {
        return value(Value.ofString(text));
    }

    private Type value(Value value) {
        if (value.isNull()) {
            out.put(0);
        } else {
            int start = out.beginTagged();
            out.put(value.body());
            out.endTagged(start);
        }
        return value.type();
    }

    private interface ElementWriter<T> {
        Type write(T element);
    }

    /// Appends an array, of a union of what is in it if that has different types.
    private <T> Type list(List<T> elements, ElementWriter<T> writer, Type typeOfNone) {
        int start = out.beginTagged();
        var types = new ArrayList<Type>(elements.size());
        var bodies = new ArrayList<byte[]>(elements.size());
        for (var element : elements) {
            int from = out.length();
            types.add(writer.write(element));
            bodies.add(Arrays.copyOfRange(out.array(), from, out.length()));
            out.truncate(from);
        }
        var distinct = new HashSet<>(types);
        Type elementType = distinct.isEmpty()
                ? typeOfNone
                : distinct.size() == 1 ? types.getFirst() : UnionType.of(distinct);
        for (int i = 0; i < bodies.size(); i++) {
            int element = out.beginTagged();
            if (distinct.size() > 1) {
                int tag = out.beginTagged();
                Body.writeLong(PrimitiveType.INT64, ((UnionType) elementType).tagOf(types.get(i)), out);
                out.endTagged(tag);
                int body = out.beginTagged();
                out.put(bodies.get(i));
                out.endTagged(body);
            } else {
                out.put(bodies.get(i));
            }
            out.endTagged(element);
        }
        out.endTagged(start);
        return new ArrayType(elementType);
    }

    /// The fields of a record whose values are appended one after another.
    private final class Fields {
        private final List<Field> fields = new ArrayList<>();

        /// Says what the value appended last is.
        void put(String name, Type type) {
            fields.add(new Field(name, type));
        }

        /// Appends a number.
        void put(String name, PrimitiveType type, long value) {
            int start = out.beginTagged();
            Body.writeLong(type, value, out);
            out.endTagged(start);
            put(name, type);
        }

        Type named(String name) {
            return new NamedType(name, new RecordType(fields));
        }
    }
}
