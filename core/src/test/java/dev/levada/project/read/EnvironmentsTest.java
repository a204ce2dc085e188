package dev.levada.project.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Settings;
import dev.levada.project.Making;
import dev.levada.project.Project;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentsTest {
    @TempDir
    private Path folder;

    private Folder shop() {
        return new Folder(folder).with("levada.yml", """
            name: shop
            variables: {limit: 10, region: eu}
            limits: {memory: 1GB, threads: 2}
            connections:
              crm: {type: sqlite, path: crm.db}
              db: {type: postgres, host: localhost, database: shop, password: "${env:DB_PASSWORD:-dev}"}
            environments:
              dev:
              prod:
                lake: /srv/lake
                variables: {limit: 20}
                limits: {threads: 8}
                connections:
                  crm: {type: postgres, host: "${env:CRM_HOST}", database: crm, user: levada}
                  db: {host: db.internal, password: "${env:DB_PASSWORD}", port: "${env:DB_PORT:-6432}"}
            """).with("assets/a/b.sql", "select $limit, $region");
    }

    private static Map<String, Object> connection(Project project, String name) {
        return Optional.ofNullable(project.connections().get(name))
                .orElseThrow()
                .settings()
                .values();
    }

    @Test
    void withoutOneTheFileHoldsAsItIs() {
        Project project = shop().read();

        assertThat(project.environment()).isEmpty();
        assertThat(connection(project, "crm")).isEqualTo(Map.of("path", "crm.db"));
        assertThat(connection(project, "db")).containsEntry("port", 5432L).containsEntry("password", "dev");
    }

    @Test
    void theChosenOneIsMergedKeyByKey() {
        Project project = shop().where("CRM_HOST", "crm.internal")
                .where("DB_PASSWORD", "hunter22")
                .read("prod");

        assertThat(project.environment()).contains("prod");
        assertThat(project.lake()).isEqualTo(Path.of("/srv/lake"));
        assertThat(project.limits()).isEqualTo(new Project.Limits(Optional.of("1GB"), 8));
        assertThat(connection(project, "db"))
                .isEqualTo(Map.of(
                        "host", "db.internal", "database", "shop", "password", "hunter22", "port", 6432L, "tls", true));
        assertThat(((Making.Transform) project.asset("a.b").making()).sql()).isEqualTo("select 20, 'eu'");
    }

    @Test
    void anotherTypeReplacesTheWholeConnection() {
        Project project = shop().where("CRM_HOST", "crm.internal")
                .where("DB_PASSWORD", "hunter22")
                .read("prod");

        assertThat(connection(project, "crm")).doesNotContainKey("path").containsEntry("host", "crm.internal");
    }

    @Test
    void onlyTheChosenOneDemandsItsVariables() {
        assertThat(shop().problems()).isEmpty();
        assertThat(shop().problems(Optional.of("dev"))).isEmpty();
        assertThat(shop().problems(Optional.of("prod")))
                .containsExactly(
                        "levada.yml:14:36: The environment variable 'CRM_HOST' is not set. Set it, or give a default:"
                                + " ${env:CRM_HOST:-...}.",
                        "levada.yml:15:42: The environment variable 'DB_PASSWORD' is not set. Set it, or give a"
                                + " default: ${env:DB_PASSWORD:-...}.");
    }

    @Test
    void whatTheChosenOneOverridesIsNotDemanded() {
        Folder overridden = new Folder(folder).with("levada.yml", """
            name: shop
            connections:
              db: {type: postgres, host: "${env:HOST}", database: shop}
            environments:
              test: {connections: {db: {host: localhost}}}
            """);

        assertThat(overridden.problems(Optional.of("test"))).isEmpty();
    }

    @Test
    void anUnknownOneIsToldWithTheNearest() {
        assertThat(shop().problems(Optional.of("prd")))
                .containsExactly("levada.yml:7:1: There is no environment 'prd'. Did you mean 'prod'?");
    }

    @Test
    void secretsAreHiddenAndNeverPartOfText() {
        Project project = shop().where("CRM_HOST", "crm.internal")
                .where("DB_PASSWORD", "hunter22")
                .read("prod");

        assertThat(project.secrets().hide("login hunter22@crm.internal failed")).isEqualTo("login ***@*** failed");
        assertThat(project.toString()).doesNotContain("hunter22", "crm.internal");
        assertThat(new Settings(Map.of("password", "x"))).hasToString("Settings[password]");
    }
}
