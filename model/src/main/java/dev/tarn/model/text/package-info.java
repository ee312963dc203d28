/// Texts of primitive values: how numbers, times, durations and addresses are written and read in every text format.
///
/// [dev.tarn.model.text.TextBuilder] is the growing UTF-8 text that writers write into; the other classes append values to
/// one, or read them from a range of bytes, without making strings.
package dev.tarn.model.text;
