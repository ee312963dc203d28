package dev.tarn.bpf.event;

import java.util.Optional;

/// Which container a cgroup belongs to.
@FunctionalInterface
public interface Containers {
    /// No containers.
    Containers NONE = _ -> Optional.empty();

    /// Returns the name of the container, or its id where it has none; empty for a cgroup of the host.
    ///
    /// @param cgroupId the cgroup's number in the second hierarchy
    Optional<String> name(long cgroupId);
}
