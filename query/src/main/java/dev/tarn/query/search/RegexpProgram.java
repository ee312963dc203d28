package dev.tarn.query.search;

import dev.tarn.query.search.RegexpTree.Assertion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// A regular expression as a nondeterministic automaton: instructions that lead to others (Thompson's construction).
final class RegexpProgram {
    /// What an instruction does; the numbers are places of instructions.
    sealed interface Instruction {
        /// A character of a set leads on.
        record Consume(CharacterSet set, int next) implements Instruction {}

        /// What is true between two characters leads on.
        record Check(Assertion assertion, int next) implements Instruction {}

        /// Leads to either; the first is preferred.
        record Split(int next, int other) implements Instruction {}

        /// There is a match.
        record Match() implements Instruction {}
    }

    /// What is right before or behind a place in a text.
    enum Neighbour {
        NOTHING, NEWLINE, WORD, OTHER, NOT_KNOWN;

        static Neighbour of(int character) {
            return character == '\n' ? NEWLINE : CharacterSet.WORD.contains(character) ? WORD : OTHER;
        }
    }

    private static final int MAX_INSTRUCTIONS = 2_000;
    private static final int MAX_VISITS = 20_000;
    private static final int MATCH = 0;

    private final List<Instruction> instructions = new ArrayList<>(List.of(new Instruction.Match()));
    private int start;
    private boolean mayBeginLater;
    // What repeats the empty text makes work, but no instructions.
    private int visits;

    private RegexpProgram() {}

    /// Returns the automaton; empty if it would be large.
    static Optional<RegexpProgram> of(RegexpTree tree) {
        var program = new RegexpProgram();
        program.start = program.add(tree, MATCH);
        program.mayBeginLater = program.begun(Neighbour.NEWLINE).inOrder().length > 0;
        return program.isTooLarge() ? Optional.empty() : Optional.of(program);
    }

    private boolean isTooLarge() {
        return instructions.size() > MAX_INSTRUCTIONS || visits > MAX_VISITS;
    }

    private int add(Instruction instruction) {
        instructions.add(instruction);
        return instructions.size() - 1;
    }

    /// Adds what leads through a tree to `next`; returns where it begins.
    private int add(RegexpTree tree, int next) {
        visits++;
        if (isTooLarge()) {
            return next;
        }
        return switch (tree) {
            case RegexpTree.Characters(var set) -> add(new Instruction.Consume(set, next));
            case Assertion assertion -> add(new Instruction.Check(assertion, next));
            case RegexpTree.Sequence(var parts) -> {
                int to = next;
                for (int i = parts.size() - 1; i >= 0; i--) {
                    to = add(parts.get(i), to);
                }
                yield to;
            }
            case RegexpTree.Choice(var alternatives) -> {
                int other = add(alternatives.getLast(), next);
                for (int i = alternatives.size() - 2; i >= 0; i--) {
                    other = add(new Instruction.Split(add(alternatives.get(i), next), other));
                }
                yield other;
            }
            case RegexpTree.Repeat repeat -> addRepeated(repeat, next);
        };
    }

    private int addRepeated(RegexpTree.Repeat repeat, int next) {
        int to = next;
        if (repeat.max() == RegexpTree.UNLIMITED) {
            int loop = add(new Instruction.Match());
            instructions.set(loop, split(repeat, loop, next));
            to = loop;
        }
        for (int i = repeat.min(); i < repeat.max() && !isTooLarge(); i++) {
            to = add(split(repeat, to, next));
        }
        for (int i = 0; i < repeat.min() && !isTooLarge(); i++) {
            to = add(repeat.part(), to);
        }
        return to;
    }

    private Instruction split(RegexpTree.Repeat repeat, int behindPart, int next) {
        int part = add(repeat.part(), behindPart);
        return repeat.greedy() ? new Instruction.Split(part, next) : new Instruction.Split(next, part);
    }

    /// Returns the number of instructions.
    int size() {
        return instructions.size();
    }

    /// Returns all sets that the automaton has to tell apart.
    HashSet<CharacterSet> sets() {
        var sets = new HashSet<CharacterSet>();
        for (var instruction : instructions) {
            switch (instruction) {
                case Instruction.Consume(var set, _) -> sets.add(set);
                case Instruction.Check _ -> {
                    sets.add(CharacterSet.NEWLINE);
                    sets.add(CharacterSet.WORD);
                }
                case Instruction.Split _, Instruction.Match _ -> { }
            }
        }
        return sets;
    }

