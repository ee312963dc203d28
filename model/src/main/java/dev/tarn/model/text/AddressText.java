package dev.tarn.model.text;

import dev.tarn.model.InputException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// The text of IP addresses and networks: `10.1.2.3`, `fe80::1`, `::ffff:10.1.2.3`, `10.0.0.0/8`.
public final class AddressText {
    private static final int BYTES_V4 = 4;
    private static final int BYTES_V6 = 16;
    private static final int GROUPS = 8;

    private AddressText() {}

    /// Appends an address.
    ///
    /// @param length 4 or 16
    public static void append(TextBuilder out, byte[] address, int start, int length) {
        if (length == BYTES_V4) {
            appendV4(out, address, start);
        } else if (isMapped(address, start)) {
            out.put("::ffff:");
            appendV4(out, address, start + 12);
        } else {
            appendV6(out, address, start);
        }
    }

    private static boolean isMapped(byte[] address, int start) {
        for (int i = 0; i < 10; i++) {
            if (address[start + i] != 0) {
                return false;
            }
        }
        return address[start + 10] == -1 && address[start + 11] == -1;
    }

    private static void appendV4(TextBuilder out, byte[] address, int start) {
        for (int i = 0; i < BYTES_V4; i++) {
            if (i > 0) {
                out.put('.');
            }
            out.putDecimal(address[start + i] & 0xff);
        }
    }

    private static int group(byte[] address, int start, int group) {
        return (address[start + 2 * group] & 0xff) << 8 | address[start + 2 * group + 1] & 0xff;
    }

    private static void appendV6(TextBuilder out, byte[] address, int start) {
        int zerosStart = -1;
        int zerosEnd = -1;
        for (int i = 0; i < GROUPS; i++) {
            int j = i;
            while (j < GROUPS && group(address, start, j) == 0) {
                j++;
            }
            if (j > i + 1 && j - i > zerosEnd - zerosStart) {
                zerosStart = i;
                zerosEnd = j;
            }
            i = Math.max(i, j - 1);
        }
        for (int i = 0; i < GROUPS; i++) {
            if (i == zerosStart) {
                out.put("::");
                i = zerosEnd;
                if (i == GROUPS) {
                    return;
                }
            } else if (i > 0) {
                out.put(':');
            }
            out.putHex(group(address, start, i));
        }
    }

    /// Appends a network: an address and the number of leading ones of its mask.
    ///
    /// @param length 8 or 32: the bytes of the address and as many of the mask
    public static void appendNet(TextBuilder out, byte[] net, int start, int length) {
        int half = length / 2;
        append(out, net, start, half);
        out.put('/');
        int ones = 0;
        for (int i = start + half; i < start + length; i++) {
            ones += Integer.numberOfLeadingZeros(~net[i] << 24 | 0xffffff);
            if (net[i] != -1) {
                break;
            }
        }
        out.putDecimal(ones);
    }

    /// Reads an address that fills a range: 4 or 16 bytes, or none if it is no address.
    public static Optional<byte[]> parse(byte[] text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text[i] == ':') {
                return parseV6(text, start, end);
            }
        }
        var address = new byte[BYTES_V4];
        return parseV4(text, start, end, address, 0) ? Optional.of(address) : Optional.empty();
    }

    private static boolean parseV4(byte[] text, int start, int end, byte[] address, int offset) {
        int at = start;
        for (int i = 0; i < BYTES_V4; i++) {
            if (i > 0 && (at >= end || text[at++] != '.')) {
                return false;
            }
            int first = at;
            int value = 0;
            while (at < end && text[at] >= '0' && text[at] <= '9' && at - first < 3) {
                value = value * 10 + text[at++] - '0';
            }
            // A leading zero means octal to some.
            if (at == first || value > 255 || at - first > 1 && text[first] == '0') {
                return false;
            }
            address[offset + i] = (byte) value;
        }
        return at == end;
    }

    private static Optional<byte[]> parseV6(byte[] text, int start, int end) {
        var address = new byte[BYTES_V6];
        int filled = 0;
        int gap = -1;
        int at = start;
        if (end - at >= 2 && text[at] == ':' && text[at + 1] == ':') {
            gap = 0;
            at += 2;
        }
        while (at < end) {
            int first = at;
            int value = 0;
            while (at < end && at - first < 4 && Character.digit(text[at], 16) >= 0) {
                value = value << 4 | Character.digit(text[at++], 16);
            }
            if (at < end && text[at] == '.') {
                if (filled > 12 || !parseV4(text, first, end, address, filled)) {
                    return Optional.empty();
                }
                filled += 4;
                at = end;
                break;
            }
            if (at == first || filled == BYTES_V6) {
                return Optional.empty();
            }
            address[filled++] = (byte) (value >>> 8);
            address[filled++] = (byte) value;
            if (at == end) {
                break;
            }
            if (text[at++] != ':' || at == end) {
                return Optional.empty();
            }
            if (text[at] == ':') {
                if (gap >= 0) {
                    return Optional.empty();
                }
                gap = filled;
                at++;
            }
        }
        return close(address, filled, gap);
    }

    /// Moves what follows the gap to the end.
    private static Optional<byte[]> close(byte[] address, int filled, int gap) {
        if (gap < 0) {
            return filled == BYTES_V6 ? Optional.of(address) : Optional.empty();
        }
        if (filled == BYTES_V6) {
            return Optional.empty();
        }
        int moved = filled - gap;
        System.arraycopy(address, gap, address, BYTES_V6 - moved, moved);
        Arrays.fill(address, gap, BYTES_V6 - moved, (byte) 0);
        return Optional.of(address);
    }

    /// Reads a network that fills a range, an address, a slash and a number of bits: 8 or 32 bytes, address and mask, or none if
    /// it is no network. Bits of the address outside the mask become 0.
    public static Optional<byte[]> parseNet(byte[] text, int start, int end) {
        int slash = start;
        while (slash < end && text[slash] != '/') {
            slash++;
        }
        int digits = end - slash - 1;
        if (digits < 1 || digits > 3 || digits > 1 && text[slash + 1] == '0') {
            return Optional.empty();
        }
        int bits = 0;
        for (int i = slash + 1; i < end; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return Optional.empty();
            }
            bits = bits * 10 + text[i] - '0';
        }
        int prefix = bits;
        return parse(text, start, slash).filter(address -> prefix <= address.length * 8).map(address -> net(address, prefix));
    }

    /// Returns the network of an address and a number of leading ones: address and mask, 8 or 32 bytes.
    public static byte[] net(byte[] address, int ones) {
        var net = new byte[address.length * 2];
        for (int i = 0; i < address.length; i++) {
            int bits = Math.clamp(ones - i * 8L, 0, 8);
            byte mask = (byte) (0xff00 >>> bits);
            net[i] = (byte) (address[i] & mask);
            net[address.length + i] = mask;
        }
        return net;
    }

    /// Returns the exception that says that a range of text is no address.
    public static InputException invalid(byte[] text, int start, int end) {
        return new InputException("invalid IP address: " + new String(text, start, end - start, StandardCharsets.UTF_8));
    }
}
