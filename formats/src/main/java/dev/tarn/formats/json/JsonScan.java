package dev.tarn.formats.json;

import dev.tarn.model.LimitException;
import dev.tarn.model.Scan;
import dev.tarn.model.vector.Vector;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Cuts a JSON text where one value ends and the next one begins, without looking at all of it.
///
/// In JSON two values stand next to each other, with nothing but spaces between, only outside of all arrays and objects, and a
/// line break never stands in a string. So a line break with the end of a value before and the beginning of one behind is a place to cut.
final class JsonScan implements Scan {
    private static final int PIECE_BYTES = 1 << 18;
    // Most texts that are read from a request or a string are short.
    private static final int FIRST_BYTES = 1 << 12;
    private static final int MAX_BYTES = Integer.MAX_VALUE - 16;

    private final InputStream stream;
    private final ConcurrentLinkedQueue<JsonDecoder> decoders = new ConcurrentLinkedQueue<>();
    private byte[] buffer = new byte[FIRST_BYTES];
    private int length;
    private boolean ended;
    private boolean closed;
    private long ordinal;
    private long linesBefore;
    private Lines lines = new Lines();

    JsonScan(InputStream stream) {
        this.stream = stream;
    }

    @Override
    public synchronized Optional<Morsel> next() {
        if (closed || ended && length == 0) {
            return Optional.empty();
        }
        int searched = 0;
        while (true) {
            boolean waiting = fill(Math.max(PIECE_BYTES, searched + 1));
            if (ended) {
                return length == 0 ? Optional.empty() : Optional.of(take(length));
            }
            int cut = lastCut(searched);
            if (cut == 0 && waiting) {
                cut = lines.lastEnd(buffer, length);
            }
            if (cut > 0) {
                return Optional.of(take(cut));
            }
            searched = length;
        }
    }

    /// Reads until there are so many bytes, the text ends, or reading on would have to wait; tells whether it would.
    private boolean fill(int wanted) {
        try {
            do {
                if (length == buffer.length) {
                    grow();
                }
                int count = stream.read(buffer, length, buffer.length - length);
                ended = count < 0;
                length += Math.max(0, count);
            } while (!ended && length < wanted && stream.available() > 0);
            return !ended && length < wanted;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void grow() {
        if (length == MAX_BYTES) {
            throw new LimitException("a JSON value is longer than 2 GiB: it begins at line " + (linesBefore + 1));
        }
        buffer = Arrays.copyOf(buffer, (int) Math.min(MAX_BYTES, length * 2L));
    }

    /// Returns the last place to cut behind `from`, 0 if there is none.
    private int lastCut(int from) {
        for (int at = length - 1; at >= from; at--) {
            if (buffer[at] == '\n' && endsValue(at) && beginsValue(at)) {
                return at + 1;
            }
        }
        return 0;
    }

    private boolean endsValue(int place) {
        int at = place - 1;
        while (at >= 0 && buffer[at] <= ' ' && buffer[at] >= 0) {
            at--;
        }
        return at >= 0 && switch (buffer[at]) {
            case '}', ']', '"', 'e', 'l' -> true;
            default -> buffer[at] >= '0' && buffer[at] <= '9';
        };
    }

    private boolean beginsValue(int place) {
        int at = place + 1;
        while (at < length && buffer[at] <= ' ' && buffer[at] >= 0) {
            at++;
        }
        return at < length && switch (buffer[at]) {
            case '{', '[', '"', '-', 't', 'f', 'n' -> true;
            default -> buffer[at] >= '0' && buffer[at] <= '9';
        };
    }

    private Morsel take(int end) {
        var piece = new Piece(ordinal++, buffer, end, linesBefore);
        for (int i = 0; i < end; i++) {
            linesBefore += buffer[i] == '\n' ? 1 : 0;
        }
        int rest = length - end;
        var next = new byte[ended ? rest : Math.max(PIECE_BYTES, rest)];
        System.arraycopy(buffer, end, next, 0, rest);
        buffer = next;
        length = rest;
        lines = new Lines();
        return piece;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            try {
                stream.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// Whole values of the text.
    private final class Piece implements Morsel {
        private final long ordinal;
        private final byte[] bytes;
        private final int end;
        private final long linesBefore;

        Piece(long ordinal, byte[] bytes, int end, long linesBefore) {
            this.ordinal = ordinal;
            this.bytes = bytes;
            this.end = end;
            this.linesBefore = linesBefore;
        }

        @Override
        public long ordinal() {
            return ordinal;
        }

        @Override
        public List<Vector> decode() {
            // A decoder knows the shapes of the pieces before.
            var known = decoders.poll();
            var decoder = known == null ? new JsonDecoder() : known;
            var batches = decoder.decode(bytes, 0, end, linesBefore);
            decoders.add(decoder);
            return batches;
        }
    }

    /// Follows strings and brackets, to find lines that end outside of all of them: for a text that comes in slowly, where what is
    /// there must not wait for what follows.
    private static final class Lines {
        private int at;
        private int depth;
        private boolean inString;
        private boolean escaped;
        private int lastEnd;

        /// Returns where the last line ends that ends a value, 0 if none does.
        int lastEnd(byte[] bytes, int end) {
            for (; at < end; at++) {
                byte c = bytes[at];
                if (inString) {
                    inString = c != '"' || escaped;
                    escaped = c == '\\' && !escaped;
                } else {
                    switch (c) {
                        case '"' -> inString = true;
                        case '{', '[' -> depth++;
                        case '}', ']' -> depth--;
                        case '\n' -> lastEnd = depth <= 0 ? at + 1 : lastEnd;
                        default -> {}
                    }
                }
            }
            return lastEnd;
        }
    }
}
