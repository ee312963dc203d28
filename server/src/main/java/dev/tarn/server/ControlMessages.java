package dev.tarn.server;

import dev.tarn.query.Results.Statistics;

/// The control messages between the values of an answer, in the shapes that clients of the reference read.
interface ControlMessages {
    /// Says that the values that follow belong to a channel.
    String channelSet(String channel);

    /// Says that no more values of a channel follow.
    String channelEnd(String channel);

    /// Says how far the query is.
    String statistics(Statistics statistics);

    /// Says that the query failed.
    String error(String message);
}
