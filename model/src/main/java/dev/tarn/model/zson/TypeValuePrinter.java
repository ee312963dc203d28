package dev.tarn.model.zson;

import dev.tarn.model.InputException;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.TypeText;
import dev.tarn.model.type.TypeValue;

/// Prints type values from their bytes: `<{a:int64,b:[string]}>`.
final class TypeValuePrinter {
    private final Pen pen;
    private int depth;

    TypeValuePrinter(Pen pen) {
        this.pen = pen;
    }

    void print(byte[] buffer, int start, int length, int indent) {
        var parts = new TypeValue.Parts(buffer, start, length);
        depth = 0;
        pen.out.put('<');
        print(parts, indent);
        pen.out.put('>');
        if (parts.remaining() != 0) {
            throw new InputException("malformed type value: " + parts.remaining() + " bytes follow the type");
        }
    }

    private void print(TypeValue.Parts parts, int indent) {
        if (++depth > Type.MAX_DEPTH) {
            throw new InputException("malformed type value: types are nested deeper than " + Type.MAX_DEPTH);
        }
        var out = pen.out;
        int code = parts.code();
        switch (code) {
            case TypeValue.RECORD -> printRecord(parts, indent);
            case TypeValue.ARRAY -> printElement(parts, "[", "]", indent);
            case TypeValue.SET -> printElement(parts, "|[", "]|", indent);
            case TypeValue.MAP -> printMap(parts, indent);
            case TypeValue.UNION -> printUnion(parts, indent);
            case TypeValue.ENUM -> printEnum(parts);
            case TypeValue.ERROR -> {
                out.put("error(");
                print(parts, indent);
                out.put(')');
            }
            case TypeValue.NAME_DEFINITION -> {
                out.put(TypeText.quoteUnlessIdentifier(parts.name()));
                out.put('=');
                print(parts, indent);
            }
            case TypeValue.NAME_REFERENCE -> out.put(TypeText.quoteUnlessIdentifier(parts.name()));
            default -> out.put(PrimitiveType.ofId(code)
                    .orElseThrow(() -> new InputException("malformed type value: unknown type code " + code))
                    .toString());
        }
        depth--;
    }

    private void printRecord(TypeValue.Parts parts, int indent) {
        int count = parts.count();
        pen.out.put('{');
        for (int i = 0; i < count; i++) {
            beginPart(i, indent);
            pen.out.put(TypeText.quoteUnlessIdentifier(parts.name()));
            pen.out.put(':');
            pen.space();
            print(parts, indent + pen.tab);
        }
        if (count > 0) {
            pen.newLine(indent);
        }
        pen.out.put('}');
    }

    private void printUnion(TypeValue.Parts parts, int indent) {
        int count = parts.count();
        pen.out.put('(');
        for (int i = 0; i < count; i++) {
            beginPart(i, indent);
            print(parts, indent + pen.tab);
        }
        pen.newLine(indent);
        pen.out.put(')');
    }

    private void beginPart(int i, int indent) {
        if (i > 0) {
            pen.out.put(',');
        }
        pen.newLine(indent + pen.tab);
    }

    private void printEnum(TypeValue.Parts parts) {
        int count = parts.count();
        pen.out.put("enum(");
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                pen.out.put(',');
            }
            pen.out.put(TypeText.quoteUnlessIdentifier(parts.name()));
        }
        pen.out.put(')');
    }

    /// Prints the type of elements, on lines of its own unless it is primitive.
    private void printElement(TypeValue.Parts parts, String open, String close, int indent) {
        boolean simple = parts.peek() < PrimitiveType.FIRST_COMPLEX_ID;
        pen.out.put(open);
        if (simple) {
            print(parts, indent);
        } else {
            pen.newLine(indent + pen.tab);
            print(parts, indent + pen.tab);
            pen.newLine(indent);
        }
        pen.out.put(close);
    }

    /// Prints the types of keys and values, on lines of their own unless both are primitive.
    private void printMap(TypeValue.Parts parts, int indent) {
        boolean simple = parts.peek() < PrimitiveType.FIRST_COMPLEX_ID && parts.peekSecond() < PrimitiveType.FIRST_COMPLEX_ID;
        int inner = simple ? indent : indent + pen.tab;
        pen.out.put("|{");
        if (!simple) {
            pen.newLine(inner);
        }
        print(parts, inner);
        pen.out.put(':');
        pen.space();
        print(parts, inner);
        if (!simple) {
            pen.newLine(indent);
        }
        pen.out.put("}|");
    }
}
