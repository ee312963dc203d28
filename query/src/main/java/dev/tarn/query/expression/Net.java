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
        if (length * 2 != bytes.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if ((arena[start + i] & bytes[length + i]) != bytes[i]) {
                return false;
            }
        }
        return true;
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
