package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process loads of the drivers that come with the program. */
class DriversTest {

    @Test
    void onlyTheDriverThatIsNeededIsLoaded(@TempDir Path folder) throws Exception {
        Path classes = folder.resolve("classes.log");
        new Folder(folder).file("levada.yml", "name: test").file("assets/raw/one.sql", "select 1 as one");
        try (Child child = Child.with(List.of("-Xlog:class+load:file=" + classes), folder, "run")) {
            child.out();
            assertThat(child.code()).as(child.errors()).isZero();
        }
        assertThat(Files.readString(classes))
                .contains("org.sqlite.JDBC")
                .doesNotContain("com.microsoft.sqlserver.jdbc.SQLServerConnection ")
                .doesNotContain("org.h2.Driver ")
                .doesNotContain("org.mariadb.jdbc.Driver ")
                .doesNotContain("org.postgresql.Driver ");
    }
}
