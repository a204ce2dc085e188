package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.levada.cli.Invocation;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code levada doctor} finds. */
class DoctorTest {
    private static final String PASSWORD = "hunter2-of-the-doctor";

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void create() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        cli = new Folder(folder)
                .file(
                        "levada.yml",
                        "name: test",
                        "connections:",
                        "  crm: {type: sqlite, path: crm.db}",
                        "  drops: {type: files, root: drops}",
                        "  away: {type: postgres, host: localhost, port: " + free + ", database: d, user: u,",
                        "    password: \"${env:PASSWORD}\"}")
                .file("drops/orders.csv", "id", "1")
                .file("assets/raw/orders.yml", "extract: {from: drops, files: orders.csv}")
                .file("assets/raw/users.yml", "extract: {from: crm, table: users}")
                .cli()
                .with("PASSWORD", PASSWORD);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("crm.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("create table users (id integer)");
        }
    }

    @Test
    void whatWorksIsToldAndNothingIsMade() {
        String told = cli.succeed("doctor", "crm", "drops");
        assertThat(told)
                .contains("crm (sqlite)")
                .contains("Tables and views: 1.")
                .contains("drops (files)")
                .contains("Files in it: 1.")
                .contains("lake: ")
                .contains(" free of ")
                .contains("temporary files: ")
                .contains("memory: The engine may take ")
                .doesNotContain("problem");
        assertThat(folder.resolve(".levada")).doesNotExist();
    }

    @Test
    void whatDoesNotWorkIsExplainedAndTheOthersAreStillExamined() throws IOException {
        Files.delete(folder.resolve("drops/orders.csv"));
        new Folder(folder).file("assets/raw/users.yml", "extract: {from: crm, table: user}");
        Invocation ended = cli.end(3, "doctor");
        assertThat(ended.out())
                .contains("away (postgres)")
                .contains("A server should answer at localhost:")
                .contains("there is no table or view named 'user'. Did you mean 'users'?")
                .contains("No file below ")
                .contains("machine")
                .doesNotContain(PASSWORD);
    }

    @Test
    void programsAreToldInJson() throws IOException {
        JsonNode document = new ObjectMapper()
                .readTree(cli.end(3, "doctor", "away", "--format", "json").out());
        assertThat(document).hasSize(2);
        assertThat(document.get(0).get("name").asText()).isEqualTo("away");
        assertThat(document.get(0).get("type").asText()).isEqualTo("postgres");
        JsonNode finding = document.get(0).get("findings").get(0);
        assertThat(finding.get("level").asText()).isEqualTo("problem");
        assertThat(finding.get("topic").asText()).isEqualTo("connection");
        assertThat(finding.get("text").asText()).contains("check `host` and `port`");
        assertThat(document.get(1).get("name").asText()).isEqualTo("machine");
    }

    @Test
    void aConnectionThatIsNotThereIsAMistake() {
        assertThat(cli.end(2, "doctor", "cmr").err()).contains("There is no connection 'cmr'. Did you mean 'crm'?");
    }
}
