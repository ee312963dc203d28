package dev.tarn.formats;

import dev.tarn.model.zng.ZngReadOptions;

/// How data is read, in so far as its format leaves a choice.
///
/// @param delimiter what separates the fields of CSV
/// @param zng how ZNG is read
/// @param spool whether data of a format that is read at any place may be copied to a temporary file first, if it is in none
public record InputOptions(char delimiter, ZngReadOptions zng, boolean spool) {
    /// Commas, ZNG as [ZngReadOptions#DEFAULT] says, no temporary files.
    public static final InputOptions DEFAULT = new InputOptions(',', ZngReadOptions.DEFAULT, false);

    /// Returns these options with another separator of fields.
    public InputOptions withDelimiter(char newDelimiter) {
        return new InputOptions(newDelimiter, zng, spool);
    }

    /// Returns these options with another way to read ZNG.
    public InputOptions withZng(ZngReadOptions newZng) {
        return new InputOptions(delimiter, newZng, spool);
    }

    /// Returns these options with or without temporary files.
    public InputOptions withSpool(boolean newSpool) {
        return new InputOptions(delimiter, zng, newSpool);
    }
}
