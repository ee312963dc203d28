package dev.tarn.model.zjson;

import java.util.List;
import java.util.Map;

/// A JSON value, with the place in the input where it begins.
sealed interface Json {
    int place();

    record Text(String value, int place) implements Json {}

    record Items(List<Json> items, int place) implements Json {}

    record Members(Map<String, Json> members, int place) implements Json {}

    /// A number, as it is written.
    record Number(String digits, int place) implements Json {}

    record Bool(boolean value, int place) implements Json {}

    record Null(int place) implements Json {}
}
