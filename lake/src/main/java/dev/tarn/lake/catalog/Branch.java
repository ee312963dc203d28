package dev.tarn.lake.catalog;

/// Describes a branch of a pool and the totals of the objects at its tip.
///
/// @param name the name of the branch
/// @param tip the newest commit, [Id#NIL] if there is none
/// @param createdNanos when the branch was made, in nanoseconds since 1970
/// @param sequence the catalog sequence number of the last change of the tip
/// @param setNumber which object set belongs to the tip; 0 while the branch only points at a commit that others made
/// @param objects how many objects the tip has
/// @param bytes how many bytes they have together, as stored
/// @param values how many values they have together
public record Branch(String name, Id tip, long createdNanos, long sequence, int setNumber, long objects, long bytes,
        long values) {
    /// The branch that every pool starts with.
    public static final String MAIN = "main";

    Branch withTotals(long newObjects, long newBytes, long newValues) {
        return new Branch(name, tip, createdNanos, sequence, setNumber, newObjects, newBytes, newValues);
    }
}
