package dev.tarn.bpf.btf;

import dev.tarn.bpf.btf.BtfType.Array;
import dev.tarn.bpf.btf.BtfType.DataSection;
import dev.tarn.bpf.btf.BtfType.DeclarationTag;
import dev.tarn.bpf.btf.BtfType.Enumeration;
import dev.tarn.bpf.btf.BtfType.Forward;
import dev.tarn.bpf.btf.BtfType.Function;
import dev.tarn.bpf.btf.BtfType.Int;
import dev.tarn.bpf.btf.BtfType.Member;
import dev.tarn.bpf.btf.BtfType.Parameter;
import dev.tarn.bpf.btf.BtfType.Placement;
import dev.tarn.bpf.btf.BtfType.Pointer;
import dev.tarn.bpf.btf.BtfType.Prototype;
import dev.tarn.bpf.btf.BtfType.Qualified;
import dev.tarn.bpf.btf.BtfType.Struct;
import dev.tarn.bpf.btf.BtfType.Symbol;
import dev.tarn.bpf.btf.BtfType.Typedef;
import dev.tarn.bpf.btf.BtfType.Variable;
import dev.tarn.bpf.btf.BtfType.Void;
import dev.tarn.bpf.elf.ElfFile;
import dev.tarn.model.CorruptException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntFunction;

/// The types of a kernel, of one of its modules, or of a program's object. Immutable.
///
///     Header := Magic(u16 = eb9f) Version(u8 = 1) Flags(u8) HeaderBytes(u32) TypeOffset(u32) TypeBytes(u32) TextOffset(u32) TextBytes(u32) …
///     Type   := Name(u32) Info(u32: count 0-15, kind 24-28, flag 31) SizeOrType(u32) and what the kind adds
///
/// Offsets count from the end of the header, whose length the header itself says (newer ones are longer). A type's number is
/// its place in the list, from 1; a module's types go on where the kernel's end.
public final class Btf {
    private static final int MAGIC = 0xeb9f;
    private static final int LEAST_HEADER_BYTES = 24;
    private static final int TYPE_BYTES = 12;
    /// A chain of typedefs and qualifiers that is longer goes in circles.
    private static final int MAX_CHAIN = 64;

    private static final int KIND_INT = 1;
    private static final int KIND_POINTER = 2;
    private static final int KIND_ARRAY = 3;
    private static final int KIND_STRUCT = 4;
    private static final int KIND_UNION = 5;
    private static final int KIND_ENUM = 6;
    private static final int KIND_FORWARD = 7;
    private static final int KIND_TYPEDEF = 8;
    private static final int KIND_VOLATILE = 9;
    private static final int KIND_CONST = 10;
    private static final int KIND_RESTRICT = 11;
    private static final int KIND_FUNCTION = 12;
    private static final int KIND_PROTOTYPE = 13;
    private static final int KIND_VARIABLE = 14;
    private static final int KIND_DATA_SECTION = 15;
    private static final int KIND_FLOAT = 16;
    private static final int KIND_DECLARATION_TAG = 17;
    private static final int KIND_TYPE_TAG = 18;
    private static final int KIND_ENUM_64 = 19;

    private final String origin;
    private final byte[] bytes;
    private final ByteBuffer buffer;
    private final int textStart;
    private final int textEnd;
    private final Optional<Btf> base;
    private final int firstId;
    private final int textBase;
    private int[] starts = new int[256];
    private int count;

    private Btf(String origin, byte[] bytes, Optional<Btf> base) {
        this.origin = origin;
        this.bytes = bytes;
        this.buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.base = base;
        this.firstId = base.map(Btf::endId).orElse(1);
        this.textBase = base.map(Btf::textLimit).orElse(0);
        if (bytes.length < LEAST_HEADER_BYTES || Short.toUnsignedInt(buffer.getShort(0)) != MAGIC) {
            throw corrupt(0, "no BTF header");
        }
        long header = Integer.toUnsignedLong(buffer.getInt(4));
        long typeStart = header + Integer.toUnsignedLong(buffer.getInt(8));
        long typeEnd = typeStart + Integer.toUnsignedLong(buffer.getInt(12));
        long text = header + Integer.toUnsignedLong(buffer.getInt(16));
        long end = text + Integer.toUnsignedLong(buffer.getInt(20));
        if (header < LEAST_HEADER_BYTES || typeEnd > bytes.length || end > bytes.length) {
            throw corrupt(4, "types to " + typeEnd + " and text to " + end + " of " + bytes.length + " bytes");
        }
        this.textStart = (int) text;
        this.textEnd = (int) end;
        findTypes((int) typeStart, (int) typeEnd);
    }

