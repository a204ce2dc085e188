package dev.levada.project.read;

import dev.levada.contract.Check;
import dev.levada.contract.ColumnContract;
import dev.levada.contract.Contract;
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
        write.dedup()
                .ifPresent(dedup -> parts.add(
                        dedup.by() + "/" + dedup.keep() + "/" + dedup.order().orElse("")));
        contract.checks().forEach(check -> parts.add(check.severity() + "/" + demand(check.demand())));
        contract.tolerate().ifPresent(bound -> parts.add("tolerate/" + bound));
        return hash(String.join("\u0000", parts));
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
