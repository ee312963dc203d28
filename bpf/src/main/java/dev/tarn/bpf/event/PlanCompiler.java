package dev.tarn.bpf.event;

import dev.tarn.bpf.btf.Btf;
import dev.tarn.bpf.btf.BtfType;
import dev.tarn.bpf.btf.BtfType.Array;
import dev.tarn.bpf.btf.BtfType.DeclarationTag;
import dev.tarn.bpf.btf.BtfType.Enumeration;
import dev.tarn.bpf.btf.BtfType.Int;
import dev.tarn.bpf.btf.BtfType.Member;
import dev.tarn.bpf.btf.BtfType.Pointer;
import dev.tarn.bpf.btf.BtfType.Struct;
import dev.tarn.model.CorruptException;
import dev.tarn.model.type.EnumType;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Walks a struct's BTF once and makes the columns that read it.
///
/// Offsets are counted from the start of the outermost struct, or of the array element that holds the member. Every column is
/// checked to lie within its struct, so that reading needs no check but the event's length.
final class PlanCompiler {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_COLUMNS = 4096;
    private static final int MAX_ELEMENTS = 1 << 16;
    private static final int MAX_HISTOGRAM_SLOTS = 64;
    // Inspektor Gadget's, which are no typedefs.
    private static final String GADGET_ADDRESS = "gadget_ip_addr_t";
    private static final String GADGET_STACK = "gadget_user_stack";
    private static final String TAG_PREFIX = "zed:";
    private static final String NAME_TAG = "zed:name=";
    private static final String UNION_TAG = "zed:union=";

    private final Btf btf;
    private final boolean enumsAsIntegers;
    private final Map<Integer, List<DeclarationTag>> tags = new HashMap<>();
    private int columns;
    private boolean hasEnums;

    private PlanCompiler(Btf btf, boolean enumsAsIntegers) {
        this.btf = btf;
        this.enumsAsIntegers = enumsAsIntegers;
        for (int id = 1; id < btf.endId(); id++) {
            if (btf.type(id) instanceof DeclarationTag tag && tag.name().startsWith(TAG_PREFIX)) {
                tags.computeIfAbsent(tag.target(), _ -> new ArrayList<>()).add(tag);
            }
        }
    }

    /// Returns the plan for a struct.
    ///
    /// @throws CorruptException if there is no such struct, or it is damaged or beyond all measure
    static EventPlan compile(Btf btf, int structId) {
        var compiler = new PlanCompiler(btf, false);
        if (!(btf.type(structId) instanceof Struct struct) || struct.isUnion()) {
            throw new CorruptException("BTF type " + structId + " is no struct");
        }
        var record = compiler.record(structId, struct, 0, 0);
        Optional<Column> plain = compiler.hasEnums
                ? Optional.of(new PlanCompiler(btf, true).record(structId, struct, 0, 0))
                : Optional.empty();
        return new EventPlan(struct.size(), record, plain);
    }

    /// Returns the column of a map's entries.
    ///
    /// @param keyBytes the size of a key, with padding
    /// @param valueBytes the size of a value, with padding
    /// @param values how many values an entry has
    static Column mapRecord(Btf btf, String name, int key, int value, int keyBytes, int valueBytes, int values) {
        // Enums as integers: an entry may hold any number.
        var compiler = new PlanCompiler(btf, true);
        var entry = new Struct(name, keyBytes + values * valueBytes, false,
                List.of(new Member("key", key, 0, 0), new Member("value", value, keyBytes * Byte.SIZE, 0)));
        var time = new TimeColumn(0, TimeColumn.Kind.READ);
        var keyColumn = compiler.column(new Place(0, entry, 0, 0, 0));
        Column valueColumn = values == 1
                ? compiler.column(new Place(0, entry, 1, 0, 0))
                : new ArrayColumn(keyBytes, values, valueBytes, compiler.column(
                        new Place(0, new Struct(name, valueBytes, false, List.of(new Member("value", value, 0, 0))), 0, 0, 0)));
        var type = new RecordType(List.of(new Field("ts", time.type()), new Field("key", keyColumn.type()), new Field("value", valueColumn.type())));
        return new RecordColumn(new NamedType(name, type), List.of(time, keyColumn, valueColumn));
    }

