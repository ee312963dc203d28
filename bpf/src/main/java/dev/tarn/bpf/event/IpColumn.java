package dev.tarn.bpf.event;

import dev.tarn.bpf.ring.EventBatch;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.Validity;
import java.util.Optional;

/// An IP address in network order: 4 bytes, or 16, where an IPv4 address mapped into IPv6 becomes an IPv4 address again. Where another
/// member tells the version, that decides: 4 takes the first 4 bytes, 6 all of them, and anything else is null.
final class IpColumn extends Column {
    private final int offset;
    private final int size;
    private final Optional<LongColumn> version;

    IpColumn(int offset, int size) {
        this(offset, size, Optional.empty());
    }

    IpColumn(int offset, int size, Optional<LongColumn> version) {
        super(PrimitiveType.IP);
        this.offset = offset;
        this.size = size;
        this.version = version;
    }

    @Override
    BytesVector read(EventRows rows, EventContext context) {
        int count = rows.count();
        var addresses = new TextArena(count, count * size);
        var validity = new Validity.Builder();
        long[] versions = version.map(column -> column.values(rows)).orElseGet(() -> new long[0]);
        for (int i = 0; i < count; i++) {
            int at = rows.positions()[i] + offset;
            boolean mapped = size == 16 && isMapped(rows.words(), at);
            if (versions.length == 0 || versions[i] == 6) {
                addresses.appendBytes(rows.words(), mapped ? at + 12 : at, mapped ? 4 : size);
                validity.valid(i);
            } else if (versions[i] == 4) {
                addresses.appendBytes(rows.words(), at, 4);
                validity.valid(i);
            } else {
                addresses.appendBytes(rows.words(), at, 0);
                validity.invalid(i);
            }
        }
        return addresses.build(type(), validity.build());
    }

    private static boolean isMapped(long[] words, int at) {
        return EventBatch.word(words, at) == 0 && (int) EventBatch.word(words, at + 8) == 0xffff0000;
    }
}
