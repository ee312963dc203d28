package dev.tarn.query.function;

import dev.tarn.model.Value;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.Kernel;
import java.util.List;

/// The network of an address: by a mask, by a number of bits, or by the class of a v4 address.
final class NetworkOf implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("network_of", Argument.ANY, Argument.ANY).withOptional(1);

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        if (types.getFirst().under() != PrimitiveType.IP) {
            return new Kernel.Reject("network_of: not an IP", 0);
        }
        if (types.size() == 1) {
            return new Kernel.PerRow(PrimitiveType.NET, arguments -> ofClass(arguments[0]));
        }
        if (types.get(1).under() == PrimitiveType.IP) {
            return new Kernel.PerRow(PrimitiveType.NET, arguments -> ofMask(arguments[0], arguments[1]));
        }
        return types.get(1).under() instanceof PrimitiveType bits
                        && bits.isInteger()
                        && bits != PrimitiveType.TIME
                        && bits != PrimitiveType.DURATION
                ? new Kernel.PerRow(PrimitiveType.NET, arguments -> ofBits(arguments[0], arguments[1]))
                : new Kernel.Reject("network_of: bad arg for CIDR mask", 1);
    }

    private static Value ofClass(Value address) {
        byte[] bytes = address.asBytes();
        if (bytes.length != 4) {
            return ErrorValues.on("network_of: not an IPv4 address", address);
        }
        int first = bytes[0] & 0xff;
        return network(bytes, first < 0x80 ? 8 : first < 0xc0 ? 16 : 24);
    }

    private static Value ofMask(Value address, Value mask) {
        byte[] bytes = address.asBytes();
        byte[] maskBytes = mask.asBytes();
        if (bytes.length != maskBytes.length) {
            return ErrorValues.on("network_of: address and mask have different lengths", both(address, mask));
        }
        int bits = 0;
        while (bits < maskBytes.length * 8 && (maskBytes[bits / 8] & 0x80 >> bits % 8) != 0) {
            bits++;
        }
        for (int bit = bits; bit < maskBytes.length * 8; bit++) {
            if ((maskBytes[bit / 8] & 0x80 >> bit % 8) != 0) {
                return ErrorValues.on("network_of: mask is non-contiguous", mask);
            }
        }
        return network(bytes, bits);
    }

    private static Value ofBits(Value address, Value bits) {
        byte[] bytes = address.asBytes();
        long count = bits.asLong();
        return count < 0 || count > bytes.length * 8L
                ? ErrorValues.on("network_of: CIDR bit count out of range", both(address, bits))
                : network(bytes, (int) count);
    }

    private static Value network(byte[] address, int bits) {
        var net = new byte[address.length * 2];
        for (int bit = 0; bit < bits; bit++) {
            net[address.length + bit / 8] |= (byte) (0x80 >> bit % 8);
        }
        for (int i = 0; i < address.length; i++) {
            net[i] = (byte) (address[i] & net[address.length + i]);
        }
        return Value.ofBytes(PrimitiveType.NET, net);
    }

    private static Value both(Value address, Value mask) {
        var type = new RecordType(List.of(new Field("address", address.type()), new Field("mask", mask.type())));
        var fields = List.<TypedVector>of(address.toVector(), mask.toVector());
        return Value.of(new RecordVector(type, fields, 1, Validity.ALL), 0);
    }
}
