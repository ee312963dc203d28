package dev.tarn.cli;

import dev.tarn.cli.flag.Flag;
import dev.tarn.cli.flag.FlagSet;
import dev.tarn.cli.flag.Invocation;
import dev.tarn.cli.flag.UsageException;
import dev.tarn.lake.Head;
import dev.tarn.lake.Lake;
import dev.tarn.model.NotFoundException;
import java.util.Optional;

/// The flag `-use`, and the head that commands work on without it.
final class UseFlag {
    private final Flag<String> use;
    private final boolean client;

    /// @param client whether a bare name may mean a branch, as it did for `zapi`
    UseFlag(FlagSet flags, boolean client) {
        this.client = client;
        use = flags.text("use", "", "pool, pool@branch or pool@commit to work on, instead of the current one");
    }

    /// Returns what to work on, if anything says so.
    ///
    /// @throws UsageException if the flag cannot be understood
    Optional<Head> find(Invocation invocation, Lake lake) throws UsageException {
        Optional<Head> current = HeadFile.of(invocation).read();
        return use.value().isEmpty() ? current : Optional.of(resolve(use.value(), current, client, lake));
    }

    /// Returns what to work on.
    ///
    /// @throws UsageException if nothing says so
    Head require(Invocation invocation, Lake lake) throws UsageException {
        return find(invocation, lake).orElseThrow(UseFlag::unspecified);
    }

    static UsageException unspecified() {
        return new UsageException("pool and branch are unspecified\n(specify with -use flag or \"zed use\" command)");
    }

    /// Returns the head that a text names: `pool`, `pool@branch`, `pool@commit`, or `@branch` of the current pool.
    static Head resolve(String text, Optional<Head> current, boolean client, Lake lake) throws UsageException {
        if (text.startsWith("@")) {
            return new Head(current.orElseThrow(() -> new UsageException("pool unspecified")).pool(), text.substring(1));
        }
        if (client && text.indexOf('@') < 0 && current.isPresent() && !isPool(text, lake)) {
            return new Head(current.get().pool(), text);
        }
        return Head.parse(text.endsWith("@") ? text.substring(0, text.length() - 1) : text);
    }

    private static boolean isPool(String name, Lake lake) {
        try {
            lake.pool(name);
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }
}
