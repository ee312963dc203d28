package dev.tarn.query.function;

import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.ByteBuilder;
import dev.tarn.model.vector.BytesBuilder;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Columns;
import dev.tarn.query.expression.Kernel;
import java.util.List;

/// The strings of an array one after another, with a string between them.
final class Join implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("join", Argument.UNDER, Argument.UNDER.withNulls(Argument.Nulls.AS_ZERO)).withOptional(1);

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        if (!(types.getFirst() instanceof ArrayType array) || array.element().under() != PrimitiveType.STRING) {
            return new Kernel.Reject("join: array of string arg required", 0);
        }
        if (types.size() == 2 && types.get(1) != PrimitiveType.STRING) {
            return new Kernel.Reject("join: separator must be string", 1);
        }
        return new Kernel.ToBytes(PrimitiveType.STRING, Join::join);
    }

    private static void join(Columns in, BytesBuilder out) {
        var arrays = (ArrayVector) in.flat(0);
        var parts = (BytesVector) arrays.elements().flat();
        var joined = new ByteBuilder();
        for (int row = 0; row < in.length(); row++) {
            joined.truncate(0);
            int end = arrays.isNull(row) ? 0 : arrays.offsets()[row + 1];
            byte[] separator = in.count() == 2 ? in.value(1, row).asBytes() : new byte[0];
            for (int part = arrays.offsets()[row]; part < end; part++) {
                if (part > arrays.offsets()[row]) {
                    joined.put(separator);
                }
                if (!parts.isNull(part)) {
                    joined.put(parts.arena(), parts.starts()[part], parts.lengths()[part]);
                }
            }
            out.append(joined.array(), 0, joined.length());
        }
    }
}
