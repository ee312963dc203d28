package dev.tarn.bpf;

import java.util.List;

/// What a tool has done since it was attached.
///
/// @param tool the tool's name
/// @param events how many events came out of its ring and its interval maps
/// @param bytes how many bytes they had
/// @param pendingBytes how many bytes waited in the ring at the last look
/// @param repairedTexts how many texts were no valid UTF-8 and had bytes replaced
/// @param losses what was lost so far, where it is not 0
public record ToolStatistics(String tool, long events, long bytes, long pendingBytes, long repairedTexts, List<Loss> losses) {
    /// Copies the list.
    public ToolStatistics {
        losses = List.copyOf(losses);
    }

    /// Returns how many events were lost, of every cause.
    public long lost() {
        return losses.stream().mapToLong(Loss::count).sum();
    }
}
