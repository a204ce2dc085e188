package dev.levada.project.read;

import dev.levada.api.Names;
import dev.levada.problem.Position;
import dev.levada.project.read.Yaml.Scalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Replaces references to environment variables, files and the project's variables. */
final class LiveReferences implements References {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{(?<kind>\\w*):?(?<rest>[^}]*)}|\\$\\{");
    private static final List<String> KINDS = List.of("env", "file", "var");

    private final Path folder;
    private final Function<String, @Nullable String> environment;
    private final Map<String, Variable> variables;
    private final Set<String> secrets;
    private final Problems problems;

    /** @param secrets what is found in the environment and in files is added to it */
    LiveReferences(
            Path folder,
            Function<String, @Nullable String> environment,
            Map<String, Variable> variables,
            Set<String> secrets,
            Problems problems) {
        this.folder = folder;
        this.environment = environment;
        this.variables = variables;
        this.secrets = secrets;
        this.problems = problems;
    }

    @Override
    public Optional<Resolved> resolve(Scalar scalar) {
        if (!scalar.text().contains("${")) {
            return Optional.of(Resolved.plain(scalar.text()));
        }
        Matcher matcher = REFERENCE.matcher(scalar.text());
        Excerpt excerpt = Excerpt.of(scalar, scalar.text());
        Optional<Resolved> whole = Optional.of(Resolved.plain(""));
        int end = 0;
        while (matcher.find()) {
            Resolved literal = Resolved.plain(scalar.text().substring(end, matcher.start()));
            Optional<Resolved> value = replace(matcher, excerpt.at(matcher.start()));
            whole = whole.flatMap(before -> value.map(before.plus(literal)::plus));
            end = matcher.end();
        }
        Resolved tail = Resolved.plain(scalar.text().substring(end));
        return whole.map(before -> before.plus(tail));
    }

    private Optional<Resolved> replace(Matcher matcher, Position position) {
        String written = matcher.group();
        if (written.equals("$${")) {
            return Optional.of(Resolved.plain("${"));
        }
        String kind = matcher.group("kind");
        if (kind == null || !KINDS.contains(kind)) {
            problems.add(
                    position,
                    "bad-reference",
                    "'" + written + "' is not a reference; there are ${env:NAME}, ${env:NAME:-default}, ${file:path}"
                            + " and ${var:NAME}. Write $${ for the two characters themselves.");
            return Optional.empty();
        }
        return switch (kind) {
            case "env" -> environmentVariable(matcher.group("rest"), written, position);
            case "file" -> file(matcher.group("rest"), written, position);
            default -> variable(matcher.group("rest"), position);
        };
    }

    private Optional<Resolved> environmentVariable(String rest, String written, Position position) {
        int dash = rest.indexOf(":-");
        String name = dash < 0 ? rest : rest.substring(0, dash);
        String value = name.isEmpty() ? null : environment.apply(name);
        if (dash >= 0 && (value == null || value.isEmpty())) {
            return Optional.of(Resolved.plain(rest.substring(dash + 2)));
        }
        if (value == null) {
            problems.add(
                    position,
                    "missing-variable",
                    "The environment variable '" + name + "' is not set. Set it, or give a default: ${env:" + name
                            + ":-...}.");
            return Optional.empty();
        }
        return Optional.of(secret(value, written));
    }

    private Optional<Resolved> file(String path, String written, Position position) {
        try {
            return Optional.of(secret(Files.readString(folder.resolve(path)).stripTrailing(), written));
        } catch (IOException | InvalidPathException e) {
            problems.add(
                    position,
                    "missing-file",
                    "There is no readable file '" + path + "' (relative to the project's folder).");
            return Optional.empty();
        }
    }

    private Resolved secret(String value, String written) {
        secrets.add(value);
        return new Resolved(value, written);
    }

    private Optional<Resolved> variable(String name, Position position) {
        Variable variable = variables.get(name);
        if (variable == null) {
            problems.add(
                    position,
                    "unknown-variable",
                    "There is no variable '" + name + "'. " + Names.hint(name, variables.keySet()));
            return Optional.empty();
        }
        return Optional.of(variable.value());
    }
}
