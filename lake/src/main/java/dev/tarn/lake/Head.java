package dev.tarn.lake;

import dev.tarn.lake.catalog.Branch;
import java.util.Objects;

/// What a query reads that does not say where from: a pool, at a branch or commit.
///
/// @param pool the name or id of the pool
/// @param branch the name of a branch, or the id of a commit
public record Head(String pool, String branch) {
    /// Checks that both are there.
    public Head {
        Objects.requireNonNull(pool, "pool");
        Objects.requireNonNull(branch, "branch");
    }

    /// Returns the head that a text of the form `pool`, `pool@branch` or `pool@commit` stands for.
    public static Head parse(String text) {
        int at = text.lastIndexOf('@');
        return at < 0 ? new Head(text, Branch.MAIN) : new Head(text.substring(0, at), text.substring(at + 1));
    }

    @Override
    public String toString() {
        return pool + "@" + branch;
    }
}
