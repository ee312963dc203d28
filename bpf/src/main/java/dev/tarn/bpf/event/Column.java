package dev.tarn.bpf.event;

import dev.tarn.model.type.Type;
import dev.tarn.model.vector.TypedVector;

/// One field of a record, and how it is read out of structs.
abstract sealed class Column
        permits LongColumn, BitColumn, TimeColumn, FloatColumn, CharsColumn, FixedBytesColumn, IpColumn, LabelColumn, EnumColumn,
                LocatedColumn, HistogramColumn, SymbolColumn, TailColumn, TailTextColumn, StackColumn, ArrayColumn, RecordColumn, UnionColumn {
    private final Type type;

    Column(Type type) {
        this.type = type;
    }

    /// Returns the type of the field.
    final Type type() {
        return type;
    }

    /// Reads the field of all rows.
    abstract TypedVector read(EventRows rows, EventContext context);
}
