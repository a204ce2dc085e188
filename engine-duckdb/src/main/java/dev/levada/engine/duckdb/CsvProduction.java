package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.api.SourceFile;
import dev.levada.contract.Rule;
import dev.levada.engine.Account;
import dev.levada.engine.Production;
import dev.levada.engine.Production.FromSource;
import dev.levada.engine.Strays;
import dev.levada.engine.duckdb.CsvTyped.Beginning;
import dev.levada.engine.duckdb.CsvTyped.Copied;
import dev.levada.engine.duckdb.RawRows.RawColumn.Fit;
import dev.levada.store.Staging;
import dev.levada.store.WrittenFile;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The making of rows from CSV files, in one of two ways.
 *
 * <p>Small files are read as text, so that every row has at hand what a quarantine needs. Large files are read typed, at
 * DuckDB's full speed, with the rules as a filter. DuckDB's own counters tell how many rows the scan gave; if all of them
 * were written and no line was rejected, that was all. Otherwise the lines of what was left out are found again by a whole
 * number in them ({@link LineSieve}) and read as text; where that cannot be done, because the files have quotes or no such
 * number, they are read once more as a whole. The account takes what was kept from the first reading and the rest from the
 * second, so it balances only if both saw the same. If a large part of a file's first rows is to be left out, or any of
 * them if the lines could not be found again, one reading as text takes less time than the two.
 */
final class CsvProduction {
    /** Larger groups are not numbered row by row, because numbering lets one thread only read. */
    private static final long NUMBERED_BYTES = 64L << 20;

    private final Statements statements;
    private final RejectTables rejectTables;
    private final LeftOut leftOut;
    private final CsvLanes lanes;
    private final CsvTyped typed;
    private final List<Column> columns;
    private final List<Rule> rules;
    private final Optional<String> filter;
    private final QuarantinedRows quarantined;
    private final SinkOpening sinks;
    private final Strays strays;
    private final StreamProduction stream;
    private final Map<String, Long> discarded = new TreeMap<>();
    private final List<WrittenFile> files = new ArrayList<>();
    private Account account = Account.EMPTY;

    /** Opens a sink for rows that are turned away. */
    interface SinkOpening {
        Rejects.Sink open();
    }

    /**
     * @param rules those of the production, with what they refer to looked up
     * @param stream of the same production
     */
    CsvProduction(
            Statements statements,
            LeftOut leftOut,
            CsvLanes lanes,
            Production production,
            FromSource from,
            List<Rule> rules,
            QuarantinedRows quarantined,
            SinkOpening sinks,
            StreamProduction stream) {
        this.statements = statements;
        this.rejectTables = new RejectTables(statements);
        this.leftOut = leftOut;
        this.lanes = lanes;
        this.columns = production.columns();
        this.rules = rules;
        this.filter = from.filter();
        this.quarantined = quarantined;
        this.sinks = sinks;
        this.strays = from.strays();
        this.typed = new CsvTyped(statements, lanes, columns, rules, filter, production.computed());
        this.stream = stream;
    }

    List<WrittenFile> files() {
        return files;
    }

    /** Rows kept, quarantined and filtered so far. */
    Account account() {
        return account;
    }

    /** How many values of each column kept rows lost so far. */
    Map<String, Long> discarded() {
        return discarded;
    }

    /** Reads groups of files, and what can be saved of lines that swallowed others. */
    void read(List<CsvGroup> groups, Staging staging, Salvage salvage) {
        Deque<CsvGroup> waiting = new ArrayDeque<>(groups);
        while (!waiting.isEmpty()) {
            CsvGroup group = waiting.poll();
            if (group.bytes() <= lanes.smallBytes()) {
                waiting.addAll(readAsText(group, staging, salvage));
            } else {
                waiting.addAll(readLarge(group.withoutQuotesIfNone(), staging, salvage));
            }
        }
    }

    private List<CsvGroup> readLarge(CsvGroup group, Staging staging, Salvage salvage) {
        if (mayLoseValues(group)) {
            return readAsText(group, staging, salvage);
        }
        Beginning beginning = typed.beginning(group);
        if (beginning.locator().isPresent() && beginning.broken() <= lanes.mostLeftOut()) {
            return readAndFindLeftOut(group, beginning.locator().get(), staging, salvage);
        }
        if (beginning.leavesOut()) {
            return readAsText(group, staging, salvage);
        }
        Copied copied = typed.copy(group, staging);
        files.addAll(copied.files());
        return copied.isAll() ? allKept(copied) : inspect(group, copied, salvage);
    }

    private List<CsvGroup> readAndFindLeftOut(CsvGroup group, Column locator, Staging staging, Salvage salvage) {
        try (LeftOut.Rows rows = leftOut.open()) {
            Copied copied = typed.copy(group, staging, locator, rows);
            files.addAll(copied.files());
            if (copied.isAll()) {
                return allKept(copied);
            }
            long broken = rows.broken() + copied.rejected();
            boolean isFound = broken == 0
                    || copied.allRejects()
                            && CsvLeftOut.find(group, locator, rows.locators(), copied, salvage)
                                    .map(lines -> isTurnedAway(lines, copied, broken, salvage))
                                    .orElse(false);
            if (!isFound) {
                return inspect(group, copied, salvage);
            }
            long read = copied.seen() + copied.rejected();
            account = plus(account, new Account(read, copied.rows(), broken, 0, rows.filtered()));
            return List.of();
        }
    }

