package dev.tarn.query.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tarn.query.Catalog;
import dev.tarn.query.Query;
import dev.tarn.query.QueryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnalyzerTest {
    private static QueryException problems(String query) {
        return assertThrows(QueryException.class, () -> Query.compile(query, new Catalog() {}));
    }

    @Test
    void allProblemsAreReportedInTheOrderOfTheirPlaces() {
        assertEquals("""
                no such function at line 1, column 5:
                put lowr(a)
                    ~~~~~~~
                expected the name of a function such as 'lower' or 'floor', found 'lowr'
                too few arguments at line 2, column 10:
                | sort a,bucket(b)
                         ~~~~~~~~~
                expected 2 arguments
                no such type name: "strng" at line 3, column 9:
                | yield <{a:strng}>
                        ~~~~~~~~~~~
                expected the name of a type such as 'string', found 'strng'""",
                problems("put lowr(a)\n| sort a,bucket(b)\n| yield <{a:strng}>").getMessage());
    }

    @Test
    void aProblemWithoutAPlaceInTheReferenceHasOneForPeople() {
        var problem = problems("join on a=b");
        assertEquals("join requires two upstream parallel query paths", problem.plainMessage());
        assertEquals("""
                join requires two upstream parallel query paths at line 1, column 1:
                join on a=b
                ~~~~~~~~~~~
                expected a pipeline in parentheses, or fork, from or switch with two branches in front""",
                problem.getMessage());
    }

    @Test
    void fieldsThatAreWrongAreNotTheSameFieldTwice() {
        assertEquals(2, problems("cut a+1, b+2").problems().size());
        assertEquals(2, problems("put lower(a):=1, upper(b):=2").problems().size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            func doubled(x): (x*2) yield doublde(1)     | expected the name of a function such as 'doubled', found 'doublde'
            n:=cont() by x                              | expected the name of an aggregate such as 'count' or 'dcount', found 'cont'
            abs(1,2)                                    | expected 1 argument
            10.0.0.300                                  | expected four numbers from 0 to 255, or an IPv6 address
            yield 10.0.0.0/99                           | expected an address and the number of its bits that count: up to 32, or up to 128 for IPv6
            yield 2020-13-01T00:00:00Z                  | expected a date and a time of day that exist, between the years 1677 and 2262
            yield 99999999999999999999                  | expected an integer from -9223372036854775808 to 9223372036854775807, or a number with a point
            rename a:=1                                 | expected the field to rename on the right of ':='
            cut a+1                                     | expected a name and ':=' in front of the expression
            switch a (case b => pass)                   | expected a constant such as 1 or "a"
            a:=1, b:=count()                            | expected aggregates only, which are summarized, or none, which are put
            count() by count:=a                         | expected fields with different names
            cast(a,1)                                   | expected a type such as <{a:int64}>
            fill("a")                                   | expected a type such as <{a:int64}>
            top 2                                       | expected a number and an expression, as in: top 3 size
            SELECT a, count() FROM t GROUP BY b         | expected a key or an aggregate
            SELECT a+1 FROM t                           | expected AS and a name behind it
            """)
    void problemsSayWhatWouldBeRight(String query, String expectation) {
        assertEquals(expectation, problems(query).problems().getFirst().expectation().orElse(""));
    }
}