    private RecordColumn record(int id, Struct struct, int base, int depth) {
        var fields = new ArrayList<Field>();
        var members = new ArrayList<Column>();
        addMembers(id, struct, base, depth, fields, members);
        Type type = new RecordType(fields);
        String name = tag(id, -1, NAME_TAG).orElse(struct.name());
        return new RecordColumn(name.isEmpty() ? type : new NamedType(name, type), members);
    }

    private void addMembers(int id, Struct struct, int base, int depth, List<Field> fields, List<Column> members) {
        if (depth > MAX_DEPTH) {
            throw new CorruptException("struct " + struct.name() + ": more than " + MAX_DEPTH + " structs deep");
        }
        var dropped = tailLengths(struct);
        for (int i = 0; i < struct.members().size(); i++) {
            var member = struct.members().get(i);
            if (member.name().startsWith("_pad") || dropped.contains(member.name())
                    || meaning(id, i, member).filter(Meaning.EVENT_TYPE::equals).isPresent()) {
                continue;
            }
            int inner = btf.resolve(member.type());
            if (member.name().isEmpty() && btf.type(inner) instanceof Struct anonymous && !anonymous.isUnion()) {
                int start = base + checkedOffset(struct, member, anonymous.size());
                addMembers(inner, anonymous, start, depth + 1, fields, members);
                continue;
            }
            if (member.name().isEmpty() && !(btf.type(inner) instanceof Struct)) {
                // A bit field without a name is padding.
                continue;
            }
            String name = tag(id, i, NAME_TAG).orElse(member.name().isEmpty() ? "union_" + member.bitOffset() / 8 : member.name());
            var column = column(new Place(id, struct, i, base, depth));
            fields.add(new Field(unused(name, fields), column.type()));
            members.add(column);
            if (meaning(id, i, member).filter(Meaning.CGROUP::equals).isPresent() && btf.size(member.type()) == 8) {
                int offset = base + checkedOffset(struct, member, 8);
                var container = new LabelColumn(LabelColumn.Kind.CONTAINER,
                        new LongColumn(PrimitiveType.INT64, offset, LongColumn.Form.BITS_64));
                fields.add(new Field(unused("container", fields), container.type()));
                members.add(container);
            }
            if (++columns > MAX_COLUMNS) {
                throw new CorruptException("struct " + struct.name() + ": more than " + MAX_COLUMNS + " members");
            }
        }
    }

    /// The place of a member: in which struct, and where that struct begins.
    private record Place(int structId, Struct struct, int index, int base, int depth) {
        Member member() {
            return struct.members().get(index);
        }
    }

    private static String unused(String name, List<Field> fields) {
        String candidate = name;
        for (int i = 2; ; i++) {
            String wanted = candidate;
            if (fields.stream().noneMatch(field -> field.name().equals(wanted))) {
                return candidate;
            }
            candidate = name + "_" + i;
        }
    }

    private Column column(Place place) {
        var member = place.member();
        if (member.bits() > 0) {
            return bitField(place);
        }
        int offset = place.base() + checkedOffset(place.struct(), member, btf.size(member.type()));
        var meant = meaning(place.structId(), place.index(), member).flatMap(meaning -> meant(meaning, place, offset));
        return meant.orElseGet(() -> plain(place, member.type(), offset));
    }

