package dev.tarn.model.zng;

import dev.tarn.model.TypeFilter;
import dev.tarn.model.type.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Gives every type that a scan meets a small number of its own, whatever stream it comes from, and makes equal types one object.
///
/// Added to by whoever holds the lock of the scan; types of known numbers may be read by all who got the number from there.
final class TypeNumbers {
    // Beyond this many, a scan begins anew at the next stream, so that what it remembers stays bounded.
    static final int MANY = 1 << 16;

    private final Map<Type, Integer> numbers = new HashMap<>();
    private final Optional<TypeFilter> filter;
    private volatile Type[] types = new Type[64];
    private boolean[] wanted = new boolean[64];
    private int count;

    /// Begins without any type.
    ///
    /// @param filter says values of which types are of interest; all if empty
    TypeNumbers(Optional<TypeFilter> filter) {
        this.filter = filter;
    }

    int numberOf(Type type) {
        Integer known = numbers.get(type);
        if (known != null) {
            return known;
        }
        var all = types;
        if (count == all.length) {
            all = Arrays.copyOf(all, count * 2);
            wanted = Arrays.copyOf(wanted, count * 2);
        }
        all[count] = type;
        wanted[count] = filter.isEmpty() || filter.get().mayMatch(type);
        // Publishes the new element too.
        types = all;
        numbers.put(type, count);
        return count++;
    }

    Type type(int number) {
        return types[number];
    }

    /// Returns whether values of a type are of interest. For whoever holds the lock.
    boolean isWanted(int number) {
        return wanted[number];
    }

    int count() {
        return count;
    }
}
