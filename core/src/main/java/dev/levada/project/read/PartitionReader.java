package dev.levada.project.read;

import dev.levada.api.Names;
import dev.levada.contract.PartitionField;
import dev.levada.contract.PartitionField.Transform;
import dev.levada.problem.Position;
import dev.levada.project.read.Value.Many;
import dev.levada.project.read.Value.Single;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how a table's files are laid out. */
final class PartitionReader {
    private static final String COLUMN = "(?<%s>\"(?:[^\"]|\"\")+\"|[^\"(),]+)";
    private static final Pattern PLAIN = Pattern.compile("\\s*" + COLUMN.formatted("column") + "\\s*");
    private static final Pattern CALL = Pattern.compile("\\s*(?<word>\\w+)\\s*\\(\\s*(?:(?<width>\\d{1,9})\\s*,\\s*)?"
            + COLUMN.formatted("column") + "\\s*\\)\\s*");
    private static final List<String> WORDS = List.of("year", "month", "day", "hour", "bucket", "truncate");

    private final Problems problems;
    private final Set<String> names = new HashSet<>();

    PartitionReader(Problems problems) {
        this.problems = problems;
    }

    /** A field as it is written. */
    private record Written(String text, Position position) {}

    List<PartitionField> read(Many list) {
        List<PartitionField> fields = new ArrayList<>();
        for (Written written : rejoined(list)) {
            field(written).filter(field -> isNew(field, written)).ifPresent(fields::add);
        }
        return fields;
    }

    /** In {@code [bucket(16, id), day(ts)]} the comma between the parentheses parts two entries for YAML. */
    private static List<Written> rejoined(Many list) {
        List<Written> all = new ArrayList<>();
        for (Value item : list.items()) {
            String text = ((Single) item).text();
            Written last = all.isEmpty() ? null : all.get(all.size() - 1);
            if (last != null && last.text().contains("(") && !last.text().contains(")")) {
                all.set(all.size() - 1, new Written(last.text() + ", " + text, last.position()));
            } else {
                all.add(new Written(text, item.position()));
            }
        }
        return all;
    }

    private Optional<PartitionField> field(Written written) {
        Matcher plain = PLAIN.matcher(written.text());
        if (plain.matches()) {
            return Optional.of(new PartitionField(column(plain), Transform.IDENTITY, 0));
        }
        Matcher call = CALL.matcher(written.text());
        if (!call.matches()) {
            return wrong(written, "write a column, day(column) or bucket(16, column)");
        }
        String word = call.group("word").toLowerCase(Locale.ROOT);
        if (!WORDS.contains(word)) {
            return wrong(written, "there is no '" + word + "'. " + Names.hint(word, WORDS));
        }
        Transform transform = Transform.valueOf(Words.constant(word));
        int width = call.group("width") == null ? 0 : Integer.parseInt(call.group("width"));
        if (transform.isWide() != width > 0) {
            String right = transform.isWide() ? word + "(16, column)" : word + "(column)";
            return wrong(written, "it is written " + right);
        }
        return Optional.of(new PartitionField(column(call), transform, width));
    }

    private static String column(Matcher matcher) {
        String column = matcher.group("column").strip();
        return column.startsWith("\"")
                ? column.substring(1, column.length() - 1).replace("\"\"", "\"")
                : column;
    }

    private boolean isNew(PartitionField field, Written written) {
        if (names.add(field.name().toLowerCase(Locale.ROOT))) {
            return true;
        }
        wrong(written, "it stands here twice");
        return false;
    }

    private Optional<PartitionField> wrong(Written written, String why) {
        String end = why.endsWith(".") || why.endsWith("?") ? "" : ".";
        problems.add(written.position(), "bad-partition", "'" + written.text() + "' is not a partition: " + why + end);
        return Optional.empty();
    }
}
