package dev.tarn.query;

import dev.tarn.model.TarnException;
import dev.tarn.model.Value;
import dev.tarn.model.vector.Vector;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The answer of a running query: batches as they come. Closing it ends the query and frees everything it holds.
///
/// Used by one thread, but for [#cancel()] and [#statistics()], which any thread may call.
public interface Results extends AutoCloseable, Iterable<Value> {
    /// The channel of everything that is not put into another one by `debug` or `output`.
    String MAIN = "main";

    /// Values of one channel, in order.
    ///
    /// @param channel [#MAIN], `debug`, or a name given to `output`
    record Output(String channel, Vector values) {}

    /// How far a query is.
    ///
    /// @param bytesRead bytes of the input read, as far as the sources know
    /// @param bytesMatched bytes of the values that passed the filter at the source, as far as the sources know
    /// @param recordsRead values read
    /// @param recordsMatched values that passed the filter at the source
    record Statistics(long bytesRead, long bytesMatched, long recordsRead, long recordsMatched) {}

    /// Waits for the next batch; empty at the end.
    ///
    /// @throws TarnException if the query failed; everything that came before the failure was returned before
    /// @throws java.util.concurrent.CancellationException if the query was cancelled
    Optional<Output> next();

    /// Returns how far the query is.
    Statistics statistics();

    /// Ends the query soon; [#next()] then throws. May be called by any thread, more than once.
    void cancel();

    /// Ends the query and waits until it holds nothing any more.
    @Override
    void close();

    /// Returns the values of all channels one after another, as [#next()] gives them. Can be called once.
    @Override
    Iterator<Value> iterator();

    /// Returns the batches of all channels one after another, as [#next()] gives them. Can be called once.
    default Stream<Vector> batches() {
        return Stream.generate(this::next).takeWhile(Optional::isPresent).map(output -> output.orElseThrow().values());
    }

    /// Returns the values as Java records; see [RecordMapping]. Can be called once.
    ///
    /// @throws IllegalArgumentException if the record has a component that no value can become
    /// @throws dev.tarn.model.InputException from the stream, at a value that is not such a record
    default <T extends Record> Stream<T> as(Class<T> type) {
        RecordMapping<T> mapping = RecordMapping.to(type);
        return StreamSupport.stream(spliterator(), false).map(mapping::map);
    }
}
