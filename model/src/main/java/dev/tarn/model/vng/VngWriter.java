package dev.tarn.model.vng;

import dev.tarn.model.BodyOrder;
import dev.tarn.model.LimitException;
import dev.tarn.model.Sink;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.Body;
import dev.tarn.model.vector.ByteBuilder;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.Rows;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zng.ZngWriteOptions;
import dev.tarn.model.zng.ZngWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes VNG. All values are held in memory until the writer is closed, which is when the file is written.
public final class VngWriter implements Sink {
    private final OutputStream out;
    private final Map<Type, Integer> tagOfType = new HashMap<>();
    private final List<ColumnEncoder> columns = new ArrayList<>();
    private final ByteBuilder tags = new ByteBuilder();
    private long length;
    private boolean closed;

    /// Creates a writer.
    ///
    /// @param out where the file goes; not closed by the writer
    public VngWriter(OutputStream out) {
        this.out = out;
    }

    /// Takes the values of a batch.
    ///
    /// @throws dev.tarn.model.UnsupportedException if a type has an enum in it, which the format does not have
    @Override
    public void write(Vector batch) {
        switch (batch) {
            case TypedVector typed -> {
                if (typed.length() > 0) {
                    int tag = tag(typed.type());
                    writeAll(columns.get(tag), BodyOrder.bodies(typed));
                    for (int row = 0; row < typed.length(); row++) {
                        putTag(tag);
                    }
                }
            }
            case Mixed mixed -> writeMixed(mixed);
        }
        length += batch.length();
    }

    private void writeMixed(Mixed mixed) {
        var tagOfPart = new int[mixed.parts().size()];
        Arrays.fill(tagOfPart, -1);
        for (int part : mixed.tags()) {
            if (tagOfPart[part] < 0) {
                // In the order in which types occur.
                tagOfPart[part] = tag(mixed.parts().get(part).type());
            }
            putTag(tagOfPart[part]);
        }
        for (int part = 0; part < tagOfPart.length; part++) {
            writeAll(columns.get(tagOfPart[part]), BodyOrder.bodies(mixed.parts().get(part)));
        }
    }

    private int tag(Type type) {
        Integer known = tagOfType.get(type);
        if (known == null) {
            known = columns.size();
            columns.add(ColumnEncoder.of(type));
            tagOfType.put(type, known);
        }
        return known;
    }

    private void putTag(int tag) {
        int start = tags.beginTagged();
        Body.writeLong(PrimitiveType.INT64, tag, tags);
        tags.endTagged(start);
    }

    private static void writeAll(ColumnEncoder column, Rows rows) {
        for (int row = 0; row < rows.length(); row++) {
            column.put(rows.arena(), rows.start(row), rows.bodyLength(row));
        }
    }

    /// Writes the file and flushes the output.
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        var data = new SegmentData();
        var column = finish(data);
        var metadata = new ByteArrayOutputStream();
        try (var writer = new ZngWriter(metadata, ZngWriteOptions.DEFAULT)) {
            writer.write(MetadataWriter.write(column).toVector());
        }
        if (data.length() > 0xffff_ffffL || length > 0xffff_ffffL) {
            throw new LimitException("VNG: " + length + " values in " + data.length() + " bytes, more than the format can number");
        }
        try {
            out.write(header(metadata.size(), data.length()));
            metadata.writeTo(out);
            data.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing VNG: " + e.getMessage(), e);
        }
    }

    private VngColumn finish(SegmentData data) {
        if (columns.size() == 1) {
            return columns.getFirst().finish(data);
        }
        var segment = data.append(tags);
        var types = new ArrayList<VngColumn>(columns.size());
        for (var column : columns) {
            types.add(column.finish(data));
        }
        return new VngColumn.Variant(segment, types, length);
    }

    private static byte[] header(int metadataBytes, long dataBytes) {
        return ByteBuffer.allocate(VngFormat.HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(VngFormat.MAGIC)
                .putInt(VngFormat.VERSION)
                .putInt(metadataBytes)
                .putInt((int) dataBytes)
                .array();
    }
}
