package dev.tarn.model.type;

import dev.tarn.model.InputException;
import dev.tarn.model.vector.ByteBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Types as values: the bytes of a value of type `type`, as section 4 of the ZNG specification has them.
///
/// A primitive type is its identifier. A complex one is one of the codes here and its parts; a count or the length of a name is
/// in LEB128. A name is bound by a definition for the rest of the bytes, after what it names has been read.
public final class TypeValue {
    /// Precedes the number of fields, and for each its name and its type.
    public static final int RECORD = 30;
    /// Precedes the type of the elements.
    public static final int ARRAY = 31;
    /// Precedes the type of the elements.
    public static final int SET = 32;
    /// Precedes the type of the keys and the type of the values.
    public static final int MAP = 33;
    /// Precedes the number of members and their types.
    public static final int UNION = 34;
    /// Precedes the number of symbols and their names.
    public static final int ENUM = 35;
    /// Precedes the type of what is wrapped.
    public static final int ERROR = 36;
    /// Precedes a name and the type that it is bound to.
    public static final int NAME_DEFINITION = 37;
    /// Precedes a name that was bound before.
    public static final int NAME_REFERENCE = 38;

    private TypeValue() {}

    /// Returns the bytes of a type.
    public static byte[] encode(Type type) {
        var out = new ByteBuilder();
        append(out, type);
        return out.toBytes();
    }

    /// Appends the bytes of a type.
    public static void append(ByteBuilder out, Type type) {
        write(out, type, new HashMap<>());
    }

    private static void write(ByteBuilder out, Type type, Map<String, Type> names) {
        switch (type) {
            case PrimitiveType primitive -> out.put(primitive.id());
            case RecordType record -> {
                out.put(RECORD);
                out.putUvarint(record.size());
                for (var field : record.fields()) {
                    writeName(out, field.name());
                    write(out, field.type(), names);
                }
            }
            case ArrayType array -> {
                out.put(ARRAY);
                write(out, array.element(), names);
            }
            case SetType set -> {
                out.put(SET);
                write(out, set.element(), names);
            }
            case MapType map -> {
                out.put(MAP);
                write(out, map.key(), names);
                write(out, map.value(), names);
            }
            case UnionType union -> {
                out.put(UNION);
                out.putUvarint(union.members().size());
                for (var member : union.members()) {
                    write(out, member, names);
                }
            }
            case EnumType enumeration -> {
                out.put(ENUM);
                out.putUvarint(enumeration.symbols().size());
                for (var symbol : enumeration.symbols()) {
                    writeName(out, symbol);
                }
            }
            case ErrorType error -> {
                out.put(ERROR);
                write(out, error.wrapped(), names);
            }
            case NamedType named -> writeNamed(out, named, names);
        }
    }

    private static void writeNamed(ByteBuilder out, NamedType named, Map<String, Type> names) {
        if (named.type().equals(names.get(named.name()))) {
            out.put(NAME_REFERENCE);
            writeName(out, named.name());
        } else {
            out.put(NAME_DEFINITION);
            writeName(out, named.name());
            write(out, named.type(), names);
            // Only now, because the type may bind the same name to something else.
            names.put(named.name(), named.type());
        }
    }

    private static void writeName(ByteBuilder out, String name) {
        var bytes = name.getBytes(StandardCharsets.UTF_8);
        out.putUvarint(bytes.length);
        out.put(bytes);
    }

    /// Returns the type that the bytes stand for.
    ///
    /// @throws InputException if they are malformed or nested deeper than [Type#MAX_DEPTH]
    public static Type decode(byte[] bytes) {
        return decode(bytes, 0, bytes.length);
    }

    /// Returns the type that the bytes of a range stand for.
    ///
    /// @throws InputException if they are malformed or nested deeper than [Type#MAX_DEPTH]
    public static Type decode(byte[] buffer, int offset, int length) {
        var reader = new Reader(buffer, offset, length);
        var type = reader.type();
        if (reader.remaining() != 0) {
            throw new InputException("malformed type value: " + reader.remaining() + " bytes follow the type " + type);
        }
        return type;
    }

