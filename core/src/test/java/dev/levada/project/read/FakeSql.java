package dev.levada.project.read;

import dev.levada.project.SqlParser;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Understands as little SQL as tests of project files need. */
final class FakeSql implements SqlParser {
    private static final Pattern TABLE = Pattern.compile("(?i)\\b(?:from|join)\\s+([\\w.\"]+)");
    private static final Pattern DEFINED = Pattern.compile("(?i)\\b(\\w+)\\s+as\\s*\\(");
    private static final Pattern PARAMETER = Pattern.compile("\\$(\\w+)");

    @Override
    public Parsed parseQuery(String sql) {
        return parse(sql);
    }

    @Override
    public Parsed parseExpression(String sql) {
        return parse(sql);
    }

    private static Parsed parse(String sql) {
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < sql.length(); i++) {
            if (sql.charAt(i) == '(') {
                open.push(i);
            } else if (sql.charAt(i) == ')' && open.poll() == null) {
                return new Misunderstood(i, "syntax error at or near \")\"");
            }
        }
        return understood(sql);
    }

    private static Understood understood(String sql) {
        Set<String> defined = new HashSet<>();
        Matcher names = DEFINED.matcher(sql);
        while (names.find()) {
            defined.add(names.group(1));
        }
        Set<TableMention> tables = new HashSet<>();
        Matcher table = TABLE.matcher(sql);
        while (table.find()) {
            if (!defined.contains(table.group(1))) {
                tables.add(new TableMention(table.group(1), table.start(1)));
            }
        }
        List<Parameter> parameters = new ArrayList<>();
        Matcher parameter = PARAMETER.matcher(sql);
        while (parameter.find()) {
            parameters.add(new Parameter(parameter.group(1), parameter.start()));
        }
        String meaning =
                sql.replaceAll("--[^\n]*", "").replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT);
        return new Understood(meaning, tables, parameters);
    }
}
