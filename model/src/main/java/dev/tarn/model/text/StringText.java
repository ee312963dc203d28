package dev.tarn.model.text;

/// The text of strings in double quotes, with the escapes of JSON.
public final class StringText {
    private static final byte[] ESCAPES = escapes();

    private StringText() {}

    private static byte[] escapes() {
        var escapes = new byte[256];
        for (int c = 0; c < ' '; c++) {
            escapes[c] = 'u';
        }
        escapes['"'] = '"';
        escapes['\\'] = '\\';
        escapes['\b'] = 'b';
        escapes['\f'] = 'f';
        escapes['\n'] = 'n';
        escapes['\r'] = 'r';
        escapes['\t'] = 't';
        for (int c = 0x80; c < 0x100; c++) {
            escapes[c] = 1;
        }
        return escapes;
    }

    /// Appends a string in quotes. Bytes that are not UTF-8 become `\ufffd` each.
    public static void append(TextBuilder out, byte[] utf8, int start, int length) {
        append(out, utf8, start, length, false);
    }

    /// Appends a string in quotes, for readers to whom JSON is a part of JavaScript: without the line separators U+2028 and
    /// U+2029 as they are.
    public static void appendJson(TextBuilder out, byte[] utf8, int start, int length) {
        append(out, utf8, start, length, true);
    }

    private static void append(TextBuilder out, byte[] utf8, int start, int length, boolean separators) {
        out.put('"');
        int end = start + length;
        int run = start;
        int at = start;
        while (at < end) {
            byte escape = ESCAPES[utf8[at] & 0xff];
            if (escape == 0) {
                at++;
                continue;
            }
            int valid = escape == 1 ? sequenceLength(utf8, at, end) : 0;
            if (valid > 0 && !(separators && isSeparator(utf8, at))) {
                at += valid;
                continue;
            }
            out.put(utf8, run, at - run);
            if (valid > 0) {
                out.put(utf8[at + 2] == (byte) 0xa8 ? "\\u2028" : "\\u2029");
            } else {
                appendEscape(out, escape, utf8[at]);
            }
            at += Math.max(1, valid);
            run = at;
        }
        out.put(utf8, run, at - run);
        out.put('"');
    }

    private static boolean isSeparator(byte[] utf8, int at) {
        return utf8[at] == (byte) 0xe2
                && utf8[at + 1] == (byte) 0x80
                && (utf8[at + 2] == (byte) 0xa8 || utf8[at + 2] == (byte) 0xa9);
    }

    private static void appendEscape(TextBuilder out, byte escape, byte c) {
        out.put('\\');
        if (escape == 'u') {
            out.put("u00");
            out.putHex(new byte[] {c}, 0, 1);
        } else if (escape == 1) {
            out.put("ufffd");
        } else {
            out.put(escape);
        }
    }

    /// Returns the length of the UTF-8 sequence of a character beyond ASCII, 0 if the bytes are not well-formed.
    ///
    /// @param at where a byte of 0x80 or more is
    public static int sequenceLength(byte[] utf8, int at, int end) {
        int first = utf8[at] & 0xff;
        int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
        if (length == 0 || end - at < length) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((utf8[at + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        int second = utf8[at + 1] & 0xff;
        boolean overlongOrSurrogate = first == 0xe0 && second < 0xa0
                || first == 0xed && second > 0x9f
                || first == 0xf0 && second < 0x90
                || first == 0xf4 && second > 0x8f;
        return overlongOrSurrogate ? 0 : length;
    }
}
