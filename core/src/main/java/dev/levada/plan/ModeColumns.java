package dev.levada.plan;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.contract.Deletes;
import dev.levada.contract.Versions;
import dev.levada.contract.Versions.HardDeletes;
import dev.levada.contract.Write;
import dev.levada.project.Asset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The columns that a write mode keeps in a table besides those that a source or a query gives. */
public final class ModeColumns {
    private ModeColumns() {}

    /** The columns that are given, followed by those that the mode keeps. A name that is taken is not added again. */
    public static List<Column> with(Write write, List<Column> own) {
        List<Column> all = new ArrayList<>(own);
        of(write, own).stream()
                .filter(column -> Columns.find(all, column.name()).isEmpty())
                .forEach(all::add);
        return all;
    }

    /** The names of the columns that the mode keeps. */
    public static List<String> names(Write write) {
        List<String> names = new ArrayList<>(write.previous().values());
        write.versions().ifPresent(versions -> {
            names.add(versions.validFrom());
            names.add(versions.validTo());
            if (versions.hardDeletes() == HardDeletes.NEW_RECORD) {
                names.add(versions.isDeleted());
            }
        });
        if (write.deletes().missing() == Deletes.Missing.SOFT) {
            names.add(Deletes.DELETED_AT);
        }
        return names;
    }

    /** Why a table with those columns cannot go on in the mode, in sentences. */
    static List<String> refusals(Asset asset, List<Column> table) {
        Optional<Versions> versions = asset.write().versions();
        boolean fits = versions.isEmpty()
                || Columns.find(table, versions.get().validFrom()).isPresent()
                        && Columns.find(table, versions.get().validTo()).isPresent();
        return fits
                ? List.of()
                : List.of(asset.name()
                        + ": the table was not written as versions, and from when its rows hold is not known:"
                        + " it has no columns " + versions.get().validFrom() + " and "
                        + versions.get().validTo() + ". Make it anew with `levada run --full " + asset.name() + "`.");
    }

    private static List<Column> of(Write write, List<Column> own) {
        List<Column> kept = new ArrayList<>();
        write.previous()
                .forEach((column, previous) ->
                        Columns.find(own, column).ifPresent(found -> kept.add(new Column(previous, found.type()))));
        write.versions().ifPresent(versions -> {
            Type time = timeType(versions, own);
            kept.add(new Column(versions.validFrom(), time));
            kept.add(new Column(versions.validTo(), time));
            if (versions.hardDeletes() == HardDeletes.NEW_RECORD) {
                kept.add(new Column(versions.isDeleted(), Type.Primitive.BOOLEAN));
            }
        });
        if (write.deletes().missing() == Deletes.Missing.SOFT) {
            kept.add(new Column(Deletes.DELETED_AT, Type.Primitive.TIMESTAMPTZ));
        }
        return kept;
    }

    private static Type timeType(Versions versions, List<Column> own) {
        return versions.updatedAt()
                .flatMap(name -> Columns.find(own, name))
                .map(Column::type)
                .orElse(Type.Primitive.TIMESTAMPTZ);
    }
}
