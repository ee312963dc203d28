package dev.tarn.model.zson;

import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.SetType;
import dev.tarn.model.type.TypeText;
import dev.tarn.model.type.UnionType;
import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.ErrorVector;
import dev.tarn.model.vector.MapVector;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.UnionVector;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Printers of nested values.
final class ContainerPrinter {
    private ContainerPrinter() {}

    static final class OfRecords extends ValuePrinter.OfFlat {
        private final byte[][] names;
        private final DecoratedPrinter[] fields;

        OfRecords(Pen pen, RecordVector vector, boolean implied) {
            super(pen, vector);
            var type = vector.recordType();
            names = new byte[type.size()][];
            fields = new DecoratedPrinter[type.size()];
            for (int i = 0; i < fields.length; i++) {
                String colon = pen.tab > 0 ? ": " : ":";
                names[i] = (TypeText.quoteUnlessIdentifier(type.field(i).name()) + colon).getBytes(StandardCharsets.UTF_8);
                fields[i] = new DecoratedPrinter(pen, vector.fields().get(i), implied);
            }
        }

        @Override
        boolean print(int row, int indent, boolean known) {
            var out = pen.out;
            out.put('{');
            for (int i = 0; i < fields.length; i++) {
                if (i > 0) {
                    out.put(',');
                }
                pen.newLine(indent + pen.tab);
                out.put(names[i]);
                fields[i].print(row, indent + pen.tab, known);
            }
            if (fields.length > 0) {
                pen.newLine(indent);
            }
            out.put('}');
            return false;
        }
    }

    static final class OfArrays extends ValuePrinter.OfFlat {
        private final int[] offsets;
        private final Elements elements;
        private final TypeForm form;
        private final boolean named;
        private final String open;
        private final String close;

        OfArrays(Pen pen, ArrayVector vector, boolean implied) {
            super(pen, vector);
            offsets = vector.offsets();
            elements = new Elements(pen, vector.elements(), implied);
            form = pen.form(vector.type().under());
            named = vector.type() instanceof NamedType;
            boolean set = vector.type().under() instanceof SetType;
            open = set ? "|[" : "[";
            close = set ? "]|" : "]";
        }

        @Override
        boolean print(int row, int indent, boolean known) {
            var out = pen.out;
            int start = offsets[row];
            int end = offsets[row + 1];
            out.put(open);
            for (int i = start; i < end; i++) {
                if (i > start) {
                    out.put(',');
                }
                pen.newLine(indent + pen.tab);
                elements.print(i, indent + pen.tab, known);
            }
            if (end == start) {
                out.put(close);
                return true;
            }
            pen.newLine(indent);
            out.put(close);
            return needsDecorator(pen, form, named, !elements.tellType(start, end));
        }
    }

    /// Writes the decorator of a container whose elements do not tell all members of their union; leaves it to the name.
    private static boolean needsDecorator(Pen pen, TypeForm form, boolean named, boolean needed) {
        if (needed && !named) {
            pen.decorate(form, false, true);
        }
        return needed && named;
    }

    static final class OfMaps extends ValuePrinter.OfFlat {
        private final int[] offsets;
        private final Elements keys;
        private final Elements values;
        private final TypeForm form;
        private final boolean named;

        OfMaps(Pen pen, MapVector vector, boolean implied) {
            super(pen, vector);
            offsets = vector.offsets();
            keys = new Elements(pen, vector.keys(), implied);
            values = new Elements(pen, vector.values(), implied);
            form = pen.form(vector.type().under());
            named = vector.type() instanceof NamedType;
        }

        @Override
        boolean print(int row, int indent, boolean known) {
            var out = pen.out;
            int start = offsets[row];
            int end = offsets[row + 1];
            out.put("|{");
            for (int i = start; i < end; i++) {
                if (i > start) {
                    out.put(',');
                }
                pen.newLine(indent + pen.tab);
                int key = out.length();
                keys.print(i, indent + pen.tab, known);
                boolean number = isGroup(key, out.length());
                if (keys.joinsColon(i)) {
                    out.put(' ');
                }
                out.put(':');
                pen.space();
                int value = out.length();
                values.print(i, indent + pen.tab, known);
                if (number && beginsWithGroup(value) || pen.tab == 0 && endsNumber(value - 2) && beginsWithYear(value)) {
                    out.insert(value, ' ');
                }
            }
            pen.newLine(indent);
            out.put("}|");
            boolean told = keys.tellType(start, end) && values.tellType(start, end);
            return needsDecorator(pen, form, named, !told) || start == end;
        }

