package dev.tarn.lake.remote;

import dev.tarn.model.InputException;
import dev.tarn.model.Scan;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.Value;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zng.ZngFormat;
import dev.tarn.model.zng.ZngReadOptions;
import dev.tarn.model.zng.ZngSource;
import dev.tarn.model.zson.Zson;
import dev.tarn.query.Results;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The answer of a query that a service runs: ZNG with control messages that name channels and tell how far it is.
final class RemoteResults implements Results {
    private final String service;
    private final InputStream body;
    private final Scan scan;
    private final ArrayDeque<Output> ready = new ArrayDeque<>();
    private String channel = MAIN;
    private Optional<String> failure = Optional.empty();
    private volatile Statistics statistics = new Statistics(0, 0, 0, 0);
    private volatile boolean cancelled;

    /// Creates the results.
    ///
    /// @param body the body of the service's answer
    /// @param service the address of the service, for messages
    RemoteResults(InputStream body, String service) {
        this.service = service;
        this.body = body;
        this.scan = ZngSource.of(body, ZngReadOptions.DEFAULT.withControl(this::control)).open(ScanRequest.EVERYTHING);
    }

    private void control(int format, byte[] message) {
        if (format != ZngFormat.CONTROL_ZSON) {
            return;
        }
        Value value = Zson.parse(new String(message, StandardCharsets.UTF_8).strip());
        value.field("channel").ifPresent(name -> channel = name.asString());
        value.field("error").ifPresent(error -> failure = Optional.of(error.asString()));
        value.field("Progress").ifPresent(progress -> statistics = new Statistics(
                count(progress, "bytes_read"),
                count(progress, "bytes_matched"),
                count(progress, "records_read"),
                count(progress, "records_matched")));
    }

    private static long count(Value progress, String name) {
        return progress.field(name).map(Value::asLong).orElse(0L);
    }

    @Override
    public Optional<Output> next() {
        while (ready.isEmpty()) {
            Optional<Scan.Morsel> piece;
            try {
                piece = scan.next();
            } catch (UncheckedIOException e) {
                throw cancelled ? new CancellationException("the query was cancelled") : broken(e);
            }
            failure.ifPresent(message -> {
                throw new InputException(message);
            });
            if (piece.isEmpty()) {
                return Optional.empty();
            }
            for (Vector values : piece.get().decode()) {
                ready.add(new Output(channel, values));
            }
        }
        return Optional.of(ready.remove());
    }

    private ServiceException broken(UncheckedIOException e) {
        return new ServiceException(service + ": the answer broke off: " + e.getCause().getMessage(), e);
    }

    @Override
    public Statistics statistics() {
        return statistics;
    }

    @Override
    public void cancel() {
        cancelled = true;
        close();
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Iterator<Value> iterator() {
        return Stream.generate(this::next)
                .takeWhile(Optional::isPresent)
                .map(output -> output.get().values())
                .flatMap(values -> IntStream.range(0, values.length()).mapToObj(row -> Value.of(values, row)))
                .iterator();
    }
}
