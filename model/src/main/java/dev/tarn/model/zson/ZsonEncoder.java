package dev.tarn.model.zson;

import dev.tarn.model.InputException;
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
import dev.tarn.model.type.TypeText;
import dev.tarn.model.type.TypeValue;
import dev.tarn.model.type.UnionType;
import dev.tarn.model.vector.ByteBuilder;
import dev.tarn.model.vector.ContainerBody;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the types of values and writes their ZNG bodies, in one walk over their syntax.
///
/// A decorator further out may tell the type of a value: it comes down as the wanted type. Without one, the value
/// tells its type itself, which comes up.
final class ZsonEncoder {
    // Each retry walks over a part of the value again.
    private static final int MAX_RETRIES = 16;

    private final TextInput input;
    private final TypeNames names = new TypeNames();
    private final PrimitiveEncoder primitives;
    private final Map<Type, byte[]> typeValues = new IdentityHashMap<>();
    private final ByteBuilder out = new ByteBuilder();
    private final ContainerBody containers = new ContainerBody(out, names.table);
    private int retries;

    ZsonEncoder(TextInput input) {
        this.input = input;
        this.primitives = new PrimitiveEncoder(input, out);
    }

    TypeNames names() {
        return names;
    }

    /// Writes a value into [#tagged()], its tag in front of its body, and returns its type.
    Type encode(ValueSyntax value) {
        out.truncate(0);
        retries = 0;
        return write(value, Optional.empty());
    }

    /// Returns what was written last.
    ByteBuilder tagged() {
        return out;
    }

    private Type write(ValueSyntax value, Optional<Type> wanted) {
        return switch (value) {
            case ValueSyntax.Named named -> writeNamed(named, wanted);
            case ValueSyntax.Cast cast -> writeCast(cast, wanted);
            default -> {
                if (unionOf(wanted).isEmpty()) {
                    yield writePlain(value, wanted);
                }
                int start = out.length();
                yield intoUnion(start, writePlain(value, Optional.empty()), wanted.get());
            }
        };
    }

    private static Optional<UnionType> unionOf(Optional<Type> type) {
        return type.isPresent() && type.get().under() instanceof UnionType union ? Optional.of(union) : Optional.empty();
    }

    /// Makes the value written since `start` one of a union.
    private Type intoUnion(int start, Type type, Type wanted) {
        if (type == wanted) {
            return wanted;
        }
        var union = (UnionType) wanted.under();
        if (type == PrimitiveType.NULL) {
            out.truncate(start);
            out.put(0);
            return wanted;
        }
        int tag = union.tagOf(type);
        if (tag < 0) {
            throw new InputException("type \"" + type + "\" is not in union type \"" + wanted.under() + "\"");
        }
        containers.wrapInUnion(start, tag);
        return wanted;
    }

    private Type writeNamed(ValueSyntax.Named named, Optional<Type> wanted) {
        int start = out.length();
        var union = unionOf(wanted);
        var type = write(named.value(), union.isPresent() ? Optional.empty() : wanted);
        // A type that is told further out has the name already.
        var unnamed = type instanceof NamedType already && already.name().equals(named.name()) ? already.type() : type;
        var bound = located(named.place(), () -> names.bind(named.name(), unnamed));
        if (union.isPresent()) {
            return intoUnion(start, union.get().tagOf(bound) >= 0 ? bound : type, wanted.get());
        }
        return wanted.orElse(bound);
    }

    private Type writeCast(ValueSyntax.Cast cast, Optional<Type> wanted) {
        int start = out.length();
        Type type = switch (cast.value()) {
            case ValueSyntax.Named _, ValueSyntax.Cast _ -> writeAgain(cast);
            default -> writeAs(cast, wanted);
        };
        if (wanted.isEmpty() || type == wanted.get()) {
            return type;
        }
        if (unionOf(wanted).isPresent()) {
            return located(cast.place(), () -> intoUnion(start, type, wanted.get()));
        }
        throw conflict(wanted.get(), type, cast.place());
    }

