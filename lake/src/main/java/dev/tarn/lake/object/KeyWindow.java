package dev.tarn.lake.object;

import dev.tarn.lake.catalog.Encoded;
import dev.tarn.lake.catalog.PrefixRange;
import dev.tarn.model.KeyRange;
import dev.tarn.model.Value;
import java.util.Optional;

/// Tells from the ends of a range of keys whether any of them can be asked for.
///
/// @param lower the prefix of the least key asked for; empty for none
/// @param openBelow whether keys with just that prefix are not asked for
/// @param upper the prefix of the greatest key asked for; empty for none
/// @param openAbove whether keys with just that prefix are not asked for
public record KeyWindow(Encoded lower, boolean openBelow, Encoded upper, boolean openAbove) {
    /// Asks for every key.
    public static final KeyWindow ALL = new KeyWindow(Encoded.EMPTY, false, Encoded.EMPTY, false);

    /// Returns the window of a range.
    public static KeyWindow of(KeyRange range) {
        Encoded lower = prefix(range.lower());
        Encoded upper = prefix(range.upper());
        return new KeyWindow(lower, !range.lowerInclusive() && isExact(lower), upper,
                !range.upperInclusive() && isExact(upper));
    }

    private static Encoded prefix(Optional<Value> bound) {
        return bound.map(KeyEncoding::prefix).orElse(Encoded.EMPTY);
    }

    // A prefix that is shared by several keys says nothing about which of them it was.
    private static boolean isExact(Encoded prefix) {
        return !prefix.isEmpty() && KeyEncoding.isExact(prefix);
    }

    /// Returns whether none of the keys between two prefixes, both included, is asked for.
    public boolean excludes(Encoded minimum, Encoded maximum) {
        if (!lower.isEmpty()) {
            int order = maximum.compareTo(lower);
            if (order < 0 || order == 0 && openBelow) {
                return true;
            }
        }
        if (!upper.isEmpty()) {
            int order = minimum.compareTo(upper);
            return order > 0 || order == 0 && openAbove;
        }
        return false;
    }

    /// Returns the window as the catalog takes it, which may let through objects that the window excludes.
    public PrefixRange prefixes() {
        return new PrefixRange(lower, upper);
    }
}