    private int checkedOffset(Struct struct, Member member, long size) {
        if (member.bitOffset() < 0 || (member.bitOffset() & 7) != 0 || member.bitOffset() / 8 + size > struct.size()) {
            throw new CorruptException("struct " + struct.name() + ": member " + member.name() + " of " + size + " bytes at bit "
                    + Integer.toUnsignedLong(member.bitOffset()) + " of a struct of " + struct.size() + " bytes");
        }
        return member.bitOffset() / 8;
    }

    private Optional<Meaning> meaning(int structId, int index, Member member) {
        for (var tag : tags.getOrDefault(structId, List.of())) {
            if (tag.component() == index && !tag.name().startsWith(NAME_TAG) && !tag.name().startsWith(UNION_TAG)) {
                String word = tag.name().substring(TAG_PREFIX.length());
                return Meaning.of(word).or(() -> Meaning.of(word + "_t"));
            }
        }
        return btf.typedefName(member.type()).flatMap(Meaning::of);
    }

    private Optional<String> tag(int target, int component, String prefix) {
        return tags.getOrDefault(target, List.of()).stream()
                .filter(tag -> tag.component() == component && tag.name().startsWith(prefix))
                .map(tag -> tag.name().substring(prefix.length()))
                .findFirst();
    }

    /// Returns the column of a member whose type name means something; empty if its size does not suit that meaning.
    private Optional<Column> meant(Meaning meaning, Place place, int offset) {
        int size = (int) btf.size(place.member().type());
        boolean number = size == 1 || size == 2 || size == 4 || size == 8;
        return switch (meaning) {
            case EVENT_TYPE -> Optional.empty();
            case TIME -> only(size == 8, () -> new TimeColumn(offset, TimeColumn.Kind.BOOT));
            case MONOTONIC_TIME -> only(size == 8, () -> new TimeColumn(offset, TimeColumn.Kind.MONOTONIC));
            case READ_TIME -> only(size == 8, () -> new TimeColumn(offset, TimeColumn.Kind.READ));
            case DURATION -> only(number, () -> new LongColumn(PrimitiveType.DURATION, offset, form(place)));
            case IP -> only(size == 4 || size == 16, () -> new IpColumn(offset, size));
            case NETWORK_PORT ->
                only(size == 2, () -> new LongColumn(PrimitiveType.UINT16, offset, LongColumn.Form.NETWORK_16));
            case MAC -> only(size == 6, () -> new LabelColumn(LabelColumn.Kind.MAC, new BitColumn(PrimitiveType.UINT64, offset * 8, 48, false)));
            case DEVICE -> only(number, () -> label(LabelColumn.Kind.DEVICE, place, offset));
            case ERRNO -> only(number, () -> label(LabelColumn.Kind.ERRNO, place, offset));
            case SIGNAL -> only(number, () -> label(LabelColumn.Kind.SIGNAL, place, offset));
            case SYSCALL -> only(number, () -> label(LabelColumn.Kind.SYSCALL, place, offset));
            case OPEN_FLAGS -> only(number, () -> label(LabelColumn.Kind.OPEN_FLAGS, place, offset));
            case SYMBOL -> symbol(place, offset);
            case CGROUP -> only(size == 8, () -> new LongColumn(PrimitiveType.UINT64, offset, LongColumn.Form.BITS_64));
            // Arrays of these have the meaning; one alone is a number.
            case LATENCY_HISTOGRAM, SIZE_HISTOGRAM, EXPONENT_HISTOGRAM -> Optional.empty();
            case KERNEL_SYMBOL -> only(size == 8, () -> label(LabelColumn.Kind.KERNEL_SYMBOL, place, offset));
            case KERNEL_STACK -> only(size == 4, () -> stack(Stacks.Store.STACK_MAP, place, offset, false));
            case USER_STACK -> only(size == 4, () -> stack(Stacks.Store.STACK_MAP, place, offset, true));
            case KERNEL_FRAMES -> only(size == 8, () -> stack(Stacks.Store.FRAMES_MAP, place, offset, false));
            case USER_FRAMES -> only(size == 8, () -> stack(Stacks.Store.FRAMES_MAP, place, offset, true));
            case LOCATED_STRING -> only(size == 4, () -> new LocatedColumn(LocatedColumn.Kind.STRING, offset));
            case LOCATED_BYTES -> only(size == 4, () -> new LocatedColumn(LocatedColumn.Kind.BYTES, offset));
            case LOCATED_STRINGS -> only(size == 4, () -> new LocatedColumn(LocatedColumn.Kind.STRINGS, offset));
        };
    }

