package dev.tarn.query.expression;

import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.search.Regexps;
import dev.tarn.query.search.RegexpSearch;
import dev.tarn.query.search.TextSearch;
import java.text.Normalizer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A search in values and all values in them. It finds nothing in an error.
final class SearchFunction implements Function {
    /// What finds something in a column.
    private interface Finder {
        /// Returns whether columns of the type are to be searched.
        boolean wants(Type type);

        /// Puts something other than 0 where there is a match.
        void find(TypedVector column, long[] found);
    }

    private final Finder finder;

    private SearchFunction(Finder finder) {
        this.finder = finder;
    }

    static SearchFunction of(SearchPattern pattern) {
        return new SearchFunction(switch (pattern) {
            case SearchPattern.Text(var text) -> new TextFinder(new TextSearch(composed(text)));
            case SearchPattern.Term(var text, var value) -> value.type().under() == PrimitiveType.NET
                    ? new NetFinder(value)
                    : new TermFinder(new TextSearch(text), value);
            case SearchPattern.Regexp(var regexp) -> new RegexpFinder(RegexpSearch.of(regexp));
            case SearchPattern.Glob(var glob) -> new RegexpFinder(RegexpSearch.of(Regexps.ofGlob(glob)));
        });
    }

    /// Returns a text in the form that strings have in values (Unicode's NFC).
    static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    @Override
    public Argument argument(int position) {
        return Argument.ANY;
    }

    @Override
    public Kernel bind(List<Type> types) {
        return new Kernel.Whole(types.getFirst().isError() ? in -> Logic.constant(false, in.length()) : this::search);
    }

    private Vector search(Columns in) {
        var found = new long[in.length()];
        new NestedColumns(new NestedColumns.Visitor() {
            @Override
            public boolean wants(Type type) {
                return finder.wants(type);
            }

            @Override
            public void visit(TypedVector column, int[] owners) {
                var here = new long[owners.length];
                finder.find(column, here);
                for (int i = 0; i < here.length; i++) {
                    found[owners[i]] |= here[i];
                }
            }
        }).walk(in.column(0));
        return new LongVector(PrimitiveType.BOOL, found);
    }

    private static boolean isString(Type type) {
        return type.under() == PrimitiveType.STRING;
    }

    private static BytesVector strings(TypedVector column) {
        return (BytesVector) Nullness.zeroed(column).flat();
    }

    /// Returns the paths to all fields of a record that are no records themselves, joined by dots.
    static Set<String> leafNames(RecordType record) {
        var names = new TreeSet<String>();
        addLeafNames(record, "", names);
        return names;
    }

    private static void addLeafNames(RecordType record, String prefix, Set<String> names) {
        for (var field : record.fields()) {
            if (field.type().under() instanceof RecordType inner && inner.size() > 0) {
                addLeafNames(inner, prefix + field.name() + ".", names);
            } else {
                names.add(prefix + field.name());
            }
        }
    }

    private static void all(long[] found) {
        java.util.Arrays.fill(found, 1);
    }

    /// A text in strings and names.
    private record TextFinder(TextSearch text) implements Finder {
        @Override
        public boolean wants(Type type) {
            return isString(type) || namesMatch(type);
        }

        private boolean namesMatch(Type type) {
            return type.under() instanceof RecordType record && leafNames(record).stream().anyMatch(text::isIn);
        }

        @Override
        public void find(TypedVector column, long[] found) {
            if (isString(column.type())) {
                Loops.map(strings(column), found, (arena, start, length) -> text.isIn(arena, start, length) ? 1 : 0);
            } else {
                all(found);
            }
        }
    }

    /// A regular expression in strings and names.
    private record RegexpFinder(RegexpSearch regexp) implements Finder {
        @Override
        public boolean wants(Type type) {
            return isString(type) || namesMatch(type);
        }

        private boolean namesMatch(Type type) {
            return type.under() instanceof RecordType record
                    && leafNames(record).stream().anyMatch(regexp::isIn);
        }

        @Override
        public void find(TypedVector column, long[] found) {
            if (isString(column.type())) {
                Loops.map(strings(column), found, (arena, start, length) -> regexp.isIn(arena, start, length) ? 1 : 0);
            } else {
                all(found);
            }
        }
    }

    /// A value that is no string, or its text in strings.
    private record TermFinder(TextSearch text, Value value) implements Finder {
        @Override
        public boolean wants(Type type) {
            return true;
        }

        @Override
        public void find(TypedVector column, long[] found) {
            if (isString(column.type())) {
                Loops.map(strings(column), found, (arena, start, length) -> text.isIn(arena, start, length) ? 1 : 0);
                return;
            }
            var wanted = new Constant(value.toVector(), column.length());
            for (int row : Truth.trueRows(Evaluator.call(CompareFunction.SEARCH, column, wanted))) {
                found[row] = 1;
            }
        }
    }

    /// A net, or an address in it.
    private record NetFinder(Value net) implements Finder {
        @Override
        public boolean wants(Type type) {
            return type.under() == PrimitiveType.NET || type.under() == PrimitiveType.IP;
        }

        @Override
        public void find(TypedVector column, long[] found) {
            var wanted = Net.of(net);
            var bytes = (BytesVector) column.flat();
            boolean nets = column.type().under() == PrimitiveType.NET;
            Loops.index(found, row -> {
                if (bytes.isNull(row)) {
                    return 0;
                }
                return nets ? wanted.equals(new Net(bytes.copy(row))) ? 1 : 0 : wanted.contains(bytes.copy(row)) ? 1 : 0;
            });
        }
    }
}
