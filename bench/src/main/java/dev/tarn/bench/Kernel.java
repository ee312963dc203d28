package dev.tarn.bench;

import dev.tarn.model.vector.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A query that exercises one family of kernels, and the loop that somebody would write by hand for just this.
///
/// The loop gets the same columns and gives the same columns, in the same order.
///
/// `COUNT` and `OVER` have no loop over rows on either side: by hand a length is added, or a reference copied, for each batch. They say what
/// an operator costs for a batch of any length. `COUNT_WHERE` and `OVER_AND_SUM` have rows to loop over.
enum Kernel {
    ADD_INTEGERS("a,b", "yield a+b", each(NumbersByHand::add)),
    ADD_NULLABLE("a,n", "yield a+n", each(NumbersByHand::addNullable)),
    ADD_CONSTANT("a,c", "yield a+c", each(NumbersByHand::addConstant)),
    ADD_SELECTED("a,b", "a<500000 | yield a+b", each(NumbersByHand::addSelected)),
    MULTIPLY_FLOATS("x,y", "yield x*y", each(NumbersByHand::multiply)),
    DIVIDE_INTEGERS("a,r", "yield a/(r+1)", each(NumbersByHand::divide)),
    NEGATE("x", "yield -x", each(NumbersByHand::negate)),
    COMPARE_INTEGERS("a,b", "yield a<b", each(NumbersByHand::less)),
    COMPARE_NULLABLE("a,n", "yield n<a", each(NumbersByHand::lessNullable)),
    COMPARE_FLOATS("x", "yield x>=500.", each(NumbersByHand::atLeast)),
    ROUND("x", "yield floor(x)", each(NumbersByHand::floor)),
    BUCKET("ts", "yield bucket(ts, 1m)", each(NumbersByHand::minutes)),
    CAST_TO_INTEGER("x", "yield int64(x)", each(NumbersByHand::toInteger)),
    CAST_TO_FLOAT("a", "yield float64(a)", each(NumbersByHand::toFloat)),
    AND("a,x", "yield a<500000 and x<500.", each(NumbersByHand::both)),
    NOT("a,b", "yield !(a<b)", each(NumbersByHand::notLess)),
    CONDITIONAL("a,b", "yield a<b ? a : b", each(NumbersByHand::lesser)),
    COALESCE("a,n", "yield coalesce(n, a)", each(NumbersByHand::coalesce)),

    EQUAL_STRING("s", "yield s==\"name42\"", each(StringsByHand::equal)),
    EQUAL_DICTIONARY("d", "yield d==\"name42\"", each(StringsByHand::equalDictionary)),
    COMPARE_STRINGS("s,t", "yield s<t", each(StringsByHand::less)),
    LENGTH("t", "yield len(t)", each(StringsByHand::length)),
    UPPER("t", "yield upper(t)", each(StringsByHand::upper)),
    CONCATENATE("s,t", "yield s+t", each(StringsByHand::concatenate)),
    CONTAINS("t", "yield grep(\"tarn\", t)", each(StringsByHand::contains)),
    MATCH("t", "yield t ~ /e[a-m]+s/", each(StringsByHand::match)),
    FORMAT_TIME("ts", "yield strftime(\"%Y-%m-%d %H:%M:%S\", ts)", each(StringsByHand::formatTime)),
    CAST_STRING_TO_INTEGER("u", "yield int64(u)", each(StringsByHand::toInteger)),
    CAST_INTEGER_TO_STRING("a", "yield string(a)", each(StringsByHand::ofInteger)),

    FILTER("a", "a<500000", each(RecordsByHand::filter)),
    FILTER_AND("a,x", "a<500000 and x<500.", each(RecordsByHand::filterBoth)),
    CUT("a,b,t", "cut t,z:=a+b", each(RecordsByHand::cut)),
    PUT("a,b,t", "put z:=a+b", each(RecordsByHand::put)),
    CAST_TO_RECORD("a,t", "yield cast(this, <{a:float64,t:string}>)", each(RecordsByHand::castRecords)),
    OVER("l", "over l", each(RecordsByHand::elements)),
    OVER_AND_SUM("l", "over l | sum(this)", RecordsByHand::sumOfElements),
    OVER_EACH("l", "over l => (sum(this))", each(RecordsByHand::sumsOfElements)),
    JOIN("k,x", "fork (=> pass => cut k,w:=k) | inner join on k=k w", RecordsByHand::join),
    UNIQ("r", "uniq", RecordsByHand::uniq),

    COUNT("a", "count()", AggregatesByHand::count),
    COUNT_WHERE("a", "count() where a<500000", AggregatesByHand::countWhere),
    SUM("a", "sum(a)", AggregatesByHand::sum),
    SUM_NULLABLE("n", "sum(n)", AggregatesByHand::sumNullable),
    MIN("x", "min(x)", AggregatesByHand::min),
    AVERAGE("x", "avg(x)", AggregatesByHand::average),
    DISTINCT("a", "dcount(a)", AggregatesByHand::distinct),
    MEDIAN("x", "quantile(x, 0.5)", AggregatesByHand::median),
    COUNT_BY_INTEGER("k", "count() by k", AggregatesByHand::countByInteger),
    SUM_BY_INTEGER("k,a", "sum(a) by k", AggregatesByHand::sumByInteger),
    COUNT_BY_STRING("s", "count() by s", AggregatesByHand::countByString),
    COUNT_BY_DICTIONARY("d", "count() by d", AggregatesByHand::countByDictionary),
    COUNT_BY_TWO("k,s", "count() by k,s", AggregatesByHand::countByTwo),

    SORT_INTEGERS("a,x", "sort a", SortsByHand::byInteger),
    SORT_FLOATS("a,x", "sort -r x", SortsByHand::byFloatDescending),
    SORT_STRINGS("t,x", "sort t", SortsByHand::byString),
    SORT_TWO("k,x", "sort k,x", SortsByHand::byTwo),
    TOP("a,x", "sort a | head 10", SortsByHand::top);

    final String fields;
    final String query;
    private final Function<Columns, List<Vector>> byHand;

    Kernel(String fields, String query, Function<Columns, List<Vector>> byHand) {
        this.fields = fields;
        this.query = query;
        this.byHand = byHand;
    }

    /// Returns whether there are rows to loop over, and not only batches to hand on.
    boolean hasLoop() {
        return this != COUNT && this != OVER;
    }

    /// Computes by a hand-written loop what the query computes.
    List<Vector> byHand(Columns columns) {
        return byHand.apply(columns);
    }

    private static Function<Columns, List<Vector>> each(Function<Columns.Piece, Vector> loop) {
        return columns -> {
            var out = new ArrayList<Vector>(columns.pieces.size());
            for (var piece : columns.pieces) {
                out.add(loop.apply(piece));
            }
            return out;
        };
    }
}
