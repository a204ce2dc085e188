package dev.levada.connector.postgresql;

import dev.levada.api.Finding;
import dev.levada.api.LevadaException;
import dev.levada.api.Settings;
import dev.levada.api.cursor.Cursor;
import dev.levada.api.sql.SqlStates;
import dev.levada.api.table.Selection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Examines a database and what a user may do there. */
record Checkup(Server server, Connection connection, Clock clock) {
    private static final int PARTED = 14;
    private static final Duration CLOSE = Duration.ofSeconds(1);
    private static final String WRITABLE = "select count(*), min(format('%I.%I', n.nspname, c.relname))"
            + " from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
            + " where c.relkind in ('r', 'p', 'v', 'f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'"
            + " and has_schema_privilege(n.oid, 'usage')"
            + " and has_table_privilege(c.oid, 'insert, update, delete, truncate')";
    private static final String CREATABLE = "select string_agg(quote_ident(nspname), ', ' order by nspname)"
            + " from pg_catalog.pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'"
            + " and has_schema_privilege(oid, 'create')";

    List<Finding> findings(List<Settings> extracts) throws SQLException {
        List<Finding> findings = new ArrayList<>(List.of(version(), encryption(), clocks(), sessions()));
        findings.addAll(rights());
        findings.addAll(extracts(extracts));
        return findings;
    }

    private Finding version() throws SQLException {
        String version = value("show server_version");
        String text = "PostgreSQL " + version + " answers at "
                + server.address().place() + ", and user '" + server.address().user() + "' may log in to '"
                + server.address().database() + "'.";
        return connection.getMetaData().getDatabaseMajorVersion() < PARTED
                ? Finding.note("server", text, "From version 14 on, large tables are read in parts side by side.")
                : Finding.good("server", text);
    }

    private Finding encryption() throws SQLException {
        String mode = server.address().word("sslmode", "prefer");
        String tls = value("select case when ssl then version || ' with ' || cipher else '' end from"
                + " pg_catalog.pg_stat_ssl where pid = pg_backend_pid()");
        if (tls.isEmpty()) {
            String text = "The connection is not encrypted (`sslmode: " + mode + "`).";
            return value("select coalesce(host(inet_server_addr()) in ('127.0.0.1', '::1'), true)")
                            .equals("t")
                    ? Finding.note("encryption", text, "It does not leave this machine.")
                    : Finding.warning(
                            "encryption",
                            text,
                            "Password and data can be read, and changed, on their way. Set up TLS at the server, and"
                                    + " `sslmode: verify-full` with `sslrootcert`.");
        }
        String text = "The connection is encrypted by " + tls + " (`sslmode: " + mode + "`).";
        return mode.equals("verify-full")
                ? Finding.good("encryption", text)
                : Finding.note(
                        "encryption",
                        text,
                        "Whether it is the right server is not verified in full; `sslmode: verify-full` with `sslrootcert`"
                                + " does.");
    }

    /** The server's clock, read between two looks at this machine's. */
    private Finding clocks() throws SQLException {
        Instant before = clock.instant();
        double seconds = Double.parseDouble(value("select extract(epoch from clock_timestamp())"));
        Instant after = clock.instant();
        Instant there = Instant.ofEpochMilli((long) (seconds * 1000));
        Duration away = there.isBefore(before)
                ? Duration.between(there, before)
                : there.isAfter(after) ? Duration.between(after, there) : Duration.ZERO;
        if (away.compareTo(CLOSE) <= 0) {
            return Finding.good("clock", "The server's clock and this machine's agree to the second.");
        }
        String way = there.isBefore(before) ? " behind" : " ahead of";
        return Finding.warning(
                "clock",
                "The server's clock is " + away.toSeconds() + " seconds" + way + " this machine's.",
                "Let both be set by NTP. `_loaded_at` is this machine's time, a cursor's values are the server's.");
    }

