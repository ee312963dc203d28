package dev.tarn.cli.flag;

/// One option of a command: its name, what it means, and the value it has for this command line.
///
/// Made by the methods of [FlagSet], which also sets its value. For one thread.
public final class Flag<T> {

    /// Turns the text of a value into the value.
    ///
    /// @param <T> the type of the value
    interface Reader<T> {
        /// Returns the value that `text` stands for, given the value that the flag had `before`.
        ///
        /// @throws InvalidValue if `text` stands for none
        T read(String text, T before) throws InvalidValue;
    }

    /// Says why a text is no value of a flag; [FlagSet] adds the text and the flag's name.
    static final class InvalidValue extends Exception {
        InvalidValue(String reason) {
            super(reason, null, false, false);
        }
    }

    private final String name;
    private final String description;
    private final String defaultText;
    private final boolean isSwitch;
    private final boolean hidden;
    private final Reader<T> reader;
    private T value;
    private boolean given;

    Flag(String name, T value, String defaultText, String description, Reader<T> reader, boolean isSwitch, boolean hidden) {
        this.name = name;
        this.value = value;
        this.defaultText = defaultText;
        this.description = description;
        this.reader = reader;
        this.isSwitch = isSwitch;
        this.hidden = hidden;
    }

    /// Returns the value given on the command line, or else the default.
    public T value() {
        return value;
    }

    /// Tells whether the command line gave a value.
    public boolean given() {
        return given;
    }

    /// Returns the name, without dashes.
    public String name() {
        return name;
    }

    String description() {
        return description;
    }

    /// The default as help shows it; empty if there is none to show.
    String defaultText() {
        return defaultText;
    }

    /// Tells whether the flag stands alone, with its value only after `=`.
    boolean isSwitch() {
        return isSwitch;
    }

    /// Tells whether only `-hidden` shows the flag.
    boolean hidden() {
        return hidden;
    }

    void set(String text) throws FlagException {
        try {
            value = reader.read(text, value);
        } catch (InvalidValue e) {
            throw new FlagException(isSwitch
                ? "invalid boolean value \"" + text + "\" for -" + name + ": " + e.getMessage()
                : "invalid value \"" + text + "\" for flag -" + name + ": " + e.getMessage());
        }
        given = true;
    }
}
