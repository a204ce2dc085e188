package dev.levada.project.read;

import dev.levada.api.Names;
import dev.levada.project.SqlParser;
import dev.levada.project.SqlParser.Misunderstood;
import dev.levada.project.SqlParser.Parameter;
import dev.levada.project.SqlParser.Parsed;
import dev.levada.project.SqlParser.TableMention;
import dev.levada.project.SqlParser.Understood;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads SQL that stands in project files: what it means, which tables it names, with the project's variables put in. */
final class SqlReader {
    private final SqlParser parser;
    private final Map<String, Variable> variables;
    private final Problems problems;

    SqlReader(SqlParser parser, Map<String, Variable> variables, Problems problems) {
        this.parser = parser;
        this.variables = variables;
        this.problems = problems;
    }

    /**
     * SQL that parses.
     *
     * @param text with variables replaced
     * @param meaning the same for two spellings of the same SQL
     */
    record Sql(String text, String meaning, List<Link> links) {}

    Optional<Sql> query(Excerpt excerpt, Link.Reason reason) {
        return read(excerpt, reason, parser::parseQuery);
    }

    Optional<Sql> expression(Excerpt excerpt) {
        return read(excerpt, Link.Reason.RULE, parser::parseExpression);
    }

    private Optional<Sql> read(Excerpt excerpt, Link.Reason reason, Function<String, Parsed> parse) {
        Optional<Understood> written = understand(excerpt, excerpt.text(), parse);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        List<Link> links = written.get().tables().stream()
                .sorted(Comparator.comparingInt(TableMention::offset).thenComparing(TableMention::name))
                .map(table -> new Link(table.name(), excerpt.at(table.offset()), reason))
                .toList();
        String text = replaceVariables(excerpt, written.get().parameters());
        Optional<Understood> meant =
                text.equals(excerpt.text()) ? written : understand(Excerpt.at(text, excerpt.at(0)), text, parse);
        return meant.map(understood -> new Sql(text, understood.meaning(), links));
    }

    private Optional<Understood> understand(Excerpt excerpt, String text, Function<String, Parsed> parse) {
        Parsed parsed = parse.apply(text);
        if (parsed instanceof Misunderstood broken) {
            problems.add(excerpt.at(broken.offset()), "sql", "This SQL does not parse: " + broken.message());
            return Optional.empty();
        }
        return Optional.of((Understood) parsed);
    }

    private String replaceVariables(Excerpt excerpt, List<Parameter> parameters) {
        StringBuilder text = new StringBuilder(excerpt.text());
        parameters.stream()
                .filter(parameter -> !VariablesReader.RESERVED.contains(parameter.name()))
                .sorted(Comparator.comparingInt(Parameter::offset).reversed())
                .forEach(parameter -> {
                    Variable variable = variables.get(parameter.name());
                    int end = parameter.offset() + 1 + parameter.name().length();
                    if (variable == null) {
                        tellUnknown(excerpt, parameter);
                    } else {
                        text.replace(parameter.offset(), end, variable.sql());
                    }
                });
        return text.toString();
    }

    private void tellUnknown(Excerpt excerpt, Parameter parameter) {
        problems.add(
                excerpt.at(parameter.offset()),
                "unknown-variable",
                "There is no variable '" + parameter.name() + "'. " + Names.hint(parameter.name(), variables.keySet()));
    }
}
