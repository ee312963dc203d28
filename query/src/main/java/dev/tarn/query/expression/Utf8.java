package dev.tarn.query.expression;

/// Counts characters (code points) in UTF-8.
public final class Utf8 {
    private Utf8() {}

    /// Returns the number of characters of a range.
    public static int count(byte[] utf8, int start, int end) {
        int count = 0;
        for (int i = start; i < end; i++) {
            count += isFirst(utf8[i]) ? 1 : 0;
        }
        return count;
    }

    /// Returns the place after the first so many characters of a range, its end if it has no more.
    public static int skip(byte[] utf8, int start, int end, int characters) {
        int at = start;
        for (int left = characters; left > 0 && at < end; left--) {
            do {
                at++;
            } while (at < end && !isFirst(utf8[at]));
        }
        return at;
    }

    private static boolean isFirst(byte utf8) {
        return (utf8 & 0xc0) != 0x80;
    }
}
