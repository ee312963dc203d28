package dev.tarn.bpf.event;

import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Validity;

/// Data behind the struct, where a member of the struct says: offset in the event in bits 0-15, length in bits 16-30, and in bit
/// 31 whether the data was cut. Null where the place is not within the event.
final class LocatedColumn extends Column {
    /// What the data is.
    enum Kind {
        /// A text, up to its first zero byte if it has one.
        STRING(PrimitiveType.STRING),
        /// Bytes.
        BYTES(PrimitiveType.BYTES),
        /// Texts, each ended by a zero byte; the last one need not be.
        STRINGS(new ArrayType(PrimitiveType.STRING));

        private final Type type;

        Kind(Type type) {
            this.type = type;
        }

        Type type() {
            return type;
        }
    }

    private final Kind kind;
    private final LongColumn location;

    LocatedColumn(Kind kind, int offset) {
        super(kind.type());
        this.kind = kind;
        this.location = new LongColumn(PrimitiveType.UINT32, offset, LongColumn.Form.UNSIGNED_32);
    }

    @Override
    TypedVector read(EventRows rows, EventContext context) {
        long[] locations = location.values(rows);
        var data = new LocatedData(kind, locations.length, context);
        var validity = new Validity.Builder();
        for (int i = 0; i < locations.length; i++) {
            int offset = (int) locations[i] & 0xffff;
            int length = (int) (locations[i] >>> 16) & 0x7fff;
            boolean within = offset + length <= rows.lengths()[i];
            data.append(rows.words(), rows.starts()[i] + (within ? offset : 0), within ? length : 0, locations[i] >>> 31 != 0);
            if (within) {
                validity.valid(i);
            } else {
                validity.invalid(i);
            }
        }
        return data.build(validity.build(), context);
    }
}
