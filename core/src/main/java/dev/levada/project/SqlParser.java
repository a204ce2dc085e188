package dev.levada.project;

import java.util.List;
import java.util.Set;

/** Understands an engine's SQL without running it. Thread-safe. */
public interface SqlParser {

    /** Parses one query ({@code SELECT ...}). */
    Parsed parseQuery(String sql);

    /** Parses one expression over a row, such as {@code spend >= 0}. */
    Parsed parseExpression(String sql);

    /** What came of parsing. */
    sealed interface Parsed {}

    /**
     * It parses.
     *
     * @param meaning a digest that is the same for two spellings of the same query: white space, comments and the case of
     *     keywords do not count. A digest, for it is kept, and a query may have the value of a secret in it.
     * @param tables the tables that are read, as they are written (with or without a schema), without those
     *     that the query itself defines
     * @param parameters the places of named parameters, in the order of the text
     */
    record Understood(String meaning, Set<TableMention> tables, List<Parameter> parameters) implements Parsed {
        public Understood {
            tables = Set.copyOf(tables);
            parameters = List.copyOf(parameters);
        }

        /** @param canonical a text that two spellings of the same query share */
        public static Understood of(String canonical, Set<TableMention> tables, List<Parameter> parameters) {
            return new Understood(Sha256.of("meaning", canonical), tables, parameters);
        }
    }

    /**
     * It does not parse.
     *
     * @param offset the place in the text, from 0, in characters
     */
    record Misunderstood(int offset, String message) implements Parsed {}

    /**
     * A table that a query reads.
     *
     * @param offset where the text mentions it, from 0, in characters
     */
    record TableMention(String name, int offset) {}

    /**
     * A named parameter {@code $name}.
     *
     * @param offset where its dollar sign stands, from 0, in characters
     */
    record Parameter(String name, int offset) {}
}
