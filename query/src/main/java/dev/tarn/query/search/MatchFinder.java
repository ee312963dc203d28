package dev.tarn.query.search;

import dev.tarn.query.search.RegexpProgram.Neighbour;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds where a regular expression matches in texts of ASCII, by two automata whose states are made when they are first needed: one goes
/// forward to the end of the match, the other back from there to its start.
///
/// The match is the leftmost one, and of several that begin there the preferred one (as Perl's and Go's). So the states of the first automaton
/// are lists of instructions in the order of preference, which end where there is a match; those of the second, which looks for the
/// longest way back, need no order. It is how RE2 does it (Cox, "Regular Expression Matching in the Wild", 2010).
///
/// For one thread at a time.
public final class MatchFinder {
    private final Automaton forward;
    private final Automaton backward;
    private int start;
    private int end;

    private MatchFinder(Automaton forward, Automaton backward) {
        this.forward = forward;
        this.backward = backward;
    }

    /// Makes the finder of an expression; empty if it would be large, or if it repeats what may be empty: which of many ways is then
    /// preferred is not told by such automata.
    static Optional<MatchFinder> of(RegexpTree tree) {
        if (RegexpTree.repeatsEmpty(tree)) {
            return Optional.empty();
        }
        var forward = Automaton.of(tree, true);
        var backward = Automaton.of(RegexpTree.reversed(tree), false);
        return forward.isPresent() && backward.isPresent()
                ? Optional.of(new MatchFinder(forward.get(), backward.get()))
                : Optional.empty();
    }

    /// Returns whether there are too many states for the expression to be found this way, now and for ever.
    public boolean isTooLarge() {
        return forward.isFull || backward.isFull;
    }

    /// Finds the first match that begins at a place or behind it; [#start()] and [#end()] tell where. Says nothing once [#isTooLarge()].
    ///
    /// @param text ASCII only
    public boolean find(byte[] text, int from) {
        end = forward.lastMatch(text, from, text.length, 1);
        if (end < 0) {
            return false;
        }
        start = backward.lastMatch(text, end, from, -1);
        return true;
    }

    /// Returns where the match begins that was found last.
    public int start() {
        return start;
    }

    /// Returns where the match ends that was found last.
    public int end() {
        return end;
    }

    /// An automaton that reads a text in one direction.
    private static final class Automaton {
        private static final int UNKNOWN = -1;
        // No state: nothing can match any more.
        private static final int DEAD = 0;
        // A cell being four bytes.
        private static final int MAX_CELLS = 1 << 17;
        private static final int CELLS_PER_STATE = 40;

        private final RegexpProgram program;
        private final Alphabet alphabet;
        // Whether what is preferred is looked for, beginning anywhere, and not the longest from one place.
        private final boolean first;
        // A state's number is where its row begins. Behind the classes of characters a row has a place for the end of the text. A cell is twice
        // the number of the next state, and one more if there is a match before the character.
        private final int width;
        private final int maxStates;
        private final byte[] columns;
        private final Map<State, Integer> numbers = new HashMap<>();
        private final List<State> states = new ArrayList<>();
        private final int[] begun = new int[Neighbour.values().length];
        private int[] table;
        private boolean isFull;

        /// @param begins whether the automaton may still begin behind the place
        private record State(List<Integer> waiting, Neighbour before, boolean begins) {}

        private Automaton(RegexpProgram program, Alphabet alphabet, boolean first) {
            this.program = program;
            this.alphabet = alphabet;
            this.first = first;
            width = alphabet.size() + 1;
            maxStates = MAX_CELLS / (width + program.size() + CELLS_PER_STATE);
            columns = alphabet.ascii();
            table = new int[16 * width];
            Arrays.fill(table, UNKNOWN);
        }

        static Optional<Automaton> of(RegexpTree tree, boolean first) {
            return RegexpProgram.of(tree)
                    .flatMap(program -> Alphabet.of(program.sets()).map(alphabet -> new Automaton(program, alphabet, first)));
        }

        /// Reads from one place to another, in steps of 1 or -1; returns the last place where there is a match, -1 if there is none.
        int lastMatch(byte[] text, int from, int to, int step) {
            int ahead = step > 0 ? 0 : -1;
            int state = begun(neighbour(text, from - 1 - ahead));
            int last = -1;
            int at = from;
            for (; at != to && state != DEAD; at += step) {
                int column = columns[text[at + ahead]];
                int cell = table[state + column];
                if (cell == UNKNOWN) {
                    cell = fill(state, column);
                }
                if ((cell & 1) != 0) {
                    last = at;
                }
                state = cell >> 1;
            }
            if (state != DEAD) {
                int next = to + ahead;
                int column = next >= 0 && next < text.length ? columns[text[next]] : alphabet.size();
                int cell = table[state + column];
                if (((cell == UNKNOWN ? fill(state, column) : cell) & 1) != 0) {
                    last = to;
                }
            }
            return last;
        }

        private static Neighbour neighbour(byte[] text, int at) {
            return at >= 0 && at < text.length ? Neighbour.of(text[at]) : Neighbour.NOTHING;
        }

        private int begun(Neighbour before) {
            if (begun[before.ordinal()] == DEAD) {
                begun[before.ordinal()] = numberOf(program.begun(before).inOrder(), before, first);
            }
            return begun[before.ordinal()];
        }

        private int fill(int number, int column) {
            var state = states.get(number / width - 1);
            boolean atEnd = column == alphabet.size();
            int character = atEnd ? 0 : alphabet.examples()[column];
            int[] waiting = state.waiting().stream().mapToInt(Integer::intValue).toArray();
            waiting = program.checked(waiting, state.before(), atEnd ? Neighbour.NOTHING : Neighbour.of(character)).inOrder();
            int match = RegexpProgram.matchIn(waiting);
            boolean matches = match >= 0;
            if (first && matches) {
                // What is preferred less counts no more.
                waiting = Arrays.copyOf(waiting, match + 1);
            }
            int next = DEAD;
            if (!atEnd) {
                boolean begins = state.begins() && !matches;
                next = numberOf(program.step(waiting, character, begins).inOrder(), Neighbour.of(character), begins);
            }
            return table[number + column] = next << 1 | (matches ? 1 : 0);
        }

        private int numberOf(int[] waiting, Neighbour before, boolean begins) {
            if (waiting.length == 0 && !begins) {
                return DEAD;
            }
            var state = new State(Arrays.stream(waiting).boxed().toList(), before, begins);
            var known = numbers.get(state);
            if (known != null) {
                return known;
            }
            if (states.size() == maxStates) {
                isFull = true;
                return DEAD;
            }
            states.add(state);
            int number = states.size() * width;
            numbers.put(state, number);
            if (table.length < number + width) {
                int length = table.length;
                table = Arrays.copyOf(table, 2 * length);
                Arrays.fill(table, length, table.length, UNKNOWN);
            }
            return number;
        }
    }
}