    /// A user stack that says itself which process it is of.
    private Optional<Column> gadgetStack(int id, Struct struct, int offset) {
        var inside = new Place(id, struct, 0, offset, 0);
        return integerMember(inside, "stack_id").flatMap(key -> integerMember(inside, "pid_level0")
                .map(pid -> new StackColumn(Stacks.Store.STACK_MAP, key, Optional.of(pid))));
    }

    private Optional<Column> symbol(Place place, int offset) {
        if (!(btf.type(btf.resolve(place.member().type())) instanceof Enumeration enumeration)) {
            return Optional.empty();
        }
        Map<Long, String> symbols = new HashMap<>();
        enumeration.symbols().forEach(symbol -> symbols.putIfAbsent(symbol.value(), symbol.name()));
        return Optional.of(new SymbolColumn(integerOf(enumeration, offset), symbols));
    }

    private static Optional<Column> only(boolean suits, Supplier<Column> column) {
        return suits ? Optional.of(column.get()) : Optional.empty();
    }

    private LongColumn.Form form(Place place) {
        int type = btf.resolve(place.member().type());
        boolean signed = btf.type(type) instanceof Int integer && integer.signed();
        return LongColumn.Form.ofInteger((int) btf.size(type), signed);
    }

    private Column label(LabelColumn.Kind kind, Place place, int offset) {
        return new LabelColumn(kind, new LongColumn(PrimitiveType.INT64, offset, form(place)));
    }

    private Column stack(Stacks.Store store, Place place, int offset, boolean user) {
        var form = store == Stacks.Store.STACK_MAP ? LongColumn.Form.SIGNED_32 : LongColumn.Form.BITS_64;
        var key = new LongColumn(PrimitiveType.INT64, offset, form);
        return new StackColumn(store, key, user ? Optional.of(integerMember(place, "pid").orElseThrow(() -> new CorruptException(
                "struct " + place.struct().name() + ": a user stack needs a member pid beside it"))) : Optional.empty());
    }

    /// Returns a column for an integer or enum member of the same struct, as a number.
    private Optional<LongColumn> integerMember(Place place, String name) {
        for (var member : place.struct().members()) {
            int type = btf.resolve(member.type());
            boolean integer = btf.type(type) instanceof Int || btf.type(type) instanceof Enumeration;
            long size = btf.size(type);
            if (member.name().equals(name) && member.bits() == 0 && integer && size <= 8 && Long.bitCount(size) == 1) {
                int offset = place.base() + checkedOffset(place.struct(), member, size);
                boolean signed = btf.type(type) instanceof Int number && number.signed();
                return Optional.of(new LongColumn(PrimitiveType.INT64, offset, LongColumn.Form.ofInteger((int) size, signed)));
            }
        }
        return Optional.empty();
    }

    private Column plain(Place place, int typeId, int offset) {
        int type = btf.resolve(typeId);
        return switch (btf.type(type)) {
            case Int integer -> integer(integer, offset);
            case Pointer _ -> new LongColumn(PrimitiveType.UINT64, offset, LongColumn.Form.BITS_64);
            case BtfType.Float number -> number.size() == 4 || number.size() == 8
                    ? new FloatColumn(offset, number.size())
                    : new FixedBytesColumn(offset, number.size());
            case Enumeration enumeration -> enumeration(enumeration, integerOf(enumeration, offset));
            case Array array -> array(place, array, offset);
            case Struct struct when struct.isUnion() -> union(place, struct, offset);
            case Struct struct when struct.name().equals(GADGET_STACK) -> gadgetStack(type, struct, offset)
                    .orElseGet(() -> record(type, struct, offset, place.depth() + 1));
            case Struct struct -> record(type, struct, offset, place.depth() + 1);
            default -> throw new CorruptException("struct " + place.struct().name() + ": member " + place.member().name()
                    + " is of a type that has no values");
        };
    }

