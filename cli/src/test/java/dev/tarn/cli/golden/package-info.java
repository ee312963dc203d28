/// Behaviour by example: runs the cases of every module's `src/test/spec`, the reference's cases where they are present, and the
/// examples in the documentation. Start at [GoldenQueriesTest], [GoldenScriptsIT] and [DocumentationIT].
package dev.tarn.cli.golden;
