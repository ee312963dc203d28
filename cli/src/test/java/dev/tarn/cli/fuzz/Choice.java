package dev.tarn.cli.fuzz;

import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import java.util.function.Supplier;

/// Random decisions: the same ones for the same seed.
final class Choice {
    private final Random random;

    Choice(long seed) {
        this.random = new Random(seed);
    }

    /// Returns a number from 0 to a bound, exclusive.
    int below(int bound) {
        return random.nextInt(bound);
    }

    /// Returns true once in so many times.
    boolean oneIn(int count) {
        return random.nextInt(count) == 0;
    }

    String of(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    String of(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /// Returns what one of the makers makes.
    @SafeVarargs
    final String by(Supplier<String>... makers) {
        return makers[random.nextInt(makers.length)].get();
    }

    /// Returns from `least` to `most` texts with commas between.
    String list(int least, int most, Supplier<String> maker) {
        var texts = new StringJoiner(",");
        for (int count = least + below(most - least + 1); count > 0; count--) {
            texts.add(maker.get());
        }
        return texts.toString();
    }
}
