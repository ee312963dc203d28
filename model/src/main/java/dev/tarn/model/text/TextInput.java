package dev.tarn.model.text;

import dev.tarn.model.InputException;
import dev.tarn.model.LimitException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/// The bytes of a text that is read from a stream, with a position in them. What was read since [#mark] stays where it is in
/// the buffer. Belongs to one thread.
public final class TextInput {
    private static final int MIN_READ = 1 << 16;
    private static final int MAX_BYTES = Integer.MAX_VALUE - 16;

    private final InputStream stream;
    private byte[] buffer;
    private int end;
    private boolean ended;
    private boolean reachedEnd;
    private int position;
    // The lines before the buffer, and how far the last of them reaches back.
    private long linesBefore;
    private long columnsBefore;

    /// Reads a stream, which is not closed.
    public TextInput(InputStream stream) {
        this.stream = stream;
        this.buffer = new byte[MIN_READ];
    }

    /// Reads bytes, which are not copied.
    public TextInput(byte[] text) {
        this.stream = InputStream.nullInputStream();
        this.buffer = text;
        this.end = text.length;
        this.ended = true;
    }

    /// Returns the buffer; valid until more is read.
    public byte[] buffer() {
        return buffer;
    }

    /// Returns the position in the buffer.
    public int position() {
        return position;
    }

    /// Moves the position.
    public void moveTo(int newPosition) {
        position = newPosition;
    }

    /// Returns where the bytes end that have been read.
    public int end() {
        return end;
    }

    /// Says that what lies before the position is not needed any more; it may be overwritten.
    public void mark() {
        if (position > buffer.length / 2 && !ended) {
            countLines();
            System.arraycopy(buffer, position, buffer, 0, end - position);
            end -= position;
            position = 0;
        }
    }

    private void countLines() {
        for (int i = 0; i < position; i++) {
            columnsBefore++;
            if (buffer[i] == '\n') {
                linesBefore++;
                columnsBefore = 0;
            }
        }
    }

    /// Returns the byte at the position as 0 to 255, -1 at the end of the text.
    public int peek() {
        return position < end || fill(position) ? buffer[position] & 0xff : -1;
    }

    /// Returns whether there is a byte at a place in the buffer, which may have to be read first.
    public boolean has(int place) {
        return place < end || fill(place);
    }

    /// Returns whether somebody has looked for a byte behind the last one.
    public boolean reachedEnd() {
        return reachedEnd;
    }

    /// Returns whether reading on would have to wait for whoever writes the stream.
    public boolean mustWait() {
        try {
            return position >= end && !ended && stream.available() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean fill(int place) {
        while (place >= end) {
            if (ended) {
                reachedEnd = true;
                return false;
            }
            if (buffer.length - end < MIN_READ / 2) {
                grow();
            }
            try {
                int count = stream.read(buffer, end, buffer.length - end);
                if (count < 0) {
                    ended = true;
                } else {
                    end += count;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return true;
    }

    private void grow() {
        if (buffer.length == MAX_BYTES) {
            throw new LimitException("a value in a text is longer than 2 GiB: it begins at line " + (linesBefore + 1));
        }
        buffer = Arrays.copyOf(buffer, (int) Math.min(MAX_BYTES, buffer.length * 2L));
    }

    /// Returns the exception for a problem at a place in the buffer.
    public InputException problem(String problem, int place) {
        return InputException.at(problem, line(place), column(place));
    }

    /// Returns the exception for a text that ends too early; the place is where what is not ended begins.
    public InputException.AtEnd endProblem(String problem, int place) {
        return new InputException.AtEnd(problem, line(place), column(place));
    }

    private long line(int place) {
        long line = linesBefore + 1;
        for (int i = 0; i < Math.min(place, end); i++) {
            line += buffer[i] == '\n' ? 1 : 0;
        }
        return line;
    }

    private long column(int place) {
        long column = columnsBefore + 1;
        for (int i = 0; i < Math.min(place, end); i++) {
            column = buffer[i] == '\n' ? 1 : column + 1;
        }
        return column;
    }
}
