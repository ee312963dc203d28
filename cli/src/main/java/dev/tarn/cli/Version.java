package dev.tarn.cli;

import java.util.Optional;

/// The version that this build calls itself.
final class Version {
    private Version() {
    }

    static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion()).orElse("unpackaged");
    }
}
