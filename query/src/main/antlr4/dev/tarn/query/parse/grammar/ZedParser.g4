/**
 * The grammar of the Zed language, and of the SQL that older queries use.
 *
 * The tokens say what their place allows (see ZedLexer), so that nearly every decision here takes one token. What the grammar
 * lets through and the language does not (a second comparison in 'a == b == c', a regular expression as any
 * argument) is refused by AstBuilder, with a better message than a grammar gives.
 */
parser grammar ZedParser;

options { tokenVocab = ZedLexer; }

program : pipeline EOF ;

pipeline : declaration* operator (PIPE operator)* ;

rest : sequence EOF ;

sequence : operator (PIPE operator)* ;

declaration
    : CONST ID ASSIGN expression                                                         # constDeclaration
    | FUNC ID LEFT_PAREN names? RIGHT_PAREN COLON LEFT_PAREN expression RIGHT_PAREN       # funcDeclaration
    | OP ID LEFT_PAREN names? RIGHT_PAREN COLON OPEN pipeline RIGHT_PAREN                # opDeclaration
    | TYPE ID ASSIGN type                                                                # typeDeclaration
    ;

names : ID (COMMA ID)* ;

// ---------------------------------------------------------------------------------------------------------- operators

operator
    : IMPLIED_SEARCH search                                                              # impliedSearch
    | SEARCH search                                                                      # searchOperator
    | FORK OPEN leg+ RIGHT_PAREN                                                         # forkOperator
    | SWITCH expression? OPEN switchCase+ RIGHT_PAREN                                    # switchOperator
    | FROM_LEGS OPEN fromLeg+ RIGHT_PAREN                                                # fromOperator
    | source                                                                             # sourceOperator
    | OPEN pipeline RIGHT_PAREN                                                          # blockOperator
    | OVER expressions handed? (SCOPE_ARROW OPEN pipeline RIGHT_PAREN)?                        # overOperator
    | (INNER | LEFT | RIGHT | ANTI)? JOIN (OPEN sequence RIGHT_PAREN)? ON joinKey (ASSIGN joinKey)? assignments?
                                                                                         # joinOperator
    | SUMMARIZE assignments? grouping?                                                   # summarizeOperator
    | SORT sortOption* sortKeys?                                                         # sortOperator
    | TOP (expression FLUSH? expressions? | FLUSH expressions?)?                         # topOperator
    | HEAD expression?                                                                   # headOperator
    | TAIL expression?                                                                   # tailOperator
    | UNIQ COUNTED?                                                                      # uniqOperator
    | CUT assignments                                                                    # cutOperator
    | DROP expressions                                                                   # dropOperator
    | PUT assignments                                                                    # putOperator
    | RENAME assignments                                                                 # renameOperator
    | WHERE expression                                                                   # whereOperator
    | YIELD expressions                                                                  # yieldOperator
    | ASSERT expression                                                                  # assertOperator
    | MERGE expression                                                                   # mergeOperator
    | EXPLODE expressions BY type (AS expression)?                                       # explodeOperator
    | SAMPLE expression?                                                                 # sampleOperator
    | FUSE                                                                               # fuseOperator
    | SHAPE                                                                              # shapeOperator
    | PASS                                                                               # passOperator
    | LOAD poolName (AT revision)? (AUTHOR STRING)? (MESSAGE STRING)? (META STRING)?     # loadOperator
    | OUTPUT ID                                                                          # outputOperator
    | DEBUG expression?                                                                  # debugOperator
    | select                                                                             # sqlOperator
    | assignments grouping?                                                              # impliedOperator
    | BY assignments limit?                                                              # impliedGrouping
    ;

leg : ARROW sequence ;

switchCase : (CASE expression | DEFAULT) ARROW sequence ;

fromLeg : (source | PASS) (ARROW sequence)? ;

source
    : (FROM | POOL) (poolName (AT revision)? (COLON POOL_NAME)? TAP? | COLON POOL_NAME)   # poolSource
    | FILE location sourceOption*                                                            # fileSource
    | GET location sourceOption*                                                             # getSource
    ;

location : PATH | STRING ;

poolName : POOL_NAME | STRING | GLOB | REGEXP | EVERYTHING ;

revision : POOL_NAME | STRING ;

sourceOption
    : FORMAT ID                                                                          # formatOption
    | ORDER sortKeys                                                                     # orderOption
    | METHOD (ID | STRING)                                                               # methodOption
    | HEADERS record                                                                     # headersOption
    | BODY (ID | STRING)                                                                 # bodyOption
    ;

handed : WITH local (COMMA local)* ;

local : ID (ASSIGN expression)? ;

joinKey : expression ;

grouping
    : BY assignments limit?
    | limit
    ;

limit : WITH LIMIT INT ;

sortOption : REVERSE | NULLS_FIRST | NULLS_LAST ;

sortKeys : sortKey (COMMA sortKey)* ;

sortKey : expression (ASC | DESC)? ;

assignments : assignment (COMMA assignment)* ;

assignment : expression (DEFINE expression)? ;

// ------------------------------------------------------------------------------------------------------------- search

