package dev.tarn.server;

import dev.tarn.model.TarnException;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Results;
import java.io.IOException;

/// The answer of a query on its way to the client, with or without control messages between the values.
interface AnswerStream extends AutoCloseable {
    /// Sends values of a channel.
    void write(String channel, Vector values) throws IOException;

    /// Gives the chance to say how far the query is; sends nothing unless some time has passed.
    void progress(Results.Statistics statistics) throws IOException;

    /// Says that the query ended well.
    void end(Results.Statistics statistics) throws IOException;

    /// Says that the query failed on the way.
    ///
    /// @throws IOException if the format has no way to say it, so that the connection has to break
    void error(TarnException error) throws IOException;

    @Override
    void close() throws IOException;
}
