package dev.tarn.model.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Turns the UTF-8 bytes of names that occur again and again into strings, one object for each name. Belongs to one thread.
public final class NameTable {
    // A stream whose keys are data and not names must not fill the memory.
    private static final int MAX_NAMES = 1 << 16;

    private String[] names = new String[64];
    private byte[][] keys = new byte[64][];
    private int count;

    /// Returns the string of a range of bytes. Bytes that are not UTF-8 become U+FFFD.
    public String name(byte[] utf8, int start, int end) {
        int mask = names.length - 1;
        int slot = hash(utf8, start, end) & mask;
        while (keys[slot] != null) {
            if (Arrays.equals(keys[slot], 0, keys[slot].length, utf8, start, end)) {
                return names[slot];
            }
            slot = slot + 1 & mask;
        }
        var name = new String(utf8, start, end - start, StandardCharsets.UTF_8);
        if (count < MAX_NAMES) {
            names[slot] = name;
            keys[slot] = Arrays.copyOfRange(utf8, start, end);
            if (++count * 2 > names.length) {
                grow();
            }
        }
        return name;
    }

    private static int hash(byte[] utf8, int start, int end) {
        int hash = end - start;
        for (int i = start; i < end; i++) {
            hash = hash * 31 + utf8[i];
        }
        return hash ^ hash >>> 15;
    }

    private void grow() {
        var oldNames = names;
        var oldKeys = keys;
        names = new String[oldNames.length * 2];
        keys = new byte[names.length][];
        int mask = names.length - 1;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != null) {
                int slot = hash(oldKeys[i], 0, oldKeys[i].length) & mask;
                while (keys[slot] != null) {
                    slot = slot + 1 & mask;
                }
                names[slot] = oldNames[i];
                keys[slot] = oldKeys[i];
            }
        }
    }
}
