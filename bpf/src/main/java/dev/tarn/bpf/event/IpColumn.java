package dev.tarn.bpf.event;

import dev.tarn.bpf.ring.EventBatch;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.Validity;

/// An IP address in network order: 4 bytes, or 16, where an IPv4 address mapped into IPv6 becomes an IPv4 address again.
final class IpColumn extends Column {
    private final int offset;
    private final int size;

    IpColumn(int offset, int size) {
        super(PrimitiveType.IP);
        this.offset = offset;
        this.size = size;
    }

    @Override
    BytesVector read(EventRows rows, EventContext context) {
        int count = rows.count();
        var addresses = new TextArena(count, count * size);
        for (int i = 0; i < count; i++) {
            int at = rows.positions()[i] + offset;
            boolean mapped = size == 16 && isMapped(rows.words(), at);
            addresses.appendBytes(rows.words(), mapped ? at + 12 : at, mapped ? 4 : size);
        }
        return addresses.build(type(), Validity.ALL);
    }

    private static boolean isMapped(long[] words, int at) {
        return EventBatch.word(words, at) == 0 && (int) EventBatch.word(words, at + 8) == 0xffff0000;
    }
}
