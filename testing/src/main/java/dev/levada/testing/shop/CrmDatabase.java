package dev.levada.testing.shop;

import dev.levada.testing.shop.Users.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes the users into a new SQLite database. */
final class CrmDatabase {
    /** SQLite keeps times as text. */
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private static final int BATCH = 10_000;
    private static final String TABLE = """
        create table users (
          user_id integer primary key,
          email text,
          first_name text not null,
          country text,
          age integer,
          signup_date date not null,
          plan text not null,
          created_at timestamp not null
        )
        """;

    private CrmDatabase() {}

    static void write(Users users, Path file) throws IOException {
        Files.deleteIfExists(file);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("pragma journal_mode = off");
            statement.execute(TABLE);
            connection.setAutoCommit(false);
            insert(users, connection);
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("vacuum");
        } catch (SQLException e) {
            throw new IOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private static void insert(Users users, Connection connection) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into users values (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (int row = 0; row < users.count(); row++) {
                bind(users.at(row), insert);
                insert.addBatch();
                if (row % BATCH == BATCH - 1) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static void bind(User user, PreparedStatement insert) throws SQLException {
        insert.setLong(1, user.id());
        insert.setString(2, user.email());
        insert.setString(3, user.firstName());
        insert.setString(4, user.country());
        insert.setInt(5, user.age());
        insert.setString(6, user.createdAt().toLocalDate().toString());
        insert.setString(7, user.plan());
        insert.setString(8, TIMESTAMP.format(user.createdAt()));
    }
}
