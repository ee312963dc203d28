/**
 * The lexemes of the Zed language.
 *
 * A character means different things at different places: after a value '/' divides, in its place it begins a regular
 * expression; 'a.b:c' is one word of a search but five tokens of an expression; 'sort' is a field unless an operator
 * can stand there. So the lexemes are sorted into modes by place. Which mode applies, and which words are
 * keywords, is decided by ContextTokens, the token source of the parser; whitespace and comments are skipped there, too.
 */
lexer grammar ZedLexer;

tokens {
    // Words that begin a declaration or an operator.
    CONST, FUNC, OP, TYPE,
    FORK, SWITCH, FROM, FROM_LEGS, FILE, GET, POOL, ASSERT, SORT, TOP, CUT, DROP, HEAD, TAIL, WHERE, UNIQ, PUT, RENAME, FUSE, SHAPE,
    JOIN, INNER, LEFT, RIGHT, ANTI, SAMPLE, PASS, EXPLODE, MERGE, OVER, YIELD, LOAD, OUTPUT, DEBUG, SUMMARIZE, SEARCH,
    // Words inside of an operator.
    BY, WITH, ON, AS, ASC, DESC, FORMAT, ORDER, METHOD, HEADERS, BODY, AUTHOR, MESSAGE, META, TAP, CASE, DEFAULT,
    NULLS_FIRST, NULLS_LAST, REVERSE, FLUSH, COUNTED, LIMIT,
    // Words inside of SQL.
    SELECT, SQL_FROM, SQL_WHERE, GROUP_BY, HAVING, ORDER_BY, SQL_LIMIT,
    // Words and signs between and before the terms of a search.
    TERM_AND, TERM_OR, TERM_NOT, EVERYTHING, SEARCH_OPEN,
    // Signs of no width: what follows is a search without its keyword; what follows is a literal as a term.
    IMPLIED_SEARCH, TERM,
    // The parenthesis that opens a pipeline, cases or legs; those of '<ip>(x)' and 'error(x)'.
    OPEN, CAST_OPEN, ERROR_OPEN,
    // A name with its arguments behind it; the word 'type' of 'is(type(exec))'; words that are operators.
    CALL, TYPE_OF, AND, OR, IN,
    // The comma before a lateral scope that is an argument.
    COMMA_OVER,
    // The arrow between 'over' and its scope; every other one belongs to a leg or a case.
    SCOPE_ARROW,
    // The end of a call that has a condition, and the 'where' behind it.
    RIGHT_PAREN_WHERE, CONDITION,
    // The ends of sets and maps: two characters only where one is open.
    SET_END, MAP_END,
    // What no rule matches.
    UNKNOWN
}

// ------------------------------------------------------------------------------------------- where a value is expected

TIME
    : DIGIT DIGIT DIGIT DIGIT '-' DIGIT DIGIT '-' DIGIT DIGIT 'T' CLOCK ('Z' | [+-] DIGIT DIGIT ':' DIGIT DIGIT ('.' DIGIT+)?)
    ;
DURATION : '-'? (DIGIT+ ('.' DIGIT+)? ('ns' | 'us' | 'ms' | [smhdwy]))+ ;
NET : (IP4 | IP6) '/' DIGIT+ ;
IP : IP4 | IP6 ;
BYTES : '0x' HEX* ;
FLOAT
    : '-'? DIGIT+ '.' DIGIT* EXPONENT?
    | '-'? '.' DIGIT+ EXPONENT?
    | 'NaN'
    | [+-]? 'Inf'
    ;
