package dev.tarn.server.metrics;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Writes figures in the text format that Prometheus reads.
///
///     Text   := Family*
///     Family := "# HELP " name " " text LF "# TYPE " name " " kind LF Sample*
///     Sample := name ["{" label "=" quoted ("," label "=" quoted)* "}"] " " number LF
///
/// Units are the base ones, seconds and bytes; what only grows ends in `_total`. Used by one thread.
public final class Exposition {
    /// The content type of the text.
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

    private final StringBuilder text = new StringBuilder();
    private final Set<String> names = new HashSet<>();

    /// Begins figures that only grow.
    ///
    /// @param name ends in `_total`
    public Family counter(String name, String help) {
        if (!name.endsWith("_total")) {
            throw new IllegalArgumentException("the name of a counter ends in _total: " + name);
        }
        return family(name, "counter", help);
    }

    /// Begins figures that grow and shrink.
    public Family gauge(String name, String help) {
        return family(name, "gauge", help);
    }

    /// Begins pairs of a count and a sum.
    public Family summary(String name, String help) {
        return family(name, "summary", help);
    }

    /// Begins distributions.
    public Family histogram(String name, String help) {
        return family(name, "histogram", help);
    }

    private Family family(String name, String kind, String help) {
        if (!NAME.matcher(name).matches() || !names.add(name)) {
            throw new IllegalArgumentException("not a name, or used twice: " + name);
        }
        text.append("# HELP ").append(name).append(' ').append(help.replace("\\", "\\\\").replace("\n", "\\n")).append('\n')
                .append("# TYPE ").append(name).append(' ').append(kind).append('\n');
        return new Family(name);
    }

    /// Figures of one name, told apart by their labels.
    public final class Family {
        private final String name;

        private Family(String name) {
            this.name = name;
        }

        /// Writes a figure.
        ///
        /// @param labels names and values in turn
        public Family value(double value, String... labels) {
            return sample("", value, labels);
        }

        /// Writes how often something happened and what its values add up to.
        ///
        /// @param labels names and values in turn
        public Family sum(long count, double sum, String... labels) {
            return sample("_sum", sum, labels).sample("_count", count, labels);
        }

        /// Writes a distribution.
        ///
        /// @param counts how many values are at most each bound, for bounds in ascending order
        /// @param count how many there are in all
        /// @param sum what they add up to
        /// @param labels names and values in turn
        public Family distribution(Map<Double, Long> counts, long count, double sum, String... labels) {
            var bounded = Arrays.copyOf(labels, labels.length + 2);
            bounded[labels.length] = "le";
            counts.forEach((bound, below) -> {
                bounded[labels.length + 1] = number(bound);
                sample("_bucket", below, bounded);
            });
            bounded[labels.length + 1] = "+Inf";
            return sample("_bucket", count, bounded).sum(count, sum, labels);
        }

        private Family sample(String suffix, double value, String... labels) {
            text.append(name).append(suffix);
            for (int i = 0; i < labels.length; i += 2) {
                text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"").append(escaped(labels[i + 1])).append('"');
            }
            text.append(labels.length == 0 ? " " : "} ").append(number(value)).append('\n');
            return this;
        }
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        // Counts read better without a fraction; doubles hold them exactly up to 2^53.
        return value == Math.rint(value) && Math.abs(value) < 1L << 53 ? Long.toString((long) value) : Double.toString(value);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
