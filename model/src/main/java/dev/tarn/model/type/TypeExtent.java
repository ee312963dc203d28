package dev.tarn.model.type;

import dev.tarn.model.LimitException;
import java.util.List;

/// How large a type is when it is written out in full.
///
/// Both measures are limited, whoever makes the type: depth because types and values are walked by recursion, the number
/// of parts because a type can use another one twice, and that one another twice, and so on: some hundred bytes of input
/// would stand for a type that nobody could ever compare or print.
///
/// @param depth the number of types on the longest way from the outermost to an innermost one; 1 for a primitive type
/// @param parts the number of types in it, itself and repetitions included
public record TypeExtent(int depth, int parts) {
    /// The greatest number of parts of a type.
    public static final int MAX_PARTS = 1 << 20;

    static final TypeExtent LEAF = new TypeExtent(1, 1);

    static TypeExtent around(Type type) {
        return limited(type.extent().depth, type.extent().parts);
    }

    static TypeExtent around(Type first, Type second) {
        return limited(
                Math.max(first.extent().depth, second.extent().depth),
                (long) first.extent().parts + second.extent().parts);
    }

    static TypeExtent around(List<Type> types) {
        int depth = 0;
        long parts = 0;
        for (var type : types) {
            depth = Math.max(depth, type.extent().depth);
            parts += type.extent().parts;
        }
        return limited(depth, parts);
    }

    static TypeExtent aroundFields(List<Field> fields) {
        int depth = 0;
        long parts = 0;
        for (var field : fields) {
            depth = Math.max(depth, field.type().extent().depth);
            parts += field.type().extent().parts;
        }
        return limited(depth, parts);
    }

    private static TypeExtent limited(int depthInside, long partsInside) {
        if (depthInside >= Type.MAX_DEPTH) {
            throw new LimitException("a type is nested deeper than " + Type.MAX_DEPTH + " levels");
        }
        if (partsInside >= MAX_PARTS) {
            throw new LimitException("a type has more than " + MAX_PARTS + " parts");
        }
        return new TypeExtent(depthInside + 1, (int) partsInside + 1);
    }
}
