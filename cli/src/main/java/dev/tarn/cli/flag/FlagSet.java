package dev.tarn.cli.flag;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The flags that a command declares. Later declarations of a name replace earlier ones, so that a sub-command may give
/// a parent's flag a meaning of its own. For one thread.
public final class FlagSet {

    private static final Flag.Reader<String> TEXT = (text, before) -> text;

    // Sorted as help lists them: without regard to case, capitals first.
    private final Map<String, Flag<?>> flags = new TreeMap<>(FlagSet::compareNames);

    private static int compareNames(String a, String b) {
        int order = a.compareToIgnoreCase(b);
        return order != 0 ? order : a.compareTo(b);
    }

    /// Declares a flag that is on or off.
    public Flag<Boolean> toggle(String name, boolean value, String description) {
        return add(new Flag<>(name, value, Boolean.toString(value), description, FlagValues::readBoolean, true, false));
    }

    /// Declares a flag that is on or off and that help shows only with `-hidden`.
    public Flag<Boolean> hiddenToggle(String name, boolean value, String description) {
        return add(new Flag<>(name, value, Boolean.toString(value), description, FlagValues::readBoolean, true, true));
    }

    /// Declares a flag that takes any text.
    public Flag<String> text(String name, String value, String description) {
        return add(new Flag<>(name, value, value, description, TEXT, false, false));
    }

    /// Declares a flag that takes any text and that help shows only with `-hidden`.
    public Flag<String> hiddenText(String name, String value, String description) {
        return add(new Flag<>(name, value, value, description, TEXT, false, true));
    }

    /// Declares a flag that may be given many times and collects the texts in their order.
    public Flag<List<String>> texts(String name, String description) {
        return add(new Flag<>(name, List.of(), "", description, FlagValues::append, false, false));
    }

    /// Declares a flag that takes a single character.
    ///
    /// @param what what the character is, to begin an error message with
    public Flag<Character> character(String name, char value, String what, String description) {
        return add(new Flag<>(name, value, Character.toString(value), description,
            (text, before) -> FlagValues.readCharacter(text, what), false, false));
    }

    /// Declares a flag that takes an integer.
    public Flag<Integer> integer(String name, int value, String description) {
        return add(new Flag<>(name, value, Integer.toString(value), description, FlagValues::readInteger, false, false));
    }

    /// Declares a flag that takes an integer and that help shows only with `-hidden`.
    public Flag<Integer> hiddenInteger(String name, int value, String description) {
        return add(new Flag<>(name, value, Integer.toString(value), description, FlagValues::readInteger, false, true));
    }

    /// Declares a flag that takes a number of bytes with its unit, as `10MB` or `4GiB`.
    ///
    /// @param sizeBytes the default
    /// @param defaultText the default as help shows it
    public Flag<Long> size(String name, long sizeBytes, String defaultText, String description) {
        return add(new Flag<>(name, sizeBytes, defaultText, description, FlagValues::readSize, false, false));
    }

    /// Declares a flag that takes a number of bytes with its unit and that help shows only with `-hidden`.
    public Flag<Long> hiddenSize(String name, long sizeBytes, String defaultText, String description) {
        return add(new Flag<>(name, sizeBytes, defaultText, description, FlagValues::readSize, false, true));
    }

    /// Declares a flag that takes a duration, as `1h30m` or `500ms`.
    ///
    /// @param defaultText the default as help shows it
    public Flag<Duration> duration(String name, Duration value, String defaultText, String description) {
        return add(new Flag<>(name, value, defaultText, description, FlagValues::readDuration, false, false));
    }

    private <T> Flag<T> add(Flag<T> flag) {
        flags.put(flag.name(), flag);
        return flag;
    }

    /// Takes over the flags of `other`, whose values both sets then share.
    void addAll(FlagSet other) {
        flags.putAll(other.flags);
    }

    /// Returns the flags in the order in which help lists them.
    Collection<Flag<?>> all() {
        return Collections.unmodifiableCollection(flags.values());
    }

    /// Reads the flags that `arguments` begins with and returns what is left.
    ///
    /// @throws FlagException at the first flag that is unknown or whose value is not right
    public List<String> parse(List<String> arguments) throws FlagException {
        int i = 0;
        while (i < arguments.size()) {
            String argument = arguments.get(i);
            if (argument.length() < 2 || argument.charAt(0) != '-') {
                break;
            }
            i++;
            if (argument.equals("--")) {
                break;
            }
            i += parseOne(argument, arguments.subList(i, arguments.size()));
        }
        return new ArrayList<>(arguments.subList(i, arguments.size()));
    }

    /// Reads one flag and returns how many of the arguments that follow it took.
    private int parseOne(String argument, List<String> following) throws FlagException {
        String body = argument.substring(argument.startsWith("--") ? 2 : 1);
        if (body.isEmpty() || body.charAt(0) == '-' || body.charAt(0) == '=') {
            throw new FlagException("bad flag syntax: " + argument);
        }
        int equals = body.indexOf('=');
        String name = equals < 0 ? body : body.substring(0, equals);
        Flag<?> flag = flags.get(name);
        if (flag == null) {
            throw new FlagException("flag provided but not defined: -" + name);
        }
        if (equals >= 0) {
            flag.set(body.substring(equals + 1));
            return 0;
        }
        if (flag.isSwitch()) {
            flag.set("true");
            return 0;
        }
        if (following.isEmpty()) {
            throw new FlagException("flag needs an argument: -" + name);
        }
        flag.set(following.getFirst());
        return 1;
    }
}
