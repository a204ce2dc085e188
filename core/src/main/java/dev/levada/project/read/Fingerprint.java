package dev.levada.project.read;

import dev.levada.contract.Check;
import dev.levada.contract.ColumnContract;
import dev.levada.contract.Contract;
import dev.levada.contract.Dedup;
import dev.levada.contract.Deletes;
import dev.levada.contract.Rule;
import dev.levada.contract.Test;
import dev.levada.contract.Write;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A fingerprint of what decides which rows an asset has and whether they may be seen: how they are made, columns and
 * rules, how they are written, checks, and the bound on quarantine. So a table whose new check would fail is made again,
 * and found out. Descriptions, owners, tags and the time settings do not count.
 */
final class Fingerprint {
    private static final int HEX_DIGITS = 32;

    private final AssetSql sql;

    Fingerprint(AssetSql sql) {
        this.sql = sql;
    }

    /** @param making a text that is the same for the same query or extract */
    String of(String making, Contract contract, Write write) {
        List<String> parts = new ArrayList<>(List.of("1", making));
        for (ColumnContract column : contract.columns()) {
            parts.add(column.name());
            parts.add(column.type().map(type -> type.sql()).orElse(""));
            column.rules().forEach(rule -> parts.add(rule(rule)));
        }
        contract.rows().forEach(rule -> parts.add(rule(rule)));
        parts.add(write.mode().name());
        write.partition().forEach(field -> parts.add(field.name() + "/" + field.width()));
        write.dedup().ifPresent(dedup -> parts.add(dedup(dedup)));
        addKeyed(write, parts);
        contract.checks().forEach(check -> parts.add(check.severity() + "/" + demand(check.demand())));
        contract.tolerate().ifPresent(bound -> parts.add("tolerate/" + bound));
        return hash(String.join("\u0000", parts));
    }

    private static String dedup(Dedup dedup) {
        return dedup.by() + "/" + dedup.keep() + "/" + dedup.order().orElse("")
                + dedup.window().map(window -> "/" + window).orElse("");
    }

    /** Nothing is added for an asset that says nothing of it, whose fingerprint so stays what it always was. */
    private void addKeyed(Write write, List<String> parts) {
        if (!write.key().isEmpty()) {
            parts.add("key/" + write.key());
        }
        write.deletes().when().ifPresent(condition -> parts.add("delete_when/" + sql.meaning(condition)));
        if (write.deletes().missing() != Deletes.Missing.KEEP) {
            parts.add("delete_missing/" + write.deletes().missing());
        }
        write.versions().ifPresent(versions -> parts.add("scd2/" + versions));
        if (!write.previous().isEmpty()) {
            parts.add("scd3/" + write.previous());
        }
    }

    private String demand(Check.Demand demand) {
        return demand instanceof Check.Sql query ? sql.meaning(query.sql()) : demand.toString();
    }

    private String rule(Rule rule) {
        return rule.code() + "/" + rule.onFail() + "/" + test(rule.test());
    }

    private String test(Test test) {
        if (test instanceof Test.Expression expression) {
            return sql.meaning(expression.sql());
        }
        if (test instanceof Test.Min min) {
            return min.value();
        }
        if (test instanceof Test.Max max) {
            return max.value();
        }
        if (test instanceof Test.Between between) {
            return between.low() + ".." + between.high();
        }
        if (test instanceof Test.In in) {
            return String.join("\u0001", in.values());
        }
        if (test instanceof Test.Pattern pattern) {
            return pattern.regex();
        }
        if (test instanceof Test.Length length) {
            return length.min() + ".." + length.max();
        }
        return test instanceof Test.References references ? references.asset() + "/" + references.target() : "";
    }

    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HEX_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
