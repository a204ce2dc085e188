package dev.levada.connector.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineReaderTest {
    @TempDir
    Path folder;

    @Test
    void eachLineIsADocumentWithItsNumber() throws IOException {
        assertThat(drop("{\"a\":1}\n{\"a\":2}\n")).containsExactly("f.jsonl:1 {\"a\":1}", "f.jsonl:2 {\"a\":2}");
    }

    @Test
    void theLastLineNeedsNoEnd() throws IOException {
        assertThat(drop("{\"a\":1}")).containsExactly("f.jsonl:1 {\"a\":1}");
    }

    @Test
    void windowsLineEndsAreLineEnds() throws IOException {
        assertThat(drop("1\r\n2\r\n\r\n3\r\n")).containsExactly("f.jsonl:1 1", "f.jsonl:2 2", "f.jsonl:4 3");
    }

    @Test
    void blankLinesCountButGiveNoDocument() throws IOException {
        assertThat(drop("\n \t\n1\n\n2\n\n")).containsExactly("f.jsonl:3 1", "f.jsonl:5 2");
    }

    @Test
    void anEmptyFileHasNoDocuments() throws IOException {
        assertThat(drop("")).isEmpty();
        assertThat(drop("\uFEFF")).isEmpty();
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstDocument() throws IOException {
        assertThat(drop("\uFEFF1\n2")).containsExactly("f.jsonl:1 1", "f.jsonl:2 2");
    }

    @Test
    void aLineThatIsNotUtf8CostsItselfOnly() throws IOException {
        byte[] bytes = "1\n\"Curaçao\"\n\"ığüş€😀\"\n".getBytes(StandardCharsets.UTF_8);
        byte[] latin1 = "\"Curaçao\"".getBytes(StandardCharsets.ISO_8859_1);
        new Drop(folder).file("f.jsonl", concat(bytes, latin1, "\n3".getBytes(StandardCharsets.UTF_8)));

        assertThat(new Drop(folder).documents("f.jsonl"))
                .containsExactly(
                        "f.jsonl:1 1",
                        "f.jsonl:2 \"Curaçao\"",
                        "f.jsonl:3 \"ığüş€😀\"",
                        "f.jsonl:4 \"Cura\\xE7ao\" !undecodable bytes at byte 6 of the record",
                        "f.jsonl:5 3");
    }

    @Test
    void aLineThatIsTooLongCostsItselfOnly() throws IOException {
        String text = "short\n" + "x".repeat(5000) + "\nafter\n" + "y".repeat(5000);
        new Drop(folder).file("f.jsonl", text);
        List<String> lines = new ArrayList<>();
        try (Window window = new Window(StoredBytes.open(folder.resolve("f.jsonl"), Compression.NONE, 0), 0, 1000)) {
            LineReader reader = new LineReader(window);
            for (Document line = reader.next(); line != null; line = reader.next()) {
                lines.add(line.position() + " " + line.text().length + " " + line.defect());
            }
        }
        assertThat(lines)
                .containsExactly(
                        "1 5 null", "2 1000 longer than 1000 bytes", "3 5 null", "4 1000 longer than 1000 bytes");
    }

    @Test
    void aLineMayBeLongerThanTheBuffer() throws IOException {
        String text = "x".repeat(3_000_000);
        assertThat(drop("1\n" + text + "\n3")).containsExactly("f.jsonl:1 1", "f.jsonl:2 " + text, "f.jsonl:3 3");
    }

    @Test
    void rangesOfAFileGiveTheSameAsTheWholeFile() throws IOException {
        Random random = new Random(42);
        for (int round = 0; round < 200; round++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "");
            for (int line = random.nextInt(30); line > 0; line--) {
                text.append("{ü}".repeat(random.nextInt(12))).append(random.nextInt(4) == 0 ? "\r\n" : "\n");
            }
            text.append(random.nextBoolean() ? "end" : "");
            new Drop(folder).file("f.jsonl", text.toString());
            List<String> whole = new Drop(folder).documents(Map.of("files", "f.jsonl"), 1L << 40);
            int range = 1 + random.nextInt(40);
            assertThat(new Drop(folder).documents(Map.of("files", "f.jsonl"), range))
                    .as("%s in ranges of %d", text, range)
                    .isEqualTo(whole);
            assertThat(whole).isEqualTo(model(text.toString()));
        }
    }

    private static List<String> model(String text) {
        List<String> documents = new ArrayList<>();
        int number = 0;
        for (String line : text.replace("\uFEFF", "").split("\n", -1)) {
            number++;
            if (!line.isBlank()) {
                documents.add("f.jsonl:" + number + " " + line.replace("\r", ""));
            }
        }
        return documents;
    }

    @Test
    void utf8IsJudgedAsTheJdkJudgesIt() {
        Random random = new Random(7);
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (random.nextBoolean() ? EDGES[random.nextInt(EDGES.length)] : bytes[i]);
            }
            boolean valid = !new String(bytes, StandardCharsets.UTF_8).contains("\uFFFD");
            assertThat(Utf8.fault(bytes, 0, bytes.length) < 0).isEqualTo(valid);
            assertThat(Utf8.fault(Utf8.shown(bytes), 0, Utf8.shown(bytes).length))
                    .isNegative();
        }
    }

    private static final int[] EDGES = {
        0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBE, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEE, 0xF0, 0xF1, 0xF4, 0xF5, 'a'
    };

    private List<String> drop(String text) throws IOException {
        return new Drop(folder).file("f.jsonl", text).documents("f.jsonl");
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
