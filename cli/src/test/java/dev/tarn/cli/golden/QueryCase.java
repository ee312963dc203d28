package dev.tarn.cli.golden;

import java.nio.file.Path;
import java.util.List;

/// A query, its input and its output.
///
/// @param error the whole of standard error that is expected; empty if not given
/// @param errorPattern a pattern to be found in standard error; empty if not given
/// @param overColumns whether the answer must be the same when the input comes as VNG
record QueryCase(
        String id,
        Path file,
        boolean own,
        String skip,
        String query,
        byte[] input,
        byte[] output,
        String error,
        String errorPattern,
        List<String> inputFlags,
        List<String> outputFlags,
        boolean overColumns) implements Ztest {
}
