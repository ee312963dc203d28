package dev.tarn.bpf.tool;

/// A query that shows what a tool's records are good for.
///
/// @param question what it answers
/// @param query the query, in Zed
public record ToolExample(String question, String query) {}
