package dev.levada.reconcile;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.contract.Deletes;
import dev.levada.contract.Versions;
import dev.levada.plan.Columns;
import dev.levada.project.Asset;
import dev.levada.reconcile.compare.Literal;
import dev.levada.store.TableVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What of an extract's table stands for rows that its source has: not old versions, nor what is kept although it was deleted. */
record CurrentRows(Asset asset, TableVersion version) {

    /** A condition over the table's rows; empty if all are current. */
    Optional<String> condition() {
        List<String> conditions = new ArrayList<>();
        asset.write().versions().ifPresent(versions -> addVersions(versions, conditions));
        if (asset.write().deletes().missing() == Deletes.Missing.SOFT) {
            column(Deletes.DELETED_AT).ifPresent(column -> conditions.add(Literal.name(column.name()) + " IS NULL"));
        }
        return conditions.isEmpty() ? Optional.empty() : Optional.of(String.join(" AND ", conditions));
    }

    private void addVersions(Versions versions, List<String> conditions) {
        column(versions.validTo()).ifPresent(end -> {
            String name = Literal.name(end.name());
            String open = versions.openEnd()
                    .map(text -> name + " = CAST(" + Literal.text(text) + " AS "
                            + end.type().sql() + ")")
                    .orElse(name + " IS NULL");
            conditions.add("(" + open + ")");
        });
        if (versions.hardDeletes() == Versions.HardDeletes.NEW_RECORD) {
            column(versions.isDeleted())
                    .filter(column -> column.type() == Type.Primitive.BOOLEAN)
                    .ifPresent(column -> conditions.add(Literal.name(column.name()) + " IS NOT TRUE"));
        }
    }

    /** The columns that the source gives. */
    List<Column> columns() {
        return Columns.ownOf(asset, version);
    }

    /** Of versions that are made only when some columns change, the others, which may lag behind. */
    boolean mayLag(Column column) {
        List<String> track = asset.write().versions().map(Versions::track).orElse(List.of());
        return !track.isEmpty()
                && Stream.concat(track.stream(), asset.write().key().stream())
                        .noneMatch(column.name()::equalsIgnoreCase);
    }

    private Optional<Column> column(String name) {
        return Columns.find(version.shape(), name);
    }
}
