package dev.tarn.lake.catalog;

/// What a commit does to the set of objects of its branch.
public sealed interface Action {
    /// The object that it is done to.
    Id objectId();

    /// Adds an object.
    record Add(Id objectId) implements Action {}

    /// Takes an object away; it stays readable at older commits.
    record Delete(Id objectId) implements Action {}
}
