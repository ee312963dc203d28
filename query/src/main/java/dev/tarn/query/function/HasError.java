package dev.tarn.query.function;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Columns;
import dev.tarn.query.expression.Kernel;
import dev.tarn.query.expression.NestedColumns;
import java.util.List;

/// Whether a value is an error or has one in it. Null has none in it.
final class HasError implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("has_error", Argument.ANY).withPredicate();

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        return new Kernel.ToLongs(PrimitiveType.BOOL, HasError::search);
    }

    private static void search(Columns in, long[] out) {
        new NestedColumns(new NestedColumns.Visitor() {
            @Override
            public boolean wants(Type type) {
                return type.isError();
            }

            @Override
            public void visit(TypedVector column, int[] owners) {
                for (int owner : owners) {
                    out[owner] = 1;
                }
            }
        }).walk(in.column(0));
    }
}
