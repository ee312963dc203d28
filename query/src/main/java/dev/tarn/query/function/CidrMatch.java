package dev.tarn.query.function;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Columns;
import dev.tarn.query.expression.Kernel;
import dev.tarn.query.expression.NestedColumns;
import dev.tarn.query.expression.Net;
import java.util.List;

/// Whether an address in a value is in a network.
final class CidrMatch implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("cidr_match", Argument.ANY, Argument.ANY).withPredicate();

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        return types.getFirst().under() == PrimitiveType.NET
                ? new Kernel.ToLongs(PrimitiveType.BOOL, CidrMatch::match)
                : new Kernel.Reject("cidr_match: not a net", 0);
    }

    private static void match(Columns in, long[] out) {
        var networks = networks(in);
        new NestedColumns(new NestedColumns.Visitor() {
            @Override
            public boolean wants(Type type) {
                return type.under() == PrimitiveType.IP;
            }

            @Override
            public void visit(TypedVector column, int[] owners) {
                mark((BytesVector) column.flat(), owners, networks, out);
            }
        }).walk(in.column(1));
    }

    /// Marks the owners of the addresses that are in their networks.
    ///
    /// @param networks one for each owner, or one for all
    private static void mark(BytesVector addresses, int[] owners, Net[] networks, long[] out) {
        byte[] arena = addresses.arena();
        int[] starts = addresses.starts();
        int[] lengths = addresses.lengths();
        boolean areAllValid = addresses.validity().isAll();
        for (int i = 0; i < owners.length; i++) {
            int owner = owners[i];
            var network = networks.length == 1 ? networks[0] : networks[owner];
            if ((areAllValid || !addresses.isNull(i)) && network.contains(arena, starts[i], lengths[i])) {
                out[owner] = 1;
            }
        }
    }

    private static Net[] networks(Columns in) {
        if (in.isConstant(0)) {
            return new Net[] {Net.of(in.constant(0))};
        }
        var networks = new Net[in.length()];
        for (int row = 0; row < networks.length; row++) {
            networks[row] = Net.of(in.value(0, row));
        }
        return networks;
    }
}
