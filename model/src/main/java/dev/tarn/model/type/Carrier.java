package dev.tarn.model.type;

/// How the values of a type are held in a flat vector. Kernels are written per carrier, never per type.
public enum Carrier {
    /// A `long`: integers of every width, bool (0 or 1), time and duration (nanoseconds), enum (index of the symbol), null.
    LONG,
    /// A `double`: floats of every width.
    DOUBLE,
    /// A run of bytes: string (UTF-8), bytes, ip (4 or 16), net (address and mask, 8 or 32), type (encoded type value).
    BYTES,
    /// Vectors of vectors: record, array, set, map, union, error.
    NESTED
}
