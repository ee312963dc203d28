package dev.tarn.query.run;

import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.aggregate.Accumulator;
import dev.tarn.query.aggregate.Parts;
import dev.tarn.query.aggregate.Places;

/// The groups that rows are of.
sealed interface RowGroups {
    /// Returns the groups of some of the rows.
    RowGroups select(int[] rows);

    /// Adds values to an aggregate.
    ///
    /// @param values a value for each row
    void add(Accumulator accumulator, Vector values, Places places);

    /// All rows are of the first group.
    record First() implements RowGroups {
        @Override
        public RowGroups select(int[] rows) {
            return this;
        }

        @Override
        public void add(Accumulator accumulator, Vector values, Places places) {
            switch (values) {
                case TypedVector typed -> accumulator.addAll(0, typed, places);
                case Mixed mixed -> {
                    int[][] rows = mixed.rowsOfParts();
                    for (int part = 0; part < rows.length; part++) {
                        accumulator.addAll(0, mixed.parts().get(part), places.select(rows[part]));
                    }
                }
            }
        }
    }

    /// Each row is of any group.
    record Each(int[] groups) implements RowGroups {
        @Override
        public RowGroups select(int[] rows) {
            return new Each(Parts.gather(groups, rows));
        }

        @Override
        public void add(Accumulator accumulator, Vector values, Places places) {
            Parts.forEach(groups, values, places, accumulator::add);
        }
    }

    /// The rows of a group follow each other.
    ///
    /// @param groups the group of each run of rows
    /// @param starts the first row of each run, and behind the last the number of rows
    record Runs(int[] groups, int[] starts) implements RowGroups {
        private Each each() {
            return new Each(Parts.ofRuns(groups, starts));
        }

        @Override
        public RowGroups select(int[] rows) {
            return each().select(rows);
        }

        @Override
        public void add(Accumulator accumulator, Vector values, Places places) {
            switch (values) {
                case TypedVector typed -> accumulator.addRuns(groups, starts, typed, places);
                case Mixed mixed -> each().add(accumulator, mixed, places);
            }
        }
    }
}
