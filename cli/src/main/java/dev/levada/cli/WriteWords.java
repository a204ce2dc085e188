package dev.levada.cli;

import dev.levada.contract.Deletes;
import dev.levada.contract.PartitionField;
import dev.levada.contract.Versions;
import dev.levada.contract.Versions.HardDeletes;
import dev.levada.contract.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How an asset's rows are written, in a few words. */
final class WriteWords {
    private WriteWords() {}

    static String of(Write write) {
        List<String> words = new ArrayList<>();
        words.add(lower(write.mode()) + (write.key().isEmpty() ? "" : " by " + String.join(", ", write.key())));
        write.versions().ifPresent(versions -> words.addAll(versions(versions)));
        write.previous().forEach((column, previous) -> words.add(previous + " keeps what " + column + " was"));
        write.deletes().when().ifPresent(condition -> words.add("deleted when " + condition.strip()));
        if (write.deletes().missing() != Deletes.Missing.KEEP) {
            words.add("missing rows are deleted (" + lower(write.deletes().missing()) + ")");
        }
        return String.join("; ", words) + partition(write.partition());
    }

    private static List<String> versions(Versions versions) {
        List<String> words = new ArrayList<>();
        words.add("versions from " + versions.validFrom() + " to " + versions.validTo()
                + versions.updatedAt().map(column -> ", as " + column + " says").orElse(""));
        if (!versions.track().isEmpty()) {
            words.add("new when " + String.join(", ", versions.track()) + " changes");
        }
        if (versions.hardDeletes() != HardDeletes.IGNORE) {
            words.add("deletes: " + lower(versions.hardDeletes()));
        }
        return words;
    }

    private static String partition(List<PartitionField> fields) {
        return fields.isEmpty()
                ? ""
                : ", partitioned by "
                        + fields.stream().map(WriteWords::partition).collect(Collectors.joining(", "));
    }

    private static String partition(PartitionField field) {
        return switch (field.transform()) {
            case IDENTITY -> field.column();
            case BUCKET, TRUNCATE -> word(field) + "(" + field.width() + ", " + field.column() + ")";
            default -> word(field) + "(" + field.column() + ")";
        };
    }

    private static String word(PartitionField field) {
        return field.transform().name().toLowerCase(Locale.ROOT);
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
