package dev.tarn.query.search;

import dev.tarn.query.search.RegexpProgram.Neighbour;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A regular expression as a deterministic automaton whose states are made when a text first leads to them: one look into a table for each
/// character, whatever the expression. It says whether there is a match, not where.
///
/// The states are sets of instructions of a [RegexpProgram], as Cox describes in "Regular Expression Matching in the Wild" (2010) and RE2
/// does it; here the columns of the table are classes of characters and not of bytes, so that UTF-8 is checked as it is read. When the table
/// is full it begins anew; an expression that soon fills it is slow in it and left to others ([Answer#UNKNOWN]).
///
/// For one thread at a time.
final class LazyAutomaton {
    /// What is found.
    enum Answer { MATCH, NO_MATCH, UNKNOWN }

    private static final int UNKNOWN = 0;
    private static final int NO_MATCH = -1;
    private static final int MATCH = -2;
    private static final int HOME = -3;

    private static final int FIRST_STATES = 16;
    // Of all states together, a cell being four bytes; and what a state takes besides its row and its bits.
    private static final int MAX_CELLS = 1 << 17;
    private static final int CELLS_PER_STATE = 40;
    // A state that is made should serve so many bytes, on the average, before the table is full.
    private static final int BYTES_PER_STATE = 10;

    /// Where the automaton is in a text.
    ///
    /// @param before is always [Neighbour#OTHER] if nothing depends on it
    private record State(BitSet waiting, Neighbour before) {}

    private final RegexpProgram program;
    private final Alphabet alphabet;
    // A state's number is where its row begins. Behind the classes of characters a row has a place for the end of the text, and one for the
    // bytes of longer characters, which stays unknown.
    private final int width;
    private final byte[] columns = new byte[256];
    private final int maxStates;
    private final Map<State, Integer> numbers = new HashMap<>();
    private final List<State> states = new ArrayList<>();
    private int[] table;
    private int first;
    // The state behind a character that begins nothing, and the bytes that are known not to leave it.
    private int home;
    private final boolean[] stays = new boolean[256];
    private int flushes;
    private long bytesSinceFlush;
    private boolean isSlow;

    private LazyAutomaton(RegexpProgram program, Alphabet alphabet) {
        this.program = program;
        this.alphabet = alphabet;
        width = alphabet.size() + 2;
        Arrays.fill(columns, (byte) (width - 1));
        System.arraycopy(alphabet.ascii(), 0, columns, 0, alphabet.ascii().length);
        maxStates = MAX_CELLS / (width + program.size() / Integer.SIZE + CELLS_PER_STATE);
        table = new int[FIRST_STATES * width];
        begin();
    }

    /// Makes the automaton of an expression; empty if it would be large.
    static Optional<LazyAutomaton> of(RegexpTree tree) {
        return RegexpProgram.of(tree).flatMap(program -> Alphabet.of(program.sets()).map(alphabet -> new LazyAutomaton(program, alphabet)));
    }

    /// Returns whether there is a match in a text; unknown if it is no UTF-8 up to the end of the first match, or if there are faster ways.
    Answer find(byte[] text, int offset, int length) {
        if (isSlow) {
            return Answer.UNKNOWN;
        }
        bytesSinceFlush += length;
        int end = offset + length;
        int state = first;
        int at = offset;
        while (at < end && state > 0) {
            at = state == home ? passHome(text, at, end) : at;
            byte[] columns = this.columns;
            int[] table = this.table;
            int to = HOME;
            while (at < end && (to = table[state + columns[text[at] & 0xff]]) > 0) {
                state = to;
                at++;
            }
            if (at == end) {
                break;
            }
            if (to == UNKNOWN) {
                int character = text[at] >= 0 ? text[at] : decode(text, at, end);
                if (character < 0) {
                    return Answer.UNKNOWN;
                }
                at += Regexps.utf8Length(character);
                to = next(state, alphabet.classOf(character));
            } else {
                at++;
            }
            state = to == HOME ? home : to;
        }
        return state > 0 ? answer(next(state, alphabet.size())) : answer(state);
    }