    /// Returns what waits at a place if the automaton begins there.
    Places begun(Neighbour before) {
        var places = new Places(before, Neighbour.NOT_KNOWN);
        places.reach(start);
        return places;
    }

    /// Returns whether there is any place behind the start of a text where the automaton can begin.
    boolean mayBeginLater() {
        return mayBeginLater;
    }

    /// Returns whether there is a match already.
    boolean isMatch(BitSet waiting) {
        return waiting.get(MATCH);
    }

    /// Returns whether anything waits for what is behind the place and not for a character alone.
    boolean hasChecks(BitSet waiting) {
        return waiting.stream().anyMatch(place -> instructions.get(place) instanceof Instruction.Check);
    }

    /// Returns what waits where it is known what is on both sides of the place.
    Places checked(int[] waiting, Neighbour before, Neighbour behind) {
        var places = new Places(before, behind);
        for (int place : waiting) {
            places.reach(place);
        }
        return places;
    }

    /// Returns what waits behind a character.
    ///
    /// @param begins whether the automaton begins there too, which is what is preferred least
    Places step(int[] waiting, int character, boolean begins) {
        var places = new Places(Neighbour.of(character), Neighbour.NOT_KNOWN);
        for (int place : waiting) {
            if (instructions.get(place) instanceof Instruction.Consume(var set, int next) && set.contains(character)) {
                places.reach(next);
            }
        }
        if (begins) {
            places.reach(start);
        }
        return places;
    }

    /// Returns where the match is in what waits in order; -1 if there is none.
    static int matchIn(int[] waiting) {
        for (int i = 0; i < waiting.length; i++) {
            if (waiting[i] == MATCH) {
                return i;
            }
        }
        return -1;
    }

    /// The instructions that are reached at a place in a text.
    final class Places {
        private final Neighbour before;
        private final Neighbour behind;
        private final BitSet reached = new BitSet();
        private final List<Integer> waiting = new ArrayList<>();
        private final ArrayDeque<Integer> open = new ArrayDeque<>();

        Places(Neighbour before, Neighbour behind) {
            this.before = before;
            this.behind = behind;
        }

        void reach(int first) {
            open.push(first);
            while (!open.isEmpty()) {
                int place = open.pop();
                if (!reached.get(place)) {
                    reached.set(place);
                    run(place);
                }
            }
        }

        private void run(int place) {
            switch (instructions.get(place)) {
                case Instruction.Split(int next, int other) -> {
                    open.push(other);
                    open.push(next);
                }
                case Instruction.Check(var assertion, int next) -> {
                    if (isUndecided(assertion)) {
                        waiting.add(place);
                    } else if (isTrue(assertion)) {
                        open.push(next);
                    }
                }
                case Instruction.Consume _, Instruction.Match _ -> waiting.add(place);
            }
        }

        /// Returns what waits, what is preferred first.
        int[] inOrder() {
            return waiting.stream().mapToInt(Integer::intValue).toArray();
        }

        /// Returns what waits, in no order.
        BitSet asSet() {
            var set = new BitSet();
            waiting.forEach(set::set);
            return set;
        }

        private boolean isUndecided(Assertion assertion) {
            return behind == Neighbour.NOT_KNOWN && assertion != Assertion.TEXT_START && assertion != Assertion.LINE_START;
        }

        private boolean isTrue(Assertion assertion) {
            return switch (assertion) {
                case TEXT_START -> before == Neighbour.NOTHING;
                case TEXT_END -> behind == Neighbour.NOTHING;
                case LINE_START -> before == Neighbour.NOTHING || before == Neighbour.NEWLINE;
                case LINE_END -> behind == Neighbour.NOTHING || behind == Neighbour.NEWLINE;
                case WORD_BOUNDARY -> (before == Neighbour.WORD) != (behind == Neighbour.WORD);
                case NO_WORD_BOUNDARY -> (before == Neighbour.WORD) == (behind == Neighbour.WORD);
            };
        }
    }
}
