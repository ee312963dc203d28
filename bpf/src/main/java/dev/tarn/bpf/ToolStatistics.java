package dev.tarn.bpf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a tool has done since it was attached.
///
/// @param tool the tool's name
/// @param events how many events came out of its ring and its interval maps
/// @param bytes how many bytes they had
/// @param pendingBytes how many bytes waited in the ring at most, in the last ten to twenty seconds
/// @param ringBytes how many bytes the ring holds; 0 if the tool has none
/// @param repairedTexts how many texts were no valid UTF-8 and had bytes replaced
/// @param causes the causes for which the tool would count losses
/// @param losses what was lost so far, where it is not 0
public record ToolStatistics(String tool, long events, long bytes, long pendingBytes, long ringBytes, long repairedTexts,
        List<String> causes, List<Loss> losses) {
    /// Copies the lists.
    public ToolStatistics {
        causes = List.copyOf(causes);
        losses = List.copyOf(losses);
    }

    /// Returns the figures of a tool that has done nothing yet.
    static ToolStatistics none(String tool) {
        return new ToolStatistics(tool, 0, 0, 0, 0, 0, List.of(), List.of());
    }

    /// Returns how many events were lost, of every cause.
    public long lost() {
        return losses.stream().mapToLong(Loss::count).sum();
    }

    /// Returns how many events were lost for each cause, on all CPUs, and 0 for causes that did not occur.
    public Map<String, Long> lostByCause() {
        var lost = new LinkedHashMap<String, Long>();
        causes.forEach(cause -> lost.put(cause, 0L));
        losses.forEach(loss -> lost.merge(loss.cause(), loss.count(), Long::sum));
        return lost;
    }
}