    /// Parses BTF that stands alone.
    ///
    /// @param origin what messages call it
    /// @throws CorruptException if it is damaged, or has a kind of type that is not known
    public static Btf parse(String origin, byte[] bytes) {
        return new Btf(origin, bytes, Optional.empty());
    }

    /// Parses BTF that goes on where another ends, as a kernel module's does.
    ///
    /// @throws CorruptException if it is damaged, or has a kind of type that is not known
    public static Btf parse(String origin, byte[] bytes, Btf base) {
        return new Btf(origin, bytes, Optional.of(base));
    }

    /// Parses the BTF of a compiled program's object.
    ///
    /// @throws CorruptException if it is damaged, or the object has none
    public static Btf of(String origin, ElfFile object) {
        try {
            var section = object.section(".BTF").orElseThrow(
                    () -> new CorruptException(origin + ": no section .BTF (compile with clang -g -target bpf)"));
            return parse(origin, object.content(section));
        } catch (IOException e) {
            throw new CorruptException(origin + ": section .BTF cannot be read: " + e.getMessage(), e);
        }
    }

    private void findTypes(int start, int end) {
        int at = start;
        while (at < end) {
            if (end - at < TYPE_BYTES) {
                throw corrupt(at, "a type ends with the list");
            }
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
            }
            starts[count++] = at;
            long next = at + TYPE_BYTES + extraBytes(at, buffer.getInt(at + 4));
            if (next > end) {
                throw corrupt(at, "a type of " + (next - at) + " bytes in the last " + (end - at));
            }
            at = (int) next;
        }
    }

    private long extraBytes(int at, int info) {
        int parts = info & 0xffff;
        int kind = kindOf(info);
        return switch (kind) {
            case KIND_INT, KIND_VARIABLE, KIND_DECLARATION_TAG -> 4;
            case KIND_ARRAY -> 12;
            case KIND_STRUCT, KIND_UNION, KIND_DATA_SECTION, KIND_ENUM_64 -> 12L * parts;
            case KIND_ENUM, KIND_PROTOTYPE -> 8L * parts;
            case KIND_POINTER, KIND_FORWARD, KIND_TYPEDEF, KIND_VOLATILE, KIND_CONST, KIND_RESTRICT, KIND_FUNCTION,
                    KIND_FLOAT, KIND_TYPE_TAG -> 0;
            default -> throw corrupt(at, "unknown kind of type " + kind);
        };
    }

    private static int kindOf(int info) {
        return info >>> 24 & 31;
    }

    /// Returns the number after that of the last type.
    public int endId() {
        return firstId + count;
    }

    private int textLimit() {
        return textBase + textEnd - textStart;
    }

    /// Returns the type with a number.
    ///
    /// @throws CorruptException if there is none, or it is damaged
    public BtfType type(int id) {
        if (id == 0) {
            return new Void();
        }
        if (id < firstId && base.isPresent()) {
            return base.get().type(id);
        }
        if (id < firstId || id >= endId()) {
            throw new CorruptException(origin + ": corrupt BTF: type " + Integer.toUnsignedString(id) + " of " + (endId() - 1));
        }
        int at = starts[id - firstId];
        String name = text(buffer.getInt(at));
        int info = buffer.getInt(at + 4);
        int value = buffer.getInt(at + 8);
        int parts = info & 0xffff;
        boolean flag = info < 0;
        return switch (kindOf(info)) {
            case KIND_INT -> integer(name, value, buffer.getInt(at + TYPE_BYTES));
            case KIND_POINTER -> new Pointer(value);
            case KIND_ARRAY -> new Array(buffer.getInt(at + TYPE_BYTES), buffer.getInt(at + TYPE_BYTES + 8));
            case KIND_STRUCT, KIND_UNION ->
                new Struct(name, value, kindOf(info) == KIND_UNION, parts(at, parts, 12, i -> member(i, flag)));
            case KIND_ENUM -> new Enumeration(name, value, flag, parts(at, parts, 8, i -> symbol(i, flag)));
            case KIND_ENUM_64 -> new Enumeration(name, value, flag, parts(at, parts, 12, this::wideSymbol));
            case KIND_FORWARD -> new Forward(name);
            case KIND_TYPEDEF -> new Typedef(name, value);
            case KIND_VOLATILE, KIND_CONST, KIND_RESTRICT, KIND_TYPE_TAG -> new Qualified(name, value);
            case KIND_FUNCTION -> new Function(name, value);
            case KIND_PROTOTYPE ->
                new Prototype(value, parts(at, parts, 8, i -> new Parameter(text(buffer.getInt(i)), buffer.getInt(i + 4))));
            case KIND_VARIABLE -> new Variable(name, value);
            case KIND_DATA_SECTION -> new DataSection(name, value, parts(at, parts, 12,
                    i -> new Placement(buffer.getInt(i), buffer.getInt(i + 4), buffer.getInt(i + 8))));
            case KIND_FLOAT -> new BtfType.Float(name, value);
            case KIND_DECLARATION_TAG -> new DeclarationTag(name, value, buffer.getInt(at + TYPE_BYTES));
            default -> throw corrupt(at, "unknown kind of type " + kindOf(info));
        };
    }

    private static <T> List<T> parts(int at, int count, int stride, IntFunction<T> part) {
        var parts = new ArrayList<T>(count);
        for (int i = 0; i < count; i++) {
            parts.add(part.apply(at + TYPE_BYTES + i * stride));
        }
        return List.copyOf(parts);
    }

    private static Int integer(String name, int size, int encoding) {
        int flags = encoding >>> 24 & 15;
        // clang marks char as signed only, so its name has to do.
        boolean isChar = (flags & 2) != 0 || name.equals("char");
        return new Int(name, size, encoding & 0xff, (flags & 1) != 0, isChar, (flags & 4) != 0);
    }

    private Member member(int at, boolean bitFields) {
        int place = buffer.getInt(at + 8);
        return new Member(text(buffer.getInt(at)), buffer.getInt(at + 4), bitFields ? place & 0xffffff : place,
                bitFields ? place >>> 24 : 0);
    }

    private Symbol symbol(int at, boolean signed) {
        int value = buffer.getInt(at + 4);
        return new Symbol(text(buffer.getInt(at)), signed ? value : Integer.toUnsignedLong(value));
    }

    private Symbol wideSymbol(int at) {
        long low = Integer.toUnsignedLong(buffer.getInt(at + 4));
        return new Symbol(text(buffer.getInt(at)), low | (long) buffer.getInt(at + 8) << 32);
    }

    private String text(int offset) {
        if (offset >= 0 && offset < textBase) {
            return base.orElseThrow().text(offset);
        }
        long at = (long) textStart + Integer.toUnsignedLong(offset) - textBase;
        if (at >= textEnd) {
            if (offset == 0) {
                return "";
            }
            throw new CorruptException(origin + ": corrupt BTF: a name at " + Integer.toUnsignedString(offset) + " of "
                    + textLimit() + " bytes of text");
        }
        return ElfFile.text(bytes, (int) at);
    }

    /// Follows typedefs and qualifiers to the type itself and returns its number.
    ///
    /// @throws CorruptException if there is no such type, or they lead in a circle
    public int resolve(int id) {
        int at = id;
        for (int step = 0; step < MAX_CHAIN; step++) {
            switch (type(at)) {
                case Typedef typedef -> at = typedef.target();
                case Qualified qualified -> at = qualified.target();
                default -> {
                    return at;
                }
            }
        }
        throw new CorruptException(origin + ": corrupt BTF: type " + id + " leads in a circle");
    }

    /// Returns the first typedef name on the way from a type to what it stands for; empty if there is none.
    ///
    /// @throws CorruptException if there is no such type, or they lead in a circle
    public Optional<String> typedefName(int id) {
        int at = id;
        for (int step = 0; step < MAX_CHAIN; step++) {
            switch (type(at)) {
                case Typedef typedef -> {
                    return Optional.of(typedef.name());
                }
                case Qualified qualified -> at = qualified.target();
                default -> {
                    return Optional.empty();
                }
            }
        }
        throw new CorruptException(origin + ": corrupt BTF: type " + id + " leads in a circle");
    }

    /// Returns the size in bytes of a value of a type, 0 for one that has none.
    ///
    /// @throws CorruptException if there is no such type, or its size is beyond all measure
    public long size(int id) {
        long elements = 1;
        int at = resolve(id);
        for (int step = 0; step < MAX_CHAIN; step++) {
            switch (type(at)) {
                case Array array -> {
                    elements *= Integer.toUnsignedLong(array.count());
                    at = resolve(array.element());
                }
                case Int integer -> {
                    return scaled(id, elements, integer.size());
                }
                case BtfType.Float number -> {
                    return scaled(id, elements, number.size());
                }
                case Struct struct -> {
                    return scaled(id, elements, struct.size());
                }
                case Enumeration enumeration -> {
                    return scaled(id, elements, enumeration.size());
                }
                case Pointer _ -> {
                    return scaled(id, elements, 8);
                }
                default -> {
                    return 0;
                }
            }
            if (elements > Integer.MAX_VALUE) {
                break;
            }
        }
        throw new CorruptException(origin + ": corrupt BTF: type " + id + " has no size");
    }

    private long scaled(int id, long elements, int size) {
        long bytes = elements * Integer.toUnsignedLong(size);
        if (bytes > Integer.MAX_VALUE) {
            throw new CorruptException(origin + ": corrupt BTF: type " + id + " has " + bytes + " bytes");
        }
        return bytes;
    }

    /// Returns the number of the first struct or union with the name.
    public OptionalInt struct(String name) {
        int id = find(name, KIND_STRUCT);
        return id != 0 ? OptionalInt.of(id) : optional(find(name, KIND_UNION));
    }

    /// Returns the number of the first enum with the name.
    public OptionalInt enumeration(String name) {
        int id = find(name, KIND_ENUM);
        return id != 0 ? OptionalInt.of(id) : optional(find(name, KIND_ENUM_64));
    }

    /// Returns the number of the first function with the name.
    public OptionalInt function(String name) {
        return optional(find(name, KIND_FUNCTION));
    }

    /// Returns the number of the first typedef with the name.
    public OptionalInt typedef(String name) {
        return optional(find(name, KIND_TYPEDEF));
    }

    private static OptionalInt optional(int id) {
        return id == 0 ? OptionalInt.empty() : OptionalInt.of(id);
    }

    private int find(String name, int kind) {
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < count; i++) {
            if (kindOf(buffer.getInt(starts[i] + 4)) == kind && nameStarts(i, wanted, true)) {
                return firstId + i;
            }
        }
        return 0;
    }

    private boolean nameStarts(int index, byte[] prefix, boolean whole) {
        int at = textStart + buffer.getInt(starts[index]) - textBase;
        int end = at + prefix.length;
        if (at < textStart || end > textEnd || end < at || !Arrays.equals(bytes, at, end, prefix, 0, prefix.length)) {
            return false;
        }
        return !whole || end == textEnd || bytes[end] == 0;
    }

    /// Returns the names of all typedefs that begin with a prefix, without the prefix.
    public Set<String> typedefsAfter(String prefix) {
        byte[] wanted = prefix.getBytes(StandardCharsets.UTF_8);
        var names = new HashSet<String>();
        for (int i = 0; i < count; i++) {
            if (kindOf(buffer.getInt(starts[i] + 4)) == KIND_TYPEDEF && nameStarts(i, wanted, false)) {
                names.add(text(buffer.getInt(starts[i])).substring(prefix.length()));
            }
        }
        return names;
    }

    /// Returns the value that an enum gives a symbol.
    public OptionalLong value(int enumeration, String symbol) {
        return type(enumeration) instanceof Enumeration found
                ? found.symbols().stream().filter(s -> s.name().equals(symbol)).mapToLong(Symbol::value).findFirst()
                : OptionalLong.empty();
    }

    private CorruptException corrupt(int position, String what) {
        return new CorruptException(origin + ": corrupt BTF at byte " + position + ": " + what);
    }
}
