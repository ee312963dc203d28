package dev.tarn.bpf;

import dev.tarn.bpf.symbol.Symbolizer;
import dev.tarn.bpf.sys.BpfMap;
import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Makes records of a map of stacks, called as the map: `MAP={ts:time,key:uint32,value:[string]}`, leaf first.
///
/// The map does not say whose stacks they are: frames of the kernel have names, those of processes are addresses. Events whose struct
/// says it (`ustack_t` and a member `pid`) have names of both.
final class StackRecords {
    private static final Type FRAMES = new ArrayType(PrimitiveType.STRING);

    private StackRecords() {}

    /// Returns a record for each stack that is in a map.
    static Vector of(BpfMap map, Symbolizer symbolizer, long timeNanos) {
        long[] words = map.entries(1, 1);
        int depth = map.valueBytes() / Long.BYTES;
        int count = (words.length - 1) / (depth + 1);
        var times = new long[count];
        Arrays.fill(times, timeNanos);
        var keys = new long[count];
        var offsets = new int[count + 1];
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = i * (depth + 1);
            keys[i] = words[at] & 0xffffffffL;
            for (int frame = at + 1; frame <= at + depth && words[frame] != 0; frame++) {
                names.add(words[frame] < 0 ? symbolizer.kernelName(words[frame] - 1) : "0x" + Long.toHexString(words[frame]));
            }
            offsets[i + 1] = names.size();
        }
        var type = new NamedType(map.name(), new RecordType(List.of(new Field("ts", PrimitiveType.TIME),
                new Field("key", PrimitiveType.UINT32), new Field("value", FRAMES))));
        return new RecordVector(type, List.of(new LongVector(PrimitiveType.TIME, times), new LongVector(PrimitiveType.UINT32, keys),
                new ArrayVector(FRAMES, offsets, BytesVector.ofStrings(PrimitiveType.STRING, names.toArray(String[]::new)), count, Validity.ALL)),
                count, Validity.ALL);
    }
}
