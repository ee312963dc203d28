package dev.tarn.server;

import dev.tarn.formats.Formats;
import dev.tarn.formats.InputOptions;
import dev.tarn.formats.json.JsonWriter;
import dev.tarn.lake.catalog.Id;
import dev.tarn.model.InputException;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.Sink;
import dev.tarn.model.Source;
import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Reads and writes the bodies of requests and answers in the formats that their headers name.
final class Bodies {
    private static final int BUFFER_BYTES = 1 << 16;

    /// JSON, a value a line: a format of the service's answers only.
    private static final String LINES = "ndjson";

    private final String defaultFormat;

    /// Creates it.
    ///
    /// @param defaultFormat the format of answers when the client names none
    Bodies(String defaultFormat) {
        this.defaultFormat = defaultFormat;
    }

    /// Returns the format that an answer is to have; asked for first, so that nothing is done if there is none.
    String answerFormat(Exchange exchange) {
        String format = exchange.acceptedFormat(defaultFormat);
        if (!format.equals(LINES) && !Formats.canWrite(format)) {
            throw ApiException.invalid("unknown format: " + format);
        }
        return format;
    }

    /// Returns the first value of a request's body; null if the body is empty.
    ///
    /// @throws InputException if the body is not in its format
    Value read(Exchange exchange) {
        var source = Formats.open(MediaTypes.ofBody(exchange.header("Content-Type"), "zson"), exchange.body());
        try (var scan = source.open(ScanRequest.EVERYTHING)) {
            for (var piece = scan.next(); piece.isPresent(); piece = scan.next()) {
                for (var batch : piece.get().decode()) {
                    if (batch.length() > 0) {
                        return Value.of(batch, 0);
                    }
                }
            }
        }
        return Value.ofNull(PrimitiveType.NULL);
    }

    /// Returns the values of a request's body.
    Source source(Exchange exchange) {
        String format = MediaTypes.ofBody(exchange.header("Content-Type"), "auto");
        return Formats.open(format, exchange.body(), InputOptions.DEFAULT.withSpool(true));
    }

    /// Returns the text of a field, an identifier given as bytes included; empty if it is missing or null.
    static String text(Value value, String field) {
        return value.field(field).filter(found -> !found.isNull()).map(Bodies::text).orElse("");
    }

    private static String text(Value value) {
        return switch (value.type().under()) {
            case PrimitiveType primitive when primitive == PrimitiveType.BYTES ->
                Id.of(value.asBytes()).toString();
            case PrimitiveType primitive when primitive == PrimitiveType.STRING ->
                value.asString();
            default -> throw ApiException.invalid("expected a string, found " + value);
        };
    }

    /// Returns the number of a field; 0 if it is missing or null.
    static long number(Value value, String field) {
        return value.field(field).filter(found -> !found.isNull()).map(found -> {
            if (found.type().under() instanceof PrimitiveType primitive && primitive.isInteger()) {
                return found.asLong();
            }
            throw ApiException.invalid(field + ": expected an integer, found " + found);
        }).orElse(0L);
    }

    /// Answers with a value.
    void answer(Exchange exchange, int status, String format, Value value) throws IOException {
        try (var out = exchange.stream(status, MediaTypes.of(format));
                var sink = Formats.writer(format.equals(LINES) ? "json" : format, out)) {
            sink.write(value.toVector());
        }
    }

    /// Begins the answer of a query.
    ///
    /// @param control whether control messages are wanted; formats that have none leave them out
    AnswerStream stream(Exchange exchange, String format, boolean control) {
        OutputStream out = new BufferedOutputStream(exchange.stream(200, MediaTypes.of(format)), BUFFER_BYTES);
        if (control && format.equals("zng")) {
            return ControlledAnswer.zng(out);
        }
        if (control && format.equals("zjson")) {
            return ControlledAnswer.zjson(out);
        }
        return new PlainAnswer(rows(format, out), out);
    }

    /// Many values in JSON are one document here, unlike in a command's output, where they are lines.
    private static Sink rows(String format, OutputStream out) {
        return switch (format) {
            case "json" -> JsonWriter.ofArray(out);
            case LINES -> JsonWriter.ofLines(out, 0);
            default -> Formats.writer(format, out);
        };
    }
}
