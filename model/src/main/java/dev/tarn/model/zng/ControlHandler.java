package dev.tarn.model.zng;

/// Takes the control messages of a ZNG stream, in their place between the values.
@FunctionalInterface
public interface ControlHandler {
    /// Ignores all messages.
    ControlHandler NONE = (_, _) -> {};

    /// Takes a message. Called by whoever asks the scan for its next piece, before that piece is returned; values that came
    /// before the message in the stream were returned before. Must not use the scan.
    ///
    /// @param format one of the `CONTROL_` constants of [ZngFormat], or an unknown number
    /// @param message the message
    void handle(int format, byte[] message);
}
