package dev.tarn.query.expression;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import java.util.List;

/// `a in b`: whether b, or any value inside b, equals a.
final class InFunction implements Function {
    @Override
    public Argument argument(int position) {
        return Argument.ANY.withErrorsPassed();
    }

    @Override
    public Kernel bind(List<Type> types) {
        return new Kernel.Whole(InFunction::contains);
    }

    private static Vector contains(Columns in) {
        var found = new long[in.length()];
        // As many copies of a large value as there are rows would not fit into memory.
        boolean sameInAll = in.column(1) instanceof Constant && found.length > 1;
        var finder = new Finder(in.column(0), in.isAllValid(0), sameInAll, found);
        new NestedColumns(finder).walk(sameInAll ? ((Constant) in.column(1)).one() : in.column(1));
        return new LongVector(PrimitiveType.BOOL, found);
    }

    /// Marks the rows where the item is met.
    ///
    /// @param sameInAll whether what is visited is inside each row instead of those that own it
    private record Finder(TypedVector item, boolean itemIsNeverNull, boolean sameInAll, long[] found) implements NestedColumns.Visitor {
        @Override
        public boolean wants(Type type) {
            return !itemIsNeverNull || isComparable(item.type().under(), type.under());
        }

        private static boolean isComparable(Type a, Type b) {
            return a.equals(b) || isNumber(a) && isNumber(b);
        }

        private static boolean isNumber(Type type) {
            return type instanceof PrimitiveType primitive && primitive.isNumber();
        }

        @Override
        public void visit(TypedVector column, int[] owners) {
            if (sameInAll) {
                new Membership(item, found).markIn(column);
                return;
            }
            var items = item instanceof Constant constant ? new Constant(constant.one(), owners.length) : item.select(owners);
            for (int row : Truth.trueRows(Evaluator.call(CompareFunction.SEARCH, items, column))) {
                found[owners[row]] = 1;
            }
        }
    }
}