    private static Column integer(Int integer, int offset) {
        int size = integer.size();
        if (integer.isBool() && size == 1) {
            return new LongColumn(PrimitiveType.BOOL, offset, LongColumn.Form.BOOL);
        }
        return size == 1 || size == 2 || size == 4 || size == 8
                ? new LongColumn(LongColumn.integerType(size, integer.signed()), offset,
                        LongColumn.Form.ofInteger(size, integer.signed()))
                : new FixedBytesColumn(offset, size);
    }

    private static LongColumn integerOf(Enumeration enumeration, int offset) {
        int size = enumeration.size();
        if (size != 1 && size != 2 && size != 4 && size != 8) {
            throw new CorruptException("enum " + enumeration.name() + " has " + size + " bytes");
        }
        return new LongColumn(LongColumn.integerType(size, enumeration.signed()), offset,
                LongColumn.Form.ofInteger(size, enumeration.signed()));
    }

    private Column enumeration(Enumeration enumeration, Column raw) {
        hasEnums = true;
        if (enumsAsIntegers || enumeration.symbols().isEmpty()) {
            return raw;
        }
        var symbols = new ArrayList<String>();
        Map<Long, Integer> positions = new HashMap<>();
        for (var symbol : enumeration.symbols()) {
            // Two symbols of one value: the first one names it.
            if (positions.putIfAbsent(symbol.value(), symbols.size()) == null) {
                symbols.add(symbol.name());
            }
        }
        Type type = new EnumType(symbols);
        return new EnumColumn(enumeration.name().isEmpty() ? type : new NamedType(enumeration.name(), type), raw, positions);
    }

    private Column bitField(Place place) {
        var member = place.member();
        int type = btf.resolve(member.type());
        if (member.bits() > 64 || member.bitOffset() < 0
                || (long) member.bitOffset() + member.bits() > 8L * place.struct().size()) {
            throw new CorruptException("struct " + place.struct().name() + ": bit field " + member.name() + " of " + member.bits()
                    + " bits at bit " + member.bitOffset());
        }
        boolean signed = btf.type(type) instanceof Int integer && integer.signed()
                || btf.type(type) instanceof Enumeration known && known.signed();
        int bytes = member.bits() <= 8 ? 1 : member.bits() <= 16 ? 2 : member.bits() <= 32 ? 4 : 8;
        boolean isBool = btf.type(type) instanceof Int integer && integer.isBool();
        Type number = isBool ? PrimitiveType.BOOL : LongColumn.integerType(bytes, signed);
        var raw = new BitColumn(number, place.base() * 8 + member.bitOffset(), member.bits(), signed);
        return btf.type(type) instanceof Enumeration enumeration ? enumeration(enumeration, raw) : raw;
    }

    private Column array(Place place, Array array, int offset) {
        int element = btf.resolve(array.element());
        if (array.count() == 0) {
            return tail(place, array, offset);
        }
        long size = btf.size(element);
        if (size == 1 && btf.type(element) instanceof Int one) {
            if (one.isChar()) {
                return new CharsColumn(offset, array.count());
            }
            if (!one.signed() && !one.isBool()) {
                return new FixedBytesColumn(offset, array.count());
            }
        }
        var slots = btf.typedefName(array.element()).flatMap(Meaning::of).flatMap(PlanCompiler::slots);
        if (slots.isPresent() && (size == 4 || size == 8) && array.count() > 0 && array.count() <= MAX_HISTOGRAM_SLOTS) {
            return new HistogramColumn(offset, array.count(), (int) size, slots.get());
        }
        if (array.count() < 0 || array.count() > MAX_ELEMENTS || size == 0) {
            throw new CorruptException("struct " + place.struct().name() + ": member " + place.member().name() + " has "
                    + Integer.toUnsignedLong(array.count()) + " elements of " + size + " bytes");
        }
        return new ArrayColumn(offset, array.count(), (int) size, element(place, array, (int) size));
    }