        // A short number and an IPv6 address behind the colon would read as one address.
        private boolean isGroup(int start, int end) {
            return pen.tab == 0 && end - start <= 4 && groupEnd(start, end) == end;
        }

        private boolean beginsWithGroup(int start) {
            int end = groupEnd(start, pen.out.length());
            return end < pen.out.length() && end - start <= 4 && pen.out.array()[end] == ':';
        }

        // The reference reads a number and a time behind the colon as one.
        private boolean endsNumber(int at) {
            return isDigit(at) || pen.out.array()[at] == '.';
        }

        private boolean beginsWithYear(int start) {
            return pen.out.length() - start > 4 && isDigit(start) && isDigit(start + 1) && isDigit(start + 2) && isDigit(start + 3) && pen.out.array()[start + 4] == '-';
        }

        private boolean isDigit(int at) {
            return pen.out.array()[at] >= '0' && pen.out.array()[at] <= '9';
        }

        private int groupEnd(int start, int end) {
            int at = start;
            while (at < end && HexFormat.isHexDigit(pen.out.array()[at])) {
                at++;
            }
            return at;
        }
    }

    static final class OfUnions extends ValuePrinter.OfFlat {
        private final int[] tags;
        private final int[] slots;
        private final DecoratedPrinter[] members;

        OfUnions(Pen pen, UnionVector vector) {
            super(pen, vector);
            tags = vector.tags();
            slots = vector.slots();
            members = printers(pen, vector.members(), true);
        }

        @Override
        boolean print(int row, int indent, boolean known) {
            // The union's own decorator does not tell which member it is.
            members[tags[row]].print(slots[row], indent, false);
            return false;
        }
    }

    static final class OfErrors extends ValuePrinter.OfFlat {
        private final DecoratedPrinter wrapped;

        OfErrors(Pen pen, ErrorVector vector, boolean implied) {
            super(pen, vector.withValidity(vector.validity().and(vector.wrapped().flat().validity())));
            wrapped = new DecoratedPrinter(pen, vector.wrapped(), implied);
        }

        @Override
        boolean print(int row, int indent, boolean known) {
            pen.out.put("error(");
            boolean bare = wrapped.printUndecorated(row, indent, known);
            pen.out.put(')');
            return bare;
        }
    }

    /// A plain loop: a stream would take ten times the stack for each level of nesting.
    private static DecoratedPrinter[] printers(Pen pen, List<TypedVector> vectors, boolean implied) {
        var printers = new DecoratedPrinter[vectors.size()];
        for (int i = 0; i < printers.length; i++) {
            printers[i] = new DecoratedPrinter(pen, vectors.get(i), implied);
        }
        return printers;
    }

    /// The elements of containers: values of a union stand there as values of their member types.
    private static final class Elements {
        private final Pen pen;
        private final Optional<UnionVector> union;
        private final DecoratedPrinter[] parts;
        private final boolean named;

        Elements(Pen pen, TypedVector vector, boolean implied) {
            this.pen = pen;
            named = vector.type() instanceof NamedType;
            union = vector.type().under() instanceof UnionType ? Optional.of((UnionVector) vector.flat()) : Optional.empty();
            parts = printers(pen, union.map(UnionVector::members).orElse(List.of(vector)), implied);
        }

        void print(int element, int indent, boolean known) {
            if (union.isEmpty()) {
                parts[0].print(element, indent, known);
            } else if (union.get().isNull(element)) {
                pen.writeNull();
            } else {
                // The container's decorator does not tell which member it is.
                parts[union.get().tags()[element]].print(union.get().slots()[element], indent, false);
            }
        }

        /// Returns whether a colon that follows the text of an element would belong to it.
        boolean joinsColon(int element) {
            if (union.isEmpty()) {
                return parts[0].joinsColon(element);
            }
            return !union.get().isNull(element)
                    && parts[union.get().tags()[element]].joinsColon(union.get().slots()[element]);
        }

        /// Returns whether the texts of a range of elements tell their type: all members of a union occur.
        boolean tellType(int start, int end) {
            if (union.isEmpty()) {
                return true;
            }
            if (named) {
                return false;
            }
            var seen = new boolean[parts.length];
            int count = 0;
            for (int i = start; i < end && count < parts.length; i++) {
                if (!union.get().isNull(i) && !seen[union.get().tags()[i]]) {
                    seen[union.get().tags()[i]] = true;
                    count++;
                }
            }
            return count == parts.length;
        }
    }
}