    private Finding sessions() throws SQLException {
        int wanted = server.address().maxConnections();
        long limit = Long.parseLong(value("select case when r.rolconnlimit >= 0 then r.rolconnlimit else"
                + " current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int end"
                + " from pg_catalog.pg_roles r where r.rolname = current_user"));
        String text = "Up to " + wanted + " sessions at once (`max_connections`), of " + limit
                + " that the server allows the user.";
        return wanted > limit
                ? Finding.warning("sessions", text, "Set `max_connections` to no more than " + limit + ".")
                : Finding.good("sessions", text);
    }

    private List<Finding> rights() throws SQLException {
        List<Finding> findings = new ArrayList<>();
        String user = server.address().user();
        String powers =
                value("select concat_ws(', ', case when rolsuper then 'superuser' end, case when rolcreaterole then"
                        + " 'createrole' end, case when rolcreatedb then 'createdb' end, case when rolreplication then"
                        + " 'replication' end, case when rolbypassrls then 'bypassrls' end)"
                        + " from pg_catalog.pg_roles where rolname = current_user");
        if (!powers.isEmpty()) {
            findings.add(Finding.warning(
                    "rights",
                    "User '" + user + "' has rights that reading does not need: " + powers + ".",
                    "Make one that can only read: create role levada_reader login password '...'; grant usage on schema"
                            + " ... to levada_reader; grant select on ... to levada_reader."));
        }
        if (powers.contains("superuser")) {
            return findings; // who may do anything
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(WRITABLE)) {
            row.next();
            if (row.getLong(1) > 0) {
                findings.add(Finding.warning(
                        "rights",
                        "User '" + user + "' may change tables: " + row.getLong(1) + ", such as " + row.getString(2)
                                + ".",
                        "Levada never writes here, and its sessions are read-only; still, take the right away: revoke"
                                + " insert, update, delete, truncate on ... from " + Server.quoted(user) + "."));
            }
        }
        String creatable = value(CREATABLE);
        if (!creatable.isEmpty()) {
            findings.add(Finding.note(
                    "rights",
                    "User '" + user + "' may create tables in " + creatable + ".",
                    "Reading does not need that: revoke create on schema ... from " + Server.quoted(user)
                            + " (or from public, which has it by default before version 15)."));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.good("rights", "User '" + user + "' can only read."));
        }
        return findings;
    }

    /** Whether what the project's assets read is there and may be read. */
    private List<Finding> extracts(List<Settings> extracts) throws SQLException {
        Set<Finding> findings = new LinkedHashSet<>();
        int readable = 0;
        for (Settings extract : extracts) {
            try {
                Selection selection = Selection.of(server.name(), extract);
                Catalog catalog = new Catalog(server, connection);
                Target target = Target.of(selection, catalog);
                Cursor.of(server.name(), extract).ifPresent(cursor -> new CursorQuery(connection, target, cursor));
                hidden(target).ifPresent(findings::add);
                readable++;
            } catch (LevadaException e) {
                findings.add(Finding.problem("assets", String.valueOf(e.getMessage())));
            } catch (SQLException e) {
                if (SqlStates.isPassing(e)) {
                    throw e;
                }
                connection.rollback();
                findings.add(Finding.problem(
                        "assets",
                        String.valueOf(server.failure("cannot read", e).getMessage())));
            }
        }
        if (readable > 0) {
            findings.add(
                    Finding.good("assets", "What they read is there, and the user may read it: " + readable + "."));
        }
        return List.copyOf(findings);
    }

    /** Whether the server would silently leave out rows. */
    private Optional<Finding> hidden(Target target) throws SQLException {
        String from = target.query().from();
        if (from.startsWith("(")
                || !value("select row_security_active(" + Literal.quoted(from) + "::regclass)")
                        .equals("t")) {
            return Optional.empty();
        }
        return Optional.of(Finding.warning(
                "rights",
                "Policies of " + from + " decide which rows user '"
                        + server.address().user() + "' sees; the others are" + " left out silently.",
                "If all rows are wanted, let a policy show them to the user, or give it the attribute bypassrls."));
    }

    /** The first value of a query; empty text if there is none. */
    private String value(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            String value = row.next() ? row.getString(1) : null;
            return value == null ? "" : value;
        }
    }
}
