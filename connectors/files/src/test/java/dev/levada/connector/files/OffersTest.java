package dev.levada.connector.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OffersTest {
    @TempDir
    Path folder;

    @Test
    void filesThatLookAlikeAreOneOffer() throws IOException {
        assertThat(offers("events/2024-01-01.jsonl.gz", "events/2024-01-02.jsonl.gz", "Users.csv", "notes.md"))
                .containsExactly(
                        "users: Users.csv, 4 bytes {files=Users.csv}",
                        "events: events/*.jsonl.gz, 2 files, 8 bytes {files=events/*.jsonl.gz}");
    }

    @Test
    void foldersThatLookAlikeAreOneToo() throws IOException {
        assertThat(offers("orders/day=2024-01-01/part-0.parquet", "orders/day=2024-01-02/part-1.parquet"))
                .containsExactly(
                        "part: orders/day=*/part-*.parquet, 2 files, 8 bytes {files=orders/day=*/part-*.parquet}");
    }

    @Test
    void differentStemsAreDifferentOffers() throws IOException {
        assertThat(offers("orders_1.csv", "orders_2.csv", "OrderItems_1.csv", "a/orders.csv"))
                .containsExactly(
                        "order_items: OrderItems_1.csv, 4 bytes {files=OrderItems_1.csv}",
                        "orders: a/orders.csv, 4 bytes {files=a/orders.csv}",
                        "orders_2: orders_*.csv, 2 files, 8 bytes {files=orders_*.csv}");
    }

    @Test
    void aFolderOfManyNamesIsOneOffer() throws IOException {
        String[] names = new String[20];
        for (int i = 0; i < names.length; i++) {
            names[i] = "dump/" + (char) ('a' + i) + ".json";
        }
        assertThat(offers(names)).containsExactly("dump: dump/*.json, 20 files, 80 bytes {files=dump/*.json}");
    }

    @Test
    void oddNamesAreEscaped() throws IOException {
        assertThat(offers("what?{1}.csv")).containsExactly("what: what?{1}.csv, 4 bytes {files=what\\?\\{1\\}.csv}");
    }

    private List<String> offers(String... names) throws IOException {
        for (String name : names) {
            new Drop(folder).file(name, "x\n1\n");
        }
        return new Drop(folder)
                .source().discover().stream()
                        .map(offer -> offer.name() + ": " + offer.title() + " " + offer.extract())
                        .toList();
    }
}
