package dev.tarn.query.expression;

import dev.tarn.model.Value;
import java.util.Arrays;

/// A network: the bytes of its address, then those of its mask.
public final class Net {
    private final byte[] bytes;

    /// Creates a network of the bytes of a value.
    public Net(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Returns the network that a value is.
    public static Net of(Value value) {
        return new Net(value.asBytes());
    }

    /// Returns whether an address of 4 or 16 bytes is in the network.
    public boolean contains(byte[] address) {
        return contains(address, 0, address.length);
    }

    /// Returns whether an address is in the network.
    ///
    /// @param arena holds the address
    /// @param start where it begins
    /// @param length how many bytes it has, 4 or 16
    public boolean contains(byte[] arena, int start, int length) {
        byte[] network = bytes;
        if (length * 2 != network.length) {
            return false;
        }
        int same = 0;
        while (same < length && (arena[start + same] & network[length + same]) == network[same]) {
            same++;
        }
        return same == length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Net that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