    private InputException conflict(Type context, Type type, int place) {
        return input.problem(
                "decorator conflict enclosing context \"" + context + "\" and decorator cast \"" + type + "\"", place);
    }

    /// Writes a value that has decorators before this one and so tells its type.
    private Type writeAgain(ValueSyntax.Cast cast) {
        int start = out.length();
        var type = write(cast.value(), Optional.empty());
        return located(cast.place(), () -> {
            var wanted = names.resolve(cast.type());
            if (wanted != type && !(wanted.under() instanceof UnionType)) {
                throw conflict(wanted, type, cast.place());
            }
            return wanted == type ? type : intoUnion(start, type, wanted);
        });
    }

    /// Writes a value whose type the decorator tells.
    ///
    /// The names in the decorator are bound before those in the value. A writer that reads from left to right sees it the
    /// other way round, so if that fails, the value comes first.
    private Type writeAs(ValueSyntax.Cast cast, Optional<Type> wanted) {
        int start = out.length();
        try {
            return tryWriteAs(cast, wanted);
        } catch (InputException e) {
            if (retries++ >= MAX_RETRIES) {
                throw e;
            }
            try {
                out.truncate(start);
                write(cast.value(), Optional.empty());
                out.truncate(start);
                return tryWriteAs(cast, wanted);
            } catch (InputException second) {
                e.addSuppressed(second);
                throw e;
            }
        }
    }

    private Type tryWriteAs(ValueSyntax.Cast cast, Optional<Type> wanted) {
        return located(cast.place(), () -> {
            var type = names.resolve(cast.type());
            if (wanted.isPresent() && unionOf(wanted).isEmpty() && wanted.get() != type) {
                throw conflict(wanted.get(), type, cast.place());
            }
            return write(cast.value(), Optional.of(type));
        });
    }

    private interface Step {
        Type take();
    }

    /// Takes a step and adds the place to what goes wrong.
    private Type located(int place, Step step) {
        try {
            return step.take();
        } catch (InputException e) {
            boolean hasPlace = !e.getMessage().equals(e.problem());
            throw hasPlace || e instanceof InputException.UnknownName ? e : input.problem(e.problem(), place);
        }
    }

    private Type writePlain(ValueSyntax value, Optional<Type> wanted) {
        return switch (value) {
            case ValueSyntax.Primitive primitive -> primitives.write(primitive, wanted);
            case ValueSyntax.Text text -> primitives.write(text, wanted);
            case ValueSyntax.Enumeration enumeration -> writeEnum(enumeration, wanted);
            case ValueSyntax.TypeValue type -> writeType(type, wanted);
            case ValueSyntax.Record record -> writeRecord(record, wanted);
            case ValueSyntax.Array array -> writeArray(array, wanted);
            case ValueSyntax.Set set -> writeSet(set, wanted);
            case ValueSyntax.Map map -> writeMap(map, wanted);
            case ValueSyntax.Error error -> writeError(error, wanted);
            case ValueSyntax.Named named -> throw new IllegalStateException("a decorated value: " + named);
            case ValueSyntax.Cast cast -> throw new IllegalStateException("a decorated value: " + cast);
        };
    }

    private Type writeEnum(ValueSyntax.Enumeration value, Optional<Type> wanted) {
        if (wanted.isEmpty()) {
            throw new InputException(
                    "identifier " + TypeText.quote(value.symbol()) + " must be enum and requires decorator");
        }
        if (!(wanted.get().under() instanceof EnumType type)) {
            throw new InputException("identifier " + TypeText.quote(value.symbol()) + " is enum and incompatible with type \""
                    + wanted.get() + "\"");
        }
        primitives.writeSymbol(type, value.symbol());
        return wanted.get();
    }

    private Type writeType(ValueSyntax.TypeValue value, Optional<Type> wanted) {
        if (wanted.isPresent() && wanted.get().under() != PrimitiveType.TYPE) {
            throw new InputException("cannot apply decorator (\"" + wanted.get() + "\") to a type value");
        }
        var type = names.resolveTypeValue(value.type());
        var bytes = typeValues.computeIfAbsent(type, TypeValue::encode);
        out.putUvarint(bytes.length + 1L);
        out.put(bytes);
        return wanted.orElse(PrimitiveType.TYPE);
    }

