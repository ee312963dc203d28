package dev.tarn.formats;

import dev.tarn.model.zng.ZngReadOptions;

/// How data is read, in so far as its format leaves a choice.
///
/// @param delimiter what separates the fields of CSV
/// @param zng how ZNG is read
public record InputOptions(char delimiter, ZngReadOptions zng) {
    /// Commas, and ZNG as [ZngReadOptions#DEFAULT] says.
    public static final InputOptions DEFAULT = new InputOptions(',', ZngReadOptions.DEFAULT);

    /// Returns these options with another separator of fields.
    public InputOptions withDelimiter(char newDelimiter) {
        return new InputOptions(newDelimiter, zng);
    }

    /// Returns these options with another way to read ZNG.
    public InputOptions withZng(ZngReadOptions newZng) {
        return new InputOptions(delimiter, newZng);
    }
}
