package dev.tarn.server;

import dev.tarn.model.Sink;
import dev.tarn.model.TarnException;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Results;
import java.io.IOException;
import java.io.OutputStream;

/// An answer of values alone, of all channels one after another.
final class PlainAnswer implements AnswerStream {
    private final Sink sink;
    private final OutputStream out;
    private boolean broken;

    PlainAnswer(Sink sink, OutputStream out) {
        this.sink = sink;
        this.out = out;
    }

    @Override
    public void write(String channel, Vector values) {
        sink.write(values);
    }

    @Override
    public void progress(Results.Statistics statistics) {
        // There is no place for it in this format.
    }

    @Override
    public void end(Results.Statistics statistics) {
        // The end of the values is the end.
    }

    @Override
    public void error(TarnException error) throws IOException {
        broken = true;
        throw new IOException("the query failed: " + error.getMessage(), error);
    }

    @Override
    public void close() throws IOException {
        if (!broken) {
            sink.close();
            out.close();
        }
    }
}