    /** Quarantines what is broken of some lines, if it is as much as is expected, and else nothing. */
    private boolean isTurnedAway(List<CsvGroup> lines, Copied copied, long expected, Salvage salvage) {
        long before = quarantined.count();
        statements.execute("BEGIN");
        boolean isAsExpected = false;
        try {
            for (CsvGroup copy : lines) {
                RawRows raw = copy.raw(columns, fit(copied), Sql.name(CsvDialect.LINE), RejectTables.WITH_TEXT);
                quarantined.insert(new Split(raw, rules, filter, Strays.NONE).broken());
                new CsvRejects(statements, copy, salvage).quarantine(quarantined);
                rejectTables.drop();
            }
            isAsExpected = quarantined.count() - before == expected;
        } finally {
            statements.execute(isAsExpected ? "COMMIT" : "ROLLBACK");
        }
        return isAsExpected;
    }

    private List<CsvGroup> allKept(Copied copied) {
        account = plus(account, new Account(copied.rows(), copied.rows(), 0, 0, 0));
        return List.of();
    }

    /** Whether the columns have no place for some values, which only a reading as text can tell. */
    private boolean mayLoseValues(CsvGroup group) {
        return strays.discardsValues()
                || strays.columns().stream()
                        .anyMatch(column -> CsvGroup.find(group.dialect().columns(), column.name())
                                .isPresent());
    }

    /** One reading for everything. @return pieces of the files that are to be read on their own */
    private List<CsvGroup> readAsText(CsvGroup group, Staging staging, Salvage salvage) {
        List<Column> all =
                Stream.concat(columns.stream(), strays.columns().stream()).toList();
        RawRows raw = group.raw(all, Fit.UNCERTAIN, position(group), RejectTables.WITH_TEXT);
        long before = quarantined.count();
        StreamProduction.Result result = stream.measured(raw, rules, filter, staging);
        files.addAll(result.files());
        result.discarded().forEach((column, values) -> discarded.merge(column, values, Long::sum));
        return add(group, new Seen(result.scanned("read_csv"), result.filtered()), result.kept(), before, salvage);
    }

    /** The second reading. @return pieces of the files that are to be read on their own */
    private List<CsvGroup> inspect(CsvGroup group, Copied copied, Salvage salvage) {
        RawRows raw = group.raw(columns, fit(copied), position(group), RejectTables.WITH_TEXT);
        long before = quarantined.count();
        return add(group, turnAway(new Split(raw, rules, filter, Strays.NONE)), copied.rows(), before, salvage);
    }

    /** If no line was rejected, every text fits its type, and only what the rules look at need be cast again. */
    private static Fit fit(Copied copied) {
        return copied.rejects().isEmpty() ? Fit.CERTAIN : Fit.UNCERTAIN;
    }

    private static boolean isNumbered(CsvGroup group) {
        return group.files().size() == 1 && group.bytes() <= NUMBERED_BYTES;
    }

    private static String position(CsvGroup group) {
        return isNumbered(group)
                ? "row_number() OVER () + "
                        + (group.firstLine() - 1 + group.dialect().linesBeforeRows())
                : "NULL";
    }

    /** Accounts for a reading as text, and for the lines that it could not take apart. */
    private List<CsvGroup> add(CsvGroup group, Seen seen, long kept, long before, Salvage salvage) {
        CsvRejects rejects = new CsvRejects(statements, group, salvage);
        if (isNumbered(group)) {
            rejects.shiftPositions(quarantined.table(), before);
        }
        long broken = quarantined.count() - before;
        long malformed = rejects.quarantine(quarantined);
        rejectTables.drop();
        account = plus(account, new Account(seen.rows() + malformed, kept, broken + malformed, 0, seen.filtered()));
        return rejects.pieces();
    }

    /** What a reading as text saw of rows that can be taken apart. */
    private record Seen(long rows, long filtered) {}

    private Seen turnAway(Split split) {
        if (filter.isEmpty()) {
            String insert = "INSERT INTO " + quarantined.table() + " " + split.broken();
            return new Seen(statements.profile(insert, done -> true).profile().rowsOfScans("read_csv"), 0);
        }
        try (Rejects.Sink sink = sinks.open()) {
            String left = "SELECT count(*) FROM " + split.kept(sink);
            long rows = statements.profile(left, done -> true).profile().rowsOfScans("read_csv");
            return new Seen(rows, sink.filtered());
        } catch (SQLException e) {
            throw DuckErrors.translate(e);
        }
    }

    private static Account plus(Account a, Account b) {
        return new Account(
                a.read() + b.read(),
                a.kept() + b.kept(),
                a.quarantined() + b.quarantined(),
                0,
                a.filtered() + b.filtered());
    }

    /** The name of a file as the user knows it, by its path. */
    static String nameOf(CsvGroup group, String path) {
        return group.files().stream()
                .filter(file -> file.path().toString().equals(path))
                .map(SourceFile::name)
                .findFirst()
                .orElse(path);
    }
}
