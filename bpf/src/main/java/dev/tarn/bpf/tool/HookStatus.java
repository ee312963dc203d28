package dev.tarn.bpf.tool;

import java.util.List;
import java.util.Optional;

/// A part of a tool, and where it can get hold of the kernel for it.
///
/// @param role what the part does, as its programs are named
/// @param alternatives the ways to do it, the preferred one first
public record HookStatus(String role, List<Alternative> alternatives) {
    /// Copies the list.
    public HookStatus {
        alternatives = List.copyOf(alternatives);
    }

    private static final String OPTIONAL_PREFIX = "maybe_";
    private static final String CHOSEN = "chosen";

    /// Returns whether the tool does without the part where there is no hook for it, with less to show.
    public boolean optional() {
        return role.startsWith(OPTIONAL_PREFIX) || chosen();
    }

    /// Returns whether the part is for hooks that the user names.
    public boolean chosen() {
        return role.equals(CHOSEN);
    }

    /// A way to do a part: programs that are loaded together.
    ///
    /// @param programs the names of the programs
    /// @param hooks the hooks they need, such as `tp_btf/sys_exit`
    /// @param problem why this kernel does not have them; empty if it has
    public record Alternative(List<String> programs, List<String> hooks, Optional<String> problem) {
        /// Copies the lists.
        public Alternative {
            programs = List.copyOf(programs);
            hooks = List.copyOf(hooks);
        }
    }

    /// Returns the ways that this kernel offers, the preferred one first.
    public List<Alternative> available() {
        return alternatives.stream().filter(alternative -> alternative.problem().isEmpty()).toList();
    }
}
