package dev.tarn.server;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The media types of the formats, and which format a request asks for.
final class MediaTypes {
    /// The type of error bodies and of `/version`.
    static final String JSON = "application/json";

    private static final Map<String, String> FORMAT_OF_TYPE = new LinkedHashMap<>();

    static {
        FORMAT_OF_TYPE.put("application/vnd.apache.arrow.stream", "arrows");
        FORMAT_OF_TYPE.put("text/csv", "csv");
        FORMAT_OF_TYPE.put(JSON, "json");
        FORMAT_OF_TYPE.put("application/x-line", "line");
        FORMAT_OF_TYPE.put("application/x-ndjson", "ndjson");
        FORMAT_OF_TYPE.put("application/x-parquet", "parquet");
        FORMAT_OF_TYPE.put("text/tab-separated-values", "tsv");
        FORMAT_OF_TYPE.put("application/x-vng", "vng");
        FORMAT_OF_TYPE.put("application/x-zeek", "zeek");
        FORMAT_OF_TYPE.put("application/x-zjson", "zjson");
        FORMAT_OF_TYPE.put("application/x-zng", "zng");
        FORMAT_OF_TYPE.put("application/x-zson", "zson");
    }

    private MediaTypes() {}

    /// Returns the media type of a format.
    static String of(String format) {
        for (var entry : FORMAT_OF_TYPE.entrySet()) {
            if (entry.getValue().equals(format)) {
                return entry.getKey();
            }
        }
        return "application/octet-stream";
    }

    /// Returns the format that an `Accept` header asks for: the first of its entries that names one; weights are ignored.
    ///
    /// @param fallback the format of an empty header and of `*/*`
    /// @throws ApiException if no entry names a format
    static String accepted(Optional<String> header, String fallback) {
        if (header.isEmpty() || header.get().isBlank()) {
            return fallback;
        }
        for (String entry : header.get().split(",")) {
            String type = bare(entry);
            if (type.equals("*/*") || type.isEmpty()) {
                return fallback;
            }
            String format = FORMAT_OF_TYPE.get(type);
            if (format != null) {
                return format;
            }
        }
        throw ApiException.invalid("could not find supported MIME type in Accept header");
    }

    /// Returns the format that a `Content-Type` header names.
    ///
    /// @param fallback the format of an empty header, of `*/*`, and of what curl sends when it is not told
    /// @throws ApiException if it names an unknown one
    static String ofBody(Optional<String> header, String fallback) {
        String type = header.map(MediaTypes::bare).orElse("");
        if (type.isEmpty() || type.equals("*/*") || type.equals("application/x-www-form-urlencoded")) {
            return fallback;
        }
        String format = FORMAT_OF_TYPE.get(type);
        if (format == null) {
            throw ApiException.invalid("unsupported MIME type: " + type);
        }
        return format;
    }

    private static String bare(String entry) {
        int end = entry.indexOf(';');
        return (end < 0 ? entry : entry.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }
}
