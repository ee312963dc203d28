package dev.tarn.model.type;

import java.util.List;

/// The total order of types as values, which is also the order of the members of a union.
///
/// First by kind (primitive, record, array, set, map, union, enum, error, whatever they are named), then primitive types
/// by ZNG identifier, records by number of fields, names, types, other types by their parts. A named type follows what it
/// names, and two names of one type are in the order of their names.
public final class TypeOrder {
    private TypeOrder() {}

    /// Compares two types; 0 only if they are equal.
    public static int compare(Type a, Type b) {
        if (a.equals(b)) {
            return 0;
        }
        int order = compareUnder(a.under(), b.under());
        return order != 0 ? order : compareNames(a, b);
    }

    private static int compareNames(Type a, Type b) {
        if (!(a instanceof NamedType x)) {
            return b instanceof NamedType ? -1 : 0;
        }
        if (!(b instanceof NamedType y)) {
            return 1;
        }
        int order = compareText(x.name(), y.name());
        return order != 0 ? order : compare(x.type(), y.type());
    }

    private static int compareUnder(Type a, Type b) {
        int order = Integer.compare(kind(a), kind(b));
        if (order != 0) {
            return order;
        }
        return switch (a) {
            case PrimitiveType x -> Integer.compare(x.id(), ((PrimitiveType) b).id());
            case RecordType x -> compareRecords(x, (RecordType) b);
            case ArrayType x -> compare(x.element(), ((ArrayType) b).element());
            case SetType x -> compare(x.element(), ((SetType) b).element());
            case MapType x -> {
                int keys = compare(x.key(), ((MapType) b).key());
                yield keys != 0 ? keys : compare(x.value(), ((MapType) b).value());
            }
            case UnionType x -> compareMembers(x.members(), ((UnionType) b).members());
            case EnumType x -> compareSymbols(x.symbols(), ((EnumType) b).symbols());
            case ErrorType x -> compare(x.wrapped(), ((ErrorType) b).wrapped());
            case NamedType _ -> throw new IllegalStateException("a type under its names has a name: " + a);
        };
    }

    private static int kind(Type type) {
        return switch (type) {
            case PrimitiveType _ -> 0;
            case RecordType _ -> 1;
            case ArrayType _ -> 2;
            case SetType _ -> 3;
            case MapType _ -> 4;
            case UnionType _ -> 5;
            case EnumType _ -> 6;
            case ErrorType _ -> 7;
            case NamedType named -> kind(named.under());
        };
    }

    private static int compareRecords(RecordType a, RecordType b) {
        int order = Integer.compare(a.size(), b.size());
        for (int i = 0; order == 0 && i < a.size(); i++) {
            order = compareText(a.field(i).name(), b.field(i).name());
        }
        for (int i = 0; order == 0 && i < a.size(); i++) {
            order = compare(a.field(i).type(), b.field(i).type());
        }
        return order;
    }

    private static int compareMembers(List<Type> a, List<Type> b) {
        int order = Integer.compare(a.size(), b.size());
        for (int i = 0; order == 0 && i < a.size(); i++) {
            order = compare(a.get(i), b.get(i));
        }
        return order;
    }

    private static int compareSymbols(List<String> a, List<String> b) {
        int order = Integer.compare(a.size(), b.size());
        for (int i = 0; order == 0 && i < a.size(); i++) {
            order = compareText(a.get(i), b.get(i));
        }
        return order;
    }

    // As UTF-8 bytes compare, which is by code point; String.compareTo puts some characters beyond U+FFFF before others.
    private static int compareText(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                return Character.isSurrogate(x) == Character.isSurrogate(y)
                        ? Character.compare(x, y)
                        : Character.isSurrogate(x) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
