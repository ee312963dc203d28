package dev.tarn.cli;

import dev.tarn.cli.flag.Flag;
import dev.tarn.cli.flag.FlagSet;
import dev.tarn.cli.flag.UsageException;
import dev.tarn.formats.Formats;
import dev.tarn.formats.InputOptions;
import dev.tarn.model.zng.ZngFormat;
import dev.tarn.model.zng.ZngReadOptions;

/// The flags that say how input is read.
final class InputFlags {
    private final Flag<String> format;
    private final Flag<Character> delimiter;
    private final Flag<Boolean> validate;
    private final Flag<Integer> threads;
    private final Flag<Long> readMax;
    private final Flag<Long> readSize;

    /// Declares the flags.
    ///
    /// @param validate whether ZNG is validated unless the command line says otherwise
    InputFlags(FlagSet flags, boolean validate) {
        format = flags.text("i", Formats.AUTO, "format of input data [" + String.join(",", Formats.INPUT) + "]");
        delimiter = flags.character("csv.delim", ',', "CSV field delimiter", "character between the fields of CSV");
        this.validate = flags.toggle("zng.validate", validate, "check every value of ZNG when it is read");
        threads = flags.integer("zng.threads", 0, "number of threads that read ZNG (0 for as many as there are processors)");
        readMax = flags.size("zng.readmax", ZngFormat.DEFAULT_MAX_FRAME_BYTES, "auto(1GiB)", "largest ZNG frame to read, as 10MB or 4GiB");
        readSize = flags.size("zng.readsize", ZngFormat.DEFAULT_FRAME_BYTES, "auto(512KiB)", "size of the pieces in which ZNG is read");
    }

    /// Returns the format of the input, [Formats#AUTO] if it is to be detected.
    String format() {
        return format.value();
    }

    /// Returns the number of threads that may read, 0 for as many as there are processors.
    int threads() {
        return threads.value();
    }

    /// Returns how to read.
    ///
    /// @throws UsageException if a value makes no sense
    InputOptions options() throws UsageException {
        if (readMax.value() <= 0 || readSize.value() <= 0) {
            throw new UsageException((readMax.value() <= 0 ? "zng.readmax" : "zng.readsize") + " value must be greater than zero");
        }
        if (threads.value() < 0) {
            throw new UsageException("zng.threads value must not be negative");
        }
        int maxFrameBytes = (int) Math.min(readMax.value(), Integer.MAX_VALUE - 8);
        return InputOptions.DEFAULT.withDelimiter(delimiter.value())
            .withZng(ZngReadOptions.DEFAULT.withMaxFrameBytes(maxFrameBytes).withValidate(validate.value()));
    }
}