INT : '-'? DIGIT+ ;
TRUE : 'true' ;
FALSE : 'false' ;
NULL : 'null' ;
STRING
    : '"' (~["\\\u0000-\u001f] | ESCAPE)* '"'
    | '\'' (~['\\\u0000-\u001f] | ESCAPE)* '\''
    ;
OPEN_STRING
    : '"' (~["\\\u0000-\u001f] | ESCAPE)*
    | '\'' (~['\\\u0000-\u001f] | ESCAPE)*
    ;
TEXT_START : 'f' ["'] ;
ID
    : LETTER LETTER_OR_DIGIT*
    | '\\' ('true' | 'false' | 'null' | 'NaN' | [+-]? 'Inf')
    ;
REGEXP : '/' (~[/\\] | '\\' .)+ '/' ;
TYPE_BEGIN : '<' ;
NOT : '!' ;
SET_BEGIN : '|[' ;
MAP_BEGIN : '|{' ;
LEFT_BRACE : '{' ;
LEFT_BRACKET : '[' ;
LEFT_PAREN : '(' ;
SPREAD : '...' ;
NEGATIVE : '-' ;
OPERAND_STAR : '*' -> type(STAR) ;
OPERAND_COLON : ':' -> type(COLON) ;
OPERAND_COMMA : ',' -> type(COMMA) ;
OPERAND_PIPE : '|' -> type(PIPE) ;
OPERAND_ARROW : '=>' -> type(ARROW) ;
OPERAND_CLOSE_PAREN : ')' -> type(RIGHT_PAREN) ;
OPERAND_CLOSE_BRACKET : ']' -> type(RIGHT_BRACKET) ;
OPERAND_CLOSE_BRACE : '}' -> type(RIGHT_BRACE) ;

fragment CLOCK : DIGIT DIGIT ':' DIGIT DIGIT ':' DIGIT DIGIT ('.' DIGIT+)? ;
fragment IP4 : DIGIT+ '.' DIGIT+ '.' DIGIT+ '.' DIGIT+ ;
// One colon alone does not make an address: x[1:2], a ? b : c.
fragment IP6
    : HEX+ ':' (HEX+ ':')+ (HEX+ | IP4)
    | (HEX+ (':' HEX+)*)? '::' (HEX+ ':')* (HEX+ | IP4)
    | (HEX+ (':' HEX+)*)? '::'
    ;
fragment EXPONENT : [eE] [+-]? DIGIT+ ;
fragment DIGIT : [0-9] ;
fragment HEX : [0-9a-fA-F] ;
fragment ESCAPE : '\\' ESCAPED ;
fragment ESCAPED
    : ['"\\bfnrtv]
    | 'u' HEX HEX HEX HEX
    | 'u{' HEX (HEX (HEX (HEX (HEX HEX?)?)?)?)? '}'
    ;
// Which characters beyond ASCII are letters is for Lexemes to say: the tables of Unicode would be most of the time that the
// first query takes.
fragment LETTER : [a-zA-Z_$] | [\u0080-\u{10ffff}] ;
fragment LETTER_OR_DIGIT : LETTER | [0-9] ;

// --------------------------------------------------------------------------------------------- where a value has ended

mode OPERATORS;

PIPE : '|' ;
ARROW : '=>' ;
DEFINE : ':=' ;
EQUAL : '==' ;
NOT_EQUAL : '!=' ;
LESS_OR_EQUAL : '<=' ;
LESS : '<' ;
GREATER_OR_EQUAL : '>=' ;
GREATER : '>' ;
ASSIGN : '=' ;
TILDE : '~' ;
PLUS : '+' ;
MINUS : '-' ;
STAR : '*' ;
SLASH : '/' ;
PERCENT : '%' ;
QUESTION : '?' ;
COLON : ':' ;
COMMA : ',' ;
DOT : '.' ;
INDEX_OPEN : '[' ;
RIGHT_PAREN : ')' ;
RIGHT_BRACKET : ']' ;
RIGHT_BRACE : '}' ;
OPERATORS_OPEN_PAREN : '(' -> type(LEFT_PAREN) ;
OPERATORS_SET_BEGIN : '|[' -> type(SET_BEGIN) ;
OPERATORS_MAP_BEGIN : '|{' -> type(MAP_BEGIN) ;
OPERATORS_LEFT_BRACE : '{' -> type(LEFT_BRACE) ;
OPERATORS_NUMBER : DIGIT+ -> type(INT) ;
OPERATORS_STRING : ('"' (~["\\\u0000-\u001f] | ESCAPE)* '"' | '\'' (~['\\\u0000-\u001f] | ESCAPE)* '\'') -> type(STRING) ;
OPERATORS_ID : LETTER LETTER_OR_DIGIT* -> type(ID) ;

// ----------------------------------------------------------------------------------- where a term of a search is expected

mode TERMS;

WORD : WORD_START WORD_REST* ;
GLOB
    : WORD_START WORD_REST* '*' GLOB_REST*
    | '*'+ WORD_REST GLOB_REST*
    ;

fragment WORD_CHAR : [a-zA-Z_.:/%#@~] | [\u0080-\u{10ffff}] ;
fragment WORD_START : WORD_CHAR | '\\' ([=*+\-] | ESCAPED) ;
fragment WORD_REST : WORD_START | DIGIT ;
fragment GLOB_REST : WORD_REST | '*' ;

// ------------------------------------------------------------------------------------------------------------- in a type

mode TYPES;

TYPE_END : '>' ;
TYPE_ID : LETTER LETTER_OR_DIGIT* -> type(ID) ;
TYPE_ESCAPED_ID : '\\' ('true' | 'false' | 'null' | 'NaN' | [+-]? 'Inf') -> type(ID) ;
TYPE_STRING : ('"' (~["\\\u0000-\u001f] | ESCAPE)* '"' | '\'' (~['\\\u0000-\u001f] | ESCAPE)* '\'') -> type(STRING) ;
TYPE_ASSIGN : '=' -> type(ASSIGN) ;
TYPE_COMMA : ',' -> type(COMMA) ;
TYPE_COLON : ':' -> type(COLON) ;
TYPE_LEFT_PAREN : '(' -> type(LEFT_PAREN) ;
TYPE_RIGHT_PAREN : ')' -> type(RIGHT_PAREN) ;
TYPE_LEFT_BRACKET : '[' -> type(LEFT_BRACKET) ;
TYPE_RIGHT_BRACKET : ']' -> type(RIGHT_BRACKET) ;
TYPE_LEFT_BRACE : '{' -> type(LEFT_BRACE) ;
TYPE_RIGHT_BRACE : '}' -> type(RIGHT_BRACE) ;
TYPE_SET_BEGIN : '|[' -> type(SET_BEGIN) ;
TYPE_MAP_BEGIN : '|{' -> type(MAP_BEGIN) ;

// -------------------------------------------------------------------------------------- in a text with expressions: f"…{x}…"

mode DOUBLE_QUOTED;

TEXT : ('\\{' | ESCAPE | ~["\\{\u0000-\u001f])+ ;
HOLE_BEGIN : '{' ;
TEXT_END : '"' ;

mode SINGLE_QUOTED;

SINGLE_TEXT : ('\\{' | ESCAPE | ~['\\{\u0000-\u001f])+ -> type(TEXT) ;
SINGLE_HOLE_BEGIN : '{' -> type(HOLE_BEGIN) ;
SINGLE_TEXT_END : '\'' -> type(TEXT_END) ;

// --------------------------------------------------------------------------------------------- where a source is named

mode PATHS;

PATH : [0-9a-zA-Z!@$%^&*_=<>,./?:[\]{}~+\-]+ ;

mode POOLS;

POOL_NAME
    : ('.' | LETTER) ('.' | LETTER_OR_DIGIT)*
    | [0-9a-zA-Z]+
    ;
AT : '@' ;
POOL_COLON : ':' -> type(COLON) ;