    private static Answer answer(int state) {
        return switch (state) {
            case MATCH -> Answer.MATCH;
            case NO_MATCH -> Answer.NO_MATCH;
            default -> Answer.UNKNOWN;
        };
    }

    /// Returns the first place at or behind `from` whose byte may leave the state.
    private int passHome(byte[] text, int from, int end) {
        boolean[] stays = this.stays;
        int at = from;
        while (at < end && stays[text[at] & 0xff]) {
            at++;
        }
        return at;
    }

    /// Returns the character of several bytes that begins at a place; negative if there is none.
    private static int decode(byte[] text, int at, int end) {
        int lead = text[at] & 0xff;
        int length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
        if (length == 0 || at + length > end) {
            return -1;
        }
        int character = lead & 0xff >> length + 1;
        for (int i = at + 1; i < at + length; i++) {
            if ((text[i] & 0xc0) != 0x80) {
                return -1;
            }
            character = character << 6 | text[i] & 0x3f;
        }
        boolean isSurrogate = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        return Regexps.utf8Length(character) == length && character <= Character.MAX_CODE_POINT && !isSurrogate ? character : -1;
    }

    /// Returns where a class of characters, or the end, leads from a state.
    private int next(int state, int column) {
        int known = table[state + column];
        return known != UNKNOWN ? known : step(state, column);
    }

    private int step(int number, int column) {
        var state = states.get(number / width - 1);
        boolean atEnd = column == alphabet.size();
        int character = atEnd ? 0 : alphabet.examples()[column];
        var waiting = program.hasChecks(state.waiting)
                ? program.checked(places(state.waiting), state.before, atEnd ? Neighbour.NOTHING : Neighbour.of(character)).asSet()
                : state.waiting;
        if (program.isMatch(waiting) || atEnd) {
            return table[number + column] = program.isMatch(waiting) ? MATCH : NO_MATCH;
        }
        int flushesBefore = flushes;
        int to = numberOf(program.step(places(waiting), character, true).asSet(), Neighbour.of(character));
        to = to == home && home > 0 ? HOME : to;
        if (isSlow) {
            return UNKNOWN;
        }
        if (flushes == flushesBefore) {
            table[number + column] = to;
            if (to == HOME && number == home) {
                stayHome(column);
            }
        }
        return to;
    }

    private static int[] places(BitSet waiting) {
        return waiting.stream().toArray();
    }

    private void stayHome(int column) {
        for (int b = 0; b < columns.length; b++) {
            stays[b] |= columns[b] == column;
        }
    }

    /// Returns the number of a state, a new one if it has none.
    private int numberOf(BitSet waiting, Neighbour before) {
        if (program.isMatch(waiting)) {
            return MATCH;
        }
        if (waiting.isEmpty() && !program.mayBeginLater()) {
            return NO_MATCH;
        }
        var state = new State(waiting, program.hasChecks(waiting) ? before : Neighbour.OTHER);
        var known = numbers.get(state);
        if (known != null) {
            return known;
        }
        if (states.size() == maxStates) {
            flush();
        }
        states.add(state);
        int number = states.size() * width;
        numbers.put(state, number);
        if (table.length < number + width) {
            table = Arrays.copyOf(table, 2 * table.length);
        }
        return number;
    }

    private void begin() {
        first = numberOf(program.begun(Neighbour.NOTHING).asSet(), Neighbour.NOTHING);
        home = numberOf(program.begun(Neighbour.OTHER).asSet(), Neighbour.OTHER);
    }

    private void flush() {
        isSlow = bytesSinceFlush < (long) BYTES_PER_STATE * states.size();
        bytesSinceFlush = 0;
        flushes++;
        numbers.clear();
        states.clear();
        Arrays.fill(table, UNKNOWN);
        Arrays.fill(stays, false);
        begin();
    }
}