    private static Optional<HistogramColumn.Slots> slots(Meaning meaning) {
        return switch (meaning) {
            case LATENCY_HISTOGRAM -> Optional.of(HistogramColumn.Slots.LATENCY);
            case SIZE_HISTOGRAM -> Optional.of(HistogramColumn.Slots.SIZE);
            case EXPONENT_HISTOGRAM -> Optional.of(HistogramColumn.Slots.EXPONENT);
            default -> Optional.empty();
        };
    }

    /// Returns the column of an array's elements, each of which begins at its row's position.
    private Column element(Place place, Array array, int size) {
        if (place.depth() > MAX_DEPTH) {
            throw new CorruptException("struct " + place.struct().name() + ": more than " + MAX_DEPTH + " arrays deep");
        }
        // The element stands for a struct whose only member it is, so that typedef names mean the same as elsewhere.
        var member = new Member(place.member().name(), array.element(), 0, 0);
        return column(new Place(0, new Struct(place.struct().name(), size, false, List.of(member)), 0, 0, place.depth() + 1));
    }

    private Column tail(Place place, Array array, int offset) {
        var member = place.member();
        var length = integerMember(place, member.name() + "_len").orElseThrow(() -> new CorruptException("struct "
                + place.struct().name() + ": the open array " + member.name() + " needs a member " + member.name() + "_len"));
        int element = btf.resolve(array.element());
        if (btf.type(element) instanceof Int one && one.size() == 1) {
            boolean texts = btf.typedefName(array.element()).filter("argv_t"::equals).isPresent();
            return new TailTextColumn(texts ? LocatedColumn.Kind.STRINGS
                    : one.isChar() ? LocatedColumn.Kind.STRING : LocatedColumn.Kind.BYTES, offset, length);
        }
        long size = btf.size(element);
        if (size <= 0) {
            throw new CorruptException("struct " + place.struct().name() + ": elements of " + member.name() + " have no size");
        }
        return new TailColumn(offset, length, (int) size, element(place, array, (int) size));
    }

    /// The members that only say how long an open array is.
    private Set<String> tailLengths(Struct struct) {
        var names = new HashSet<String>();
        for (var member : struct.members()) {
            if (btf.type(btf.resolve(member.type())) instanceof Array array && array.count() == 0) {
                names.add(member.name() + "_len");
            }
        }
        return names;
    }

    private Column union(Place place, Struct union, int offset) {
        var version = union.name().equals(GADGET_ADDRESS) && union.size() == 16 ? integerMember(place, "version") : Optional.<LongColumn>empty();
        if (version.isPresent()) {
            return new IpColumn(offset, union.size(), version);
        }
        var chosen = tag(place.structId(), place.index(), UNION_TAG).flatMap(name -> integerMember(place, name));
        if (chosen.isEmpty() || union.members().isEmpty()) {
            return new FixedBytesColumn(offset, union.size());
        }
        var members = new ArrayList<Column>();
        for (int i = 0; i < union.members().size(); i++) {
            var member = union.members().get(i);
            var column = column(new Place(btf.resolve(place.member().type()), union, i, offset, place.depth() + 1));
            String name = member.name().isEmpty() ? "member_" + i : member.name();
            members.add(new RecordColumn(new RecordType(List.of(new Field(name, column.type()))), List.of(column)));
        }
        return new UnionColumn(chosen.get(), members);
    }
}
