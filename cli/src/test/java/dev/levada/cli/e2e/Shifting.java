package dev.levada.cli.e2e;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A source of the asset {@code raw.people} that looks otherwise each time it gives rows. */
enum Shifting {
    CSV("csv") {
        @Override
        void give(Folder project, int batch, List<String> columns, String rows) {
            copy(project, batch, columns, rows, "format csv, header");
        }
    },
    JSON("jsonl") {
        @Override
        void give(Folder project, int batch, List<String> columns, String rows) {
            copy(project, batch, columns, rows, "format json");
        }
    },
    PARQUET("parquet") {
        @Override
        void give(Folder project, int batch, List<String> columns, String rows) {
            copy(project, batch, columns, rows, "format parquet");
        }
    },
    SQLITE("") {
        @Override
        void give(Folder project, int batch, List<String> columns, String rows) {
            execute(
                    project,
                    "drop table if exists people",
                    "create table people (" + String.join(", ", columns) + ")",
                    "insert into people values " + rows);
        }
    };

    private final String ending;

    Shifting(String ending) {
        this.ending = ending;
    }

    /** Whether it says which types its columns have, rather than being guessed at. */
    boolean declaresTypes() {
        return this == PARQUET || this == SQLITE;
    }

    /** An empty project whose rows are added to those that are there. */
    Folder project(Path path) {
        return this == SQLITE
                ? new Folder(path)
                        .file("levada.yml", "name: test", "connections:", "  crm: {type: sqlite, path: crm.db}")
                : Folder.withDrops(path);
    }

    /** Writes the asset's file. @param more further lines */
    void asset(Folder project, String... more) {
        String extract = this == SQLITE ? "{from: crm, table: people}" : "{from: drops, files: '*." + ending + "'}";
        project.file(
                "assets/raw/people.yml", "extract: " + extract + "\nwrite: {mode: append}\n" + String.join("\n", more));
    }

    /**
     * Makes the source hold rows that were not read before.
     *
     * @param columns with their types
     * @param rows in SQL, as they stand behind {@code values}
     */
    abstract void give(Folder project, int batch, List<String> columns, String rows);

    void copy(Folder project, int batch, List<String> columns, String rows, String format) {
        Path file = project.path().resolve("data").resolve("people-" + batch + "." + ending);
        execute(
                "jdbc:duckdb:",
                "create table people (" + String.join(", ", columns) + ")",
                "insert into people values " + rows,
                "copy people to '" + file + "' (" + format + ")");
    }

    /** Changes the database of a project whose source is one. */
    void execute(Folder project, String... statements) {
        execute("jdbc:sqlite:" + project.path().resolve("crm.db"), statements);
    }

    private static void execute(String url, String... statements) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
