package dev.tarn.model.zng;

import dev.tarn.model.LimitException;
import java.util.Objects;

/// How a ZNG stream is read.
///
/// @param maxFrameBytes how many bytes a frame may have, decompressed; more is a [LimitException]
/// @param validate whether every value is checked against its type when it is decoded, instead of when it is used
/// @param control takes the control messages
public record ZngReadOptions(int maxFrameBytes, boolean validate, ControlHandler control) {
    /// Frames of up to 1 GiB, values checked when they are used, control messages ignored.
    public static final ZngReadOptions DEFAULT =
            new ZngReadOptions(ZngFormat.DEFAULT_MAX_FRAME_BYTES, false, ControlHandler.NONE);

    /// Checks that the values make sense.
    public ZngReadOptions {
        Objects.requireNonNull(control, "control");
        if (maxFrameBytes <= 0) {
            throw new IllegalArgumentException("maxFrameBytes is not positive: " + maxFrameBytes);
        }
    }

    /// Returns these options with another limit for frames.
    public ZngReadOptions withMaxFrameBytes(int newMaxFrameBytes) {
        return new ZngReadOptions(newMaxFrameBytes, validate, control);
    }

    /// Returns these options with or without validation.
    public ZngReadOptions withValidate(boolean newValidate) {
        return new ZngReadOptions(maxFrameBytes, newValidate, control);
    }

    /// Returns these options with somebody to take the control messages.
    public ZngReadOptions withControl(ControlHandler newControl) {
        return new ZngReadOptions(maxFrameBytes, validate, newControl);
    }
}