search : searchAnd (TERM_OR searchAnd)* ;

searchAnd : searchFactor (TERM_AND? searchFactor)* ;

searchFactor
    : TERM_NOT searchFactor                                                              # searchNot
    | SEARCH_OPEN search RIGHT_PAREN                                                     # searchGroup
    | WORD                                                                               # searchWord
    | GLOB                                                                               # searchGlob
    | REGEXP                                                                             # searchRegexp
    | EVERYTHING                                                                         # searchEverything
    | TERM (literal | typeValue)                                                         # searchLiteral
    | expression                                                                         # searchPredicate
    ;

// -------------------------------------------------------------------------------------------------------- expressions

expressions : expression (COMMA expression)* ;

// One rule for each level of precedence: with one token deciding everywhere, the parser runs without ANTLR's prediction, whose
// start would be half of what parsing a first query takes.
//
// The condition of an aggregate, 'sum(x) where y', reaches to the end of the expression, so it stands here and not in 'call',
// where every operator behind it could belong to the condition or to what is around the call. It belongs to the last call.
expression : disjunction (CONDITION disjunction)* (QUESTION expression COLON expression)? ;

disjunction : conjunction (OR conjunction)* ;

conjunction : comparison (AND comparison)* ;

comparison : sum (comparator sum | TILDE REGEXP)* ;

comparator : EQUAL | NOT_EQUAL | LESS | LESS_OR_EQUAL | GREATER | GREATER_OR_EQUAL | IN ;

sum : product ((PLUS | MINUS) product)* ;

product : prefixed ((STAR | SLASH | PERCENT) prefixed)* ;

prefixed : (NOT | NEGATIVE) prefixed | path ;

path : operand step* ;

step
    : DOT ID                                                                             # dot
    | INDEX_OPEN subscript RIGHT_BRACKET                                                 # index
    ;

subscript : from = expression (colon = COLON to = expression?)? | colon = COLON to = expression ;

operand
    : ID                                                                                 # reference
    | literal                                                                            # literalValue
    | call                                                                               # callValue
    | typeValue (CAST_OPEN (subquery | expression) RIGHT_PAREN)?                         # typeOrCast
    | LEFT_PAREN (subquery | expression) RIGHT_PAREN                                     # parenthesized
    | record                                                                             # recordValue
    | LEFT_BRACKET listItems? RIGHT_BRACKET                                              # array
    | SET_BEGIN listItems? SET_END                                                       # set
    | MAP_BEGIN (mapEntry (COMMA mapEntry)*)? MAP_END                                    # map
    ;

call : CALL LEFT_PAREN (STAR | arguments)? (RIGHT_PAREN | RIGHT_PAREN_WHERE) ;

// A lateral scope without parentheses of its own ends only with those of the call.
arguments
    : argument (COMMA argument)* (COMMA_OVER subquery)?
    | subquery
    ;

argument
    : expression
    | REGEXP
    | GLOB
    ;

subquery : OVER expressions handed? PIPE sequence ;

record : LEFT_BRACE (recordItem (COMMA recordItem)*)? RIGHT_BRACE ;

recordItem
    : SPREAD expression
    | STRING COLON expression
    | ID (COLON expression)?
    ;

listItems : listItem (COMMA listItem)* ;

listItem : SPREAD? expression ;

mapEntry : expression COLON expression ;

literal
    : (INT | FLOAT | DURATION | TIME | IP | NET | BYTES | STRING | TRUE | FALSE | NULL)   # primitive
    | TEXT_START (TEXT | HOLE_BEGIN expression RIGHT_BRACE)* TEXT_END                    # formattedText
    ;

typeValue
    : TYPE_BEGIN type TYPE_END
    | TYPE_OF LEFT_PAREN type RIGHT_PAREN
    ;

// -------------------------------------------------------------------------------------------------------------- types

type
    : ID (ERROR_OPEN type RIGHT_PAREN | ASSIGN type)?                                    # namedType
    | STRING (ASSIGN type)?                                                              # quotedType
    | LEFT_PAREN type (COMMA type)+ RIGHT_PAREN                                          # unionType
    | LEFT_BRACE (typeField (COMMA typeField)*)? RIGHT_BRACE                             # recordType
    | LEFT_BRACKET type RIGHT_BRACKET                                                    # arrayType
    | SET_BEGIN type SET_END                                                             # setType
    | MAP_BEGIN type COLON type MAP_END                                                  # mapType
    ;

typeField : (ID | STRING) COLON type ;

// ---------------------------------------------------------------------------------------------------------------- SQL

select
    : SELECT (STAR | selectItem (COMMA selectItem)*) SQL_FROM table tableJoin* (SQL_WHERE where = expression)?
      (GROUP_BY groupBy = expressions)? (HAVING having = expression)? (ORDER_BY sortKeys)? (SQL_LIMIT count = expression)?
    ;

selectItem : expression (AS? ID)? ;

table : (POOL_NAME | STRING) (AS? ID)? ;

tableJoin : (INNER | LEFT | RIGHT | ANTI)? JOIN table ON expression ;
