package dev.tarn.lake.catalog;

import java.util.List;

/// One commit: what was done, by whom, when, and on top of which commit.
///
/// @param id the identifier
/// @param parent the commit before it on the branch, [Id#NIL] for the first
/// @param sequence its catalog sequence number: larger than that of every commit made before it in the lake
/// @param depth the number of commits from the first one to this, both counted
/// @param author who made it
/// @param dateNanos when it was made, in nanoseconds since 1970
/// @param message what the author said
/// @param meta a value of any type that the author attached, encoded; empty for none
/// @param checkpoint the nearest commit, itself or an ancestor, whose full object set is stored; [Id#NIL] if none is
/// @param actionsSince how many actions followed the checkpoint, its own counted unless it is the checkpoint
/// @param actions what it did to the objects
public record Commit(Id id, Id parent, long sequence, long depth, String author, long dateNanos, String message,
        Encoded meta, Id checkpoint, long actionsSince, List<Action> actions) {
    /// Copies the actions.
    public Commit {
        actions = List.copyOf(actions);
    }
}
