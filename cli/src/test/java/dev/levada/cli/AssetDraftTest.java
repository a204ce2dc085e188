package dev.levada.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Column;
import dev.levada.api.Offer;
import dev.levada.api.Type;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AssetDraftTest {

    @Test
    void theDraftIsYamlWhateverTheNamesAre() {
        Offer offer = new Offer("users", "users (table)\nx", Map.of("table", "user list", "where", List.of(1, "a")));
        List<Column> columns = List.of(
                new Column("id", Type.Primitive.BIGINT),
                new Column("no", Type.Primitive.VARCHAR),
                new Column("Full name: \"x\"", new Type.Decimal(9, 2)));

        assertThat(new AssetDraft().text("crm", offer, columns))
                .startsWith("# users (table) x, found by `levada discover crm --write`.\n")
                .endsWith("""
                        extract:
                          from: crm
                          table: "user list"
                          where: [1,"a"]
                        columns:
                          id: {type: bigint}
                          "no": {type: varchar}
                          "Full name: \\"x\\"": {type: "DECIMAL(9,2)"}
                        """);
    }
}
