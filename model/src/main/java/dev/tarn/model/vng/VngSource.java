package dev.tarn.model.vng;

import dev.tarn.model.InputException;
import dev.tarn.model.Scan;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.Source;
import dev.tarn.model.UnsupportedException;
import dev.tarn.model.Value;
import dev.tarn.model.zng.ZngReadOptions;
import dev.tarn.model.zng.ZngSource;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Reads VNG from a file, which has to allow reading at any place.
///
/// Scans leave out the columns of fields that a request's projection does not ask for, also from the type of the values, and give
/// values in the order of the file. Whatever is wrong with the data is an [InputException].
public final class VngSource implements Source {
    private final FileChannel channel;
    private final long offset;
    private final long length;

    private VngSource(FileChannel channel, long offset, long length) {
        this.channel = channel;
        this.offset = offset;
        this.length = length;
    }

    /// Returns a source that reads a range of a file. The channel stays open.
    ///
    /// @param offset where the range begins
    /// @param length its length in bytes
    public static VngSource of(FileChannel channel, long offset, long length) {
        return new VngSource(channel, offset, length);
    }

    @Override
    public Scan open(ScanRequest request) {
        if (length == 0) {
            throw new InputException("EOF");
        }
        var file = new VngData(channel, offset, length);
        byte[] bytes = file.read(0, VngFormat.HEADER_BYTES);
        if (!Arrays.equals(bytes, 0, 4, VngFormat.MAGIC, 0, 4)) {
            throw new InputException("not VNG: it begins with " + HexFormat.of().formatHex(bytes, 0, 4));
        }
        var header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int version = header.getInt(4);
        if (version != VngFormat.VERSION) {
            throw new UnsupportedException("unsupported VNG version " + version + ": expected version " + VngFormat.VERSION);
        }
        long metadataBytes = Integer.toUnsignedLong(header.getInt(8));
        long dataBytes = Integer.toUnsignedLong(header.getInt(12));
        if (metadataBytes > VngFormat.MAX_METADATA_BYTES) {
            throw new InputException("VNG metadata section too big: " + metadataBytes + " bytes");
        }
        if (metadataBytes + dataBytes > length - VngFormat.HEADER_BYTES) {
            throw new InputException("truncated VNG: sections of " + metadataBytes + " and " + dataBytes + " bytes after the header, "
                    + (length - VngFormat.HEADER_BYTES) + " bytes there");
        }
        var metadata = metadata(file.read(VngFormat.HEADER_BYTES, (int) metadataBytes));
        var column = MetadataReader.read(metadata, dataBytes);
        return new VngScan(column, file.range(VngFormat.HEADER_BYTES + metadataBytes, dataBytes), request);
    }

    private static Value metadata(byte[] bytes) {
        var source = ZngSource.of(new ByteArrayInputStream(bytes), ZngReadOptions.DEFAULT);
        List<Value> values = new ArrayList<>();
        try (var scan = source.open(ScanRequest.EVERYTHING)) {
            for (var morsel = scan.next(); morsel.isPresent() && values.size() < 2; morsel = scan.next()) {
                for (var batch : morsel.get().decode()) {
                    for (int row = 0; row < batch.length() && values.size() < 2; row++) {
                        values.add(Value.of(batch, row));
                    }
                }
            }
        }
        if (values.size() != 1) {
            throw new InputException("corrupt VNG: metadata section has " + (values.isEmpty() ? "no" : "more than one") + " Zed value");
        }
        return values.getFirst();
    }
}
