package dev.tarn.ingest.lines;

/// Turns lines into values, written as ZSON.
interface LineTranslator {
    /// Takes the next line.
    ///
    /// @param out gets the values that are complete with it
    void line(String line, StringBuilder out);

    /// Says that there are no more lines.
    void end(StringBuilder out);
}
