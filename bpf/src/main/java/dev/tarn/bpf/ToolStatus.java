package dev.tarn.bpf;

import dev.tarn.bpf.tool.HookStatus;
import java.util.List;
import java.util.Optional;

/// A tool, and whether the running kernel has the hooks for it.
///
/// @param tool the tool
/// @param hooks its parts with their alternatives
public record ToolStatus(Tool tool, List<HookStatus> hooks) {
    /// Copies the list.
    public ToolStatus {
        hooks = List.copyOf(hooks);
    }

    /// Returns why the tool cannot run here: the first part without a hook, and what each of its alternatives lacks. Empty if every
    /// part has one.
    public Optional<String> problem() {
        return hooks.stream().filter(hook -> hook.available().isEmpty() && !hook.optional()).findFirst().map(hook -> hook.role() + ": "
                + String.join("; ", hook.alternatives().stream().map(way -> way.problem().orElseThrow()).toList()));
    }
}
