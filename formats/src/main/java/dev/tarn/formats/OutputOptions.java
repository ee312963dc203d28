package dev.tarn.formats;

import dev.tarn.model.zng.ZngWriteOptions;
import java.util.function.Predicate;

/// How data is written, in so far as its format leaves a choice.
///
/// @param indent how many spaces each level of JSON and ZSON is indented by; 0 for a value on one line
/// @param persist which type names, once defined in ZSON, hold for the rest of the stream
/// @param color whether text is for a terminal that shows colours
/// @param zng how ZNG is written
public record OutputOptions(int indent, Predicate<String> persist, boolean color, ZngWriteOptions zng) {
    /// Values on one line, names defined in each value, no colours, ZNG as [ZngWriteOptions#DEFAULT] says.
    public static final OutputOptions DEFAULT = new OutputOptions(0, _ -> false, false, ZngWriteOptions.DEFAULT);

    /// Returns these options with another indent.
    public OutputOptions withIndent(int newIndent) {
        return new OutputOptions(newIndent, persist, color, zng);
    }

    /// Returns these options with other names that hold for the rest of the stream.
    public OutputOptions withPersist(Predicate<String> newPersist) {
        return new OutputOptions(indent, newPersist, color, zng);
    }

    /// Returns these options with or without colours.
    public OutputOptions withColor(boolean newColor) {
        return new OutputOptions(indent, persist, newColor, zng);
    }

    /// Returns these options with another way to write ZNG.
    public OutputOptions withZng(ZngWriteOptions newZng) {
        return new OutputOptions(indent, persist, color, newZng);
    }
}