    private Type writeRecord(ValueSyntax.Record record, Optional<Type> wanted) {
        var values = record.values();
        int start = out.beginTagged();
        if (wanted.isPresent()) {
            if (!(wanted.get().under() instanceof RecordType type)) {
                throw new InputException("record decorator not of type record: \"" + wanted.get() + "\"");
            }
            if (type.size() != values.size()) {
                throw new InputException("record decorator fields (" + type.size() + ") mismatched with value fields ("
                        + values.size() + ")");
            }
            for (int i = 0; i < values.size(); i++) {
                write(values.get(i), Optional.of(type.field(i).type()));
            }
            out.endTagged(start);
            return wanted.get();
        }
        var types = new Type[values.size()];
        for (int i = 0; i < types.length; i++) {
            types[i] = write(values.get(i), Optional.empty());
        }
        out.endTagged(start);
        return names.table.record(record.names().toArray(String[]::new), types, types.length);
    }

    private Type writeArray(ValueSyntax.Array array, Optional<Type> wanted) {
        int start = out.beginTagged();
        Type type;
        if (wanted.isPresent()) {
            if (!(wanted.get().under() instanceof ArrayType arrayType)) {
                throw new InputException("array decorator not of type array");
            }
            array.elements().forEach(element -> write(element, Optional.of(arrayType.element())));
            type = wanted.get();
        } else {
            type = names.table.array(containers.unify(start, writeAll(array.elements())));
        }
        out.endTagged(start);
        return type;
    }

    private Type writeSet(ValueSyntax.Set set, Optional<Type> wanted) {
        int start = out.beginTagged();
        Type type;
        if (wanted.isPresent()) {
            if (!(wanted.get().under() instanceof SetType setType)) {
                throw new InputException("set decorator not of type set: \"" + wanted.get() + "\"");
            }
            set.elements().forEach(element -> write(element, Optional.of(setType.element())));
            type = wanted.get();
        } else {
            type = names.table.set(containers.unify(start, writeAll(set.elements())));
        }
        containers.sort(start, 1);
        out.endTagged(start);
        return type;
    }

    private List<Type> writeAll(List<ValueSyntax> values) {
        var types = new ArrayList<Type>(values.size());
        for (var value : values) {
            types.add(write(value, Optional.empty()));
        }
        return types;
    }

    private Type writeMap(ValueSyntax.Map map, Optional<Type> wanted) {
        int start = out.beginTagged();
        Optional<Type> wantedKey = Optional.empty();
        Optional<Type> wantedValue = Optional.empty();
        if (wanted.isPresent()) {
            if (!(wanted.get().under() instanceof MapType type)) {
                throw new InputException("map decorator not of type map");
            }
            wantedKey = Optional.of(type.key());
            wantedValue = Optional.of(type.value());
        }
        var keyTypes = new ArrayList<Type>(map.keys().size());
        var valueTypes = new ArrayList<Type>(map.keys().size());
        for (int i = 0; i < map.keys().size(); i++) {
            keyTypes.add(write(map.keys().get(i), wantedKey));
            valueTypes.add(write(map.values().get(i), wantedValue));
        }
        var type = wanted.isPresent() ? wanted.get() : containers.unifyMap(start, keyTypes, valueTypes);
        containers.sort(start, 2);
        out.endTagged(start);
        return type;
    }

    private Type writeError(ValueSyntax.Error error, Optional<Type> wanted) {
        Optional<Type> wantedInside = Optional.empty();
        if (wanted.isPresent()) {
            if (!(wanted.get().under() instanceof ErrorType type)) {
                throw new InputException("error decorator not of type error");
            }
            wantedInside = Optional.of(type.wrapped());
        }
        var wrapped = write(error.wrapped(), wantedInside);
        return wanted.isPresent() ? wanted.get() : names.table.error(wrapped);
    }
}
