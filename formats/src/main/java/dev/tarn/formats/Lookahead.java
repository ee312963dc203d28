package dev.tarn.formats;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// A stream whose beginning can be looked at before it is read.
final class Lookahead extends InputStream {
    private final InputStream stream;
    private byte[] ahead = new byte[64];
    private int length;
    private int position;
    private boolean ended;

    Lookahead(InputStream stream) {
        this.stream = stream;
    }

    /// Looks at more of the beginning: at so many bytes, or fewer if the stream ends or has to be waited for. May wait for the
    /// first byte that was not seen yet.
    void lookAt(int wanted) throws IOException {
        if (wanted > ahead.length) {
            ahead = Arrays.copyOf(ahead, wanted);
        }
        while (!ended && length < wanted) {
            int count = stream.read(ahead, length, wanted - length);
            ended = count < 0;
            length += Math.max(0, count);
            if (!ended && stream.available() == 0) {
                return;
            }
        }
    }

    /// Returns the bytes looked at so far; longer than [#length()] as a rule.
    byte[] bytes() {
        return ahead;
    }

    /// Returns how many bytes have been looked at.
    int length() {
        return length;
    }

    /// Returns whether these bytes are all there are.
    boolean isWhole() {
        return ended;
    }

    /// Returns whether the bytes looked at begin with some others.
    boolean begins(byte[] with) {
        return length >= with.length && Arrays.equals(ahead, 0, with.length, with, 0, with.length);
    }

    /// Returns whether the bytes looked at begin with some others as far as they go.
    boolean mayBegin(byte[] with) {
        int common = Math.min(length, with.length);
        return Arrays.equals(ahead, 0, common, with, 0, common);
    }

    /// Returns whether all bytes looked at are white space.
    boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (ahead[i] < 0 || ahead[i] > ' ') {
                return false;
            }
        }
        return true;
    }

    @Override
    public int read() throws IOException {
        return position < length ? ahead[position++] & 0xff : stream.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        if (position == length) {
            return stream.read(bytes, offset, count);
        }
        int some = Math.min(count, length - position);
        System.arraycopy(ahead, position, bytes, offset, some);
        position += some;
        return some;
    }

    @Override
    public int available() throws IOException {
        return length - position + stream.available();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
