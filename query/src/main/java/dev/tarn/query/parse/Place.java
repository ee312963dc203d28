package dev.tarn.query.parse;

/// What is expected next in a query. It decides which characters make which token.
enum Place {
    /// An operator, or a declaration before it.
    PIPELINE,
    /// An operator.
    OPERATOR,
    /// A value: literals, names and what opens a bracket.
    VALUE,
    /// What follows a value: operators, signs and the keywords inside of an operator.
    AFTER_VALUE,
    /// An operand of a search.
    TERM,
    /// What follows an operand of a search.
    AFTER_TERM,
    /// An item of a record.
    FIELD,
    /// A name.
    NAME,
    /// A part of a type.
    TYPE,
    /// The characters of a string with expressions in it.
    TEXT,
    /// The name of a file or a location.
    PATH,
    /// The name or pattern of a pool.
    POOL,
    /// What follows the name of a pool without space.
    AFTER_POOL,
    /// A branch or commit.
    REVISION,
    /// A kind of metadata.
    META,
    /// A leg of `from (…)`.
    LEG,
    /// A table of SQL.
    TABLE
}