    private static final class Reader {
        private final Parts parts;
        private final Map<String, NamedType> names = new HashMap<>();
        private int depth;

        Reader(byte[] buffer, int offset, int length) {
            parts = new Parts(buffer, offset, length);
        }

        int remaining() {
            return parts.remaining();
        }

        Type type() {
            if (++depth > Type.MAX_DEPTH) {
                throw new InputException("malformed type value: types are nested deeper than " + Type.MAX_DEPTH);
            }
            int code = parts.code();
            var type = switch (code) {
                case RECORD -> record();
                case ARRAY -> new ArrayType(type());
                case SET -> new SetType(type());
                case MAP -> new MapType(type(), type());
                case UNION -> union();
                case ENUM -> enumeration();
                case ERROR -> new ErrorType(type());
                case NAME_DEFINITION -> definition();
                case NAME_REFERENCE -> reference();
                default -> PrimitiveType.ofId(code)
                        .orElseThrow(() -> new InputException("malformed type value: unknown type code " + code));
            };
            depth--;
            return type;
        }

        private Type record() {
            int count = parts.count();
            var fields = new ArrayList<Field>();
            for (int i = 0; i < count; i++) {
                fields.add(new Field(parts.name(), type()));
            }
            RecordType.duplicateName(fields).ifPresent(name -> {
                throw new InputException("malformed type value: duplicate field: \"" + name + "\"");
            });
            return new RecordType(fields);
        }

        private Type union() {
            int count = parts.count();
            var members = new ArrayList<Type>();
            for (int i = 0; i < count; i++) {
                members.add(type());
            }
            if (members.isEmpty()) {
                throw new InputException("malformed type value: a union without members");
            }
            return UnionType.of(members);
        }

        private Type enumeration() {
            int count = parts.count();
            List<String> symbols = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                symbols.add(parts.name());
            }
            return new EnumType(symbols);
        }

        private Type definition() {
            var name = parts.name();
            var named = new NamedType(name, type());
            names.put(name, named);
            return named;
        }

        private Type reference() {
            var name = parts.name();
            var named = names.get(name);
            if (named == null) {
                throw new InputException("malformed type value: no type is bound to the name \"" + name + "\"");
            }
            return named;
        }
    }

    /// Reads the parts of the bytes of a type one after another, for those who want to see its form and not the type itself.
    public static final class Parts {
        private final byte[] buffer;
        private final int end;
        private int position;

        /// Begins at the first byte of a range.
        public Parts(byte[] buffer, int offset, int length) {
            this.buffer = buffer;
            this.position = offset;
            this.end = offset + length;
        }

        /// Returns the number of bytes not read yet.
        public int remaining() {
            return end - position;
        }

        /// Returns the next code without reading it, -1 at the end.
        public int peek() {
            return position < end ? buffer[position] & 0xff : -1;
        }

        /// Returns the byte after the next one without reading it, -1 at the end.
        public int peekSecond() {
            return position + 1 < end ? buffer[position + 1] & 0xff : -1;
        }

        /// Reads a code: a primitive type's identifier or one of the codes of [TypeValue].
        ///
        /// @throws InputException at the end
        public int code() {
            if (position >= end) {
                throw new InputException("malformed type value: it ends where a type is expected");
            }
            return buffer[position++] & 0xff;
        }

        /// Reads a number of parts, each of which takes a byte at least.
        ///
        /// @throws InputException if there cannot be so many
        public int count() {
            long count = 0;
            for (int shift = 0; ; shift += 7) {
                if (position >= end || shift > 28) {
                    throw new InputException("malformed type value: a number does not end");
                }
                byte next = buffer[position++];
                count |= (next & 0x7fL) << shift;
                if (next >= 0) {
                    break;
                }
            }
            if (count > end - position) {
                throw new InputException("malformed type value: " + count + " parts in the last " + (end - position) + " bytes");
            }
            return (int) count;
        }

        /// Reads a name.
        ///
        /// @throws InputException if it does not end within the bytes
        public String name() {
            int length = count();
            var name = new String(buffer, position, length, StandardCharsets.UTF_8);
            position += length;
            return name;
        }
    }
}
