package dev.tarn.lake;

/// What the author of a commit says about it.
///
/// @param author who commits; may be empty
/// @param body what the commit is about; empty for a description of what it does
/// @param meta a value in ZSON that is kept with the commit; empty for none
public record CommitMessage(String author, String body, String meta) {
    /// Nothing said.
    public static final CommitMessage NONE = new CommitMessage("", "", "");

    /// Returns a message that names just its author.
    public static CommitMessage by(String author) {
        return new CommitMessage(author, "", "");
    }
}
