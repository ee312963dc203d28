package dev.tarn.lake.catalog;

/// Selects objects by the prefixes of their keys: all whose range of prefixes meets the given one, both ends included.
///
/// @param lower the lower end; empty for none
/// @param upper the upper end; empty for none
public record PrefixRange(Encoded lower, Encoded upper) {
    /// Selects all objects.
    public static final PrefixRange ALL = new PrefixRange(Encoded.EMPTY, Encoded.EMPTY);

    /// Returns whether an object with the given bounds can hold a key of the range.
    public boolean meets(KeyBound minimum, KeyBound maximum) {
        return (lower.isEmpty() || maximum.prefix().compareTo(lower) >= 0)
                && (upper.isEmpty() || minimum.prefix().compareTo(upper) <= 0);
    }
}
