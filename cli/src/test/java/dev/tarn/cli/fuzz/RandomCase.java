package dev.tarn.cli.fuzz;

/// A random query and the values that it asks.
///
/// @param query the query
/// @param values its input, in ZSON
/// @param other what the other file holds, in ZSON
/// @param ordered whether the answer has an order
record RandomCase(String query, String values, String other, boolean ordered) {
    /// How many cases of a hundred have values and expressions whose types are known; the others have any.
    private static final int TYPED = Integer.getInteger("tarn.fuzz.typed", 60);

    /// Returns the case that some decisions lead to.
    static RandomCase of(Choice choice) {
        return choice.below(100) < TYPED ? typed(choice) : untyped(choice);
    }

    private static RandomCase untyped(Choice choice) {
        var types = new RandomTypes(choice);
        var input = new RandomValues(choice, types);
        String values = input.values();
        String other = input.values();
        var queries = new RandomQueries(choice, types);
        String query = queries.query();
        return new RandomCase(query, values, other, queries.ordered());
    }

    private static RandomCase typed(Choice choice) {
        var values = new TypedValues(choice);
        var row = values.record(1, choice.oneIn(30) ? 70 : 7, 2);
        var other = values.changed(row);
        var pipelines = new TypedPipelines(choice, values, row, other);
        String query = pipelines.query();
        return new RandomCase(query, values.rows(row), values.rows(other), pipelines.ordered());
    }
}
