package dev.levada.connector.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrayReaderTest {
    @TempDir
    Path folder;

    @Test
    void elementsKeepTheirExactText() throws IOException {
        assertThat(drop(" [ {\"a\" : 1.50} ,\n[1, [2]],\"x]\\\"\" , 1e5,null ] \n"))
                .containsExactly("1 {\"a\" : 1.50}", "2 [1, [2]]", "3 \"x]\\\"\"", "4 1e5", "5 null");
    }

    @Test
    void anEmptyArrayHasNoDocuments() throws IOException {
        assertThat(drop("[]")).isEmpty();
        assertThat(drop(" [ ] ")).isEmpty();
    }

    @Test
    void aCommaBehindTheLastElementDoesNoHarm() throws IOException {
        assertThat(drop("[1,\n2,\n]")).containsExactly("1 1", "2 2");
    }

    @Test
    void arraysMayFollowOneAnother() throws IOException {
        assertThat(drop("\uFEFF[1,2]\n[3]")).containsExactly("1 1", "2 2", "3 3");
    }

    @Test
    void aTruncatedArrayGivesWhatIsWholeAndOneDefect() throws IOException {
        assertThat(drop("[{\"a\": 1}, {\"a\": 2"))
                .containsExactly("1 {\"a\": 1}", "2 {\"a\": 2 !the file ends within this record");
        assertThat(drop("[{\"a\": 1},")).containsExactly("1 {\"a\": 1}", "2  !the file ends before its array does");
        assertThat(drop("[")).containsExactly("1  !the file ends before its array does");
        assertThat(drop("[\"a")).containsExactly("1 \"a !the file ends within this record");
    }

    @Test
    void aBrokenArrayGivesItsRestAsOneDefect() throws IOException {
        assertThat(drop("[1, , 2, 3]"))
                .containsExactly(
                        "1 1",
                        "2 , 2, 3] !an element should begin here, not ',', at byte 5; the rest of the file cannot be"
                                + " read");
        assertThat(drop("[{} {}, 3]"))
                .containsExactly(
                        "1 {}",
                        "2 {}, 3] !',' or ']' should stand here, not '{', at byte 5; the rest of the file cannot be"
                                + " read");
        assertThat(drop("[1]]"))
                .containsExactly(
                        "1 1",
                        "2 ] !a value should begin here, not ']', at byte 4; the rest of the file cannot be read");
    }

    @Test
    void onlyTheHeadOfALongRestIsKept() throws IOException {
        List<String> documents = drop("[1 " + "2".repeat(300_000));
        assertThat(documents).hasSize(2);
        assertThat(documents.get(1)).hasSizeBetween(Window.HEAD, Window.HEAD + 200);
    }

    @Test
    void anObjectOverSeveralLinesIsOneDocument() throws IOException {
        String object = "{\n  \"a\": {\n    \"b\": 1\n  }\n}";
        assertThat(drop(object)).containsExactly("1 " + object);
        assertThat(drop(object + "\n" + object)).containsExactly("1 " + object, "2 " + object);
        String flat = "{\"items\": [\n{\"a\": 1},\n{\"a\": 2}\n]}";
        assertThat(drop(flat)).containsExactly("1 " + flat);
    }

    @Test
    void aDamagedFirstLineDoesNotMakeLinesAnObject() throws IOException {
        assertThat(drop("{\"a\": 1, \"b\":\n{\"a\": 2}\n{\"a\": 3}\n"))
                .containsExactly("1 {\"a\": 1, \"b\":", "2 {\"a\": 2}", "3 {\"a\": 3}");
        assertThat(drop("{\"a\": \"x\n{\"a\": 2}\n")).containsExactly("1 {\"a\": \"x", "2 {\"a\": 2}");
    }

    @Test
    void theLayoutCanBeSaid() throws IOException {
        new Drop(folder).file("f.json", "[1,2]\n[3,4]\n");
        assertThat(new Drop(folder).json("f.json", Map.of("layout", "lines")))
                .containsExactly("f.json:1 [1,2]", "f.json:2 [3,4]");
        new Drop(folder).file("f.json", "{\"a\": 1}\n{\"a\":\n 2}");
        assertThat(new Drop(folder).json("f.json", Map.of("layout", "array")))
                .containsExactly("f.json:1 {\"a\": 1}", "f.json:2 {\"a\":\n 2}");
    }

    @Test
    void aPathLeadsToTheArray() throws IOException {
        String text =
                "{\"n\": 2, \"x\": {\"items\": [0]}, \"data\": {\"s\": \"}\", \"items\" : [ 1, {\"items\": [9]} ],"
                        + " \"z\": [5]}, \"y\": 1}";
        assertThat(path(text, "data.items")).containsExactly("1 1", "2 {\"items\": [9]}");
        assertThat(path(text + "\n" + text, "data.items"))
                .containsExactly("1 1", "2 {\"items\": [9]}", "3 1", "4 {\"items\": [9]}");
    }

    @Test
    void aDocumentWithoutThePathIsADefect() throws IOException {
        assertThat(path("{\"data\": {\"a\": [1]}, \"items\": [2]} {\"data\": {\"items\": [3]}}", "data.items"))
                .containsExactly("1 {\"data\": {\"a\": [1]}, \"items\": [2]} !there is no array at data.items", "2 3");
        assertThat(path("{\"data\": 5} 7 [8] {}", "data.items"))
                .containsExactly(
                        "1 {\"data\": 5} !there is no array at data.items",
                        "2 7 !there is no array at data.items",
                        "3 [8] !there is no array at data.items",
                        "4 {} !there is no array at data.items");
        assertThat(path("{\"data\": {\"items\": null}}", "data.items"))
                .containsExactly("1 {\"data\": {\"items\": null}} !there is no array at data.items");
    }

    @Test
    void aFileThatEndsOnThePathIsADefect() throws IOException {
        assertThat(path("{\"data\": {\"items\": [1]}", "data.items"))
                .containsExactly("1 1", "2  !the file ends before its array does");
        assertThat(path("{\"data\": {\"it", "data.items"))
                .hasSize(1)
                .first()
                .asString()
                .contains("{\"data\": {\"it !");
        assertThat(path("{\"data\": ", "data.items")).hasSize(1);
        assertThat(path("{", "data.items")).hasSize(1);
    }

    @Test
    void randomValuesComeBackAsTheyWere() throws IOException {
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            List<String> values = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            for (int i = random.nextInt(20); i > 0; i--) {
                values.add(value(random, 3));
                expected.add(values.size() + " " + values.get(values.size() - 1));
            }
            String array = "[" + blank(random) + String.join(blank(random) + "," + blank(random), values)
                    + blank(random) + "]";
            assertThat(drop(array)).isEqualTo(expected);
            assertThat(path("{\"k\\\"\":" + value(random, 2) + ",\"i\":" + blank(random) + array + "}", "i"))
                    .isEqualTo(expected);
        }
    }

    @Test
    void bytesAtRandomNeverDisappear() throws IOException {
        Random random = new Random(13);
        String alphabet = "{}[],:\"\\ a1\n";
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "[" : "");
            for (int i = random.nextInt(20); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String kept = String.join("", drop(text.toString())).replaceAll("[^a1]", "");
            long expected = text.chars().filter(c -> c == 'a').count();
            assertThat(kept.chars().filter(c -> c == 'a').count())
                    .as(text.toString())
                    .isGreaterThanOrEqualTo(expected);
        }
    }

    private static String value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> String.valueOf(random.nextInt());
            case 1 -> "true";
            case 2 -> "\"\\\"}],{[:ş\\\\\"";
            case 3 -> "\"" + "x".repeat(random.nextInt(50)) + "\"";
            case 4 -> "[" + value(random, depth - 1) + " , " + value(random, depth - 1) + "]";
            default -> "{\"k]\\\\\": " + value(random, depth - 1) + "}";
        };
    }

    private static String blank(Random random) {
        return " \n\t\r".substring(random.nextInt(5)).repeat(random.nextInt(3));
    }

    private List<String> drop(String text) throws IOException {
        return new Drop(folder)
                .file("f.json", text).documents("f.json").stream()
                        .map(document -> document.substring("f.json:".length()))
                        .toList();
    }

    private List<String> path(String text, String path) throws IOException {
        return new Drop(folder)
                .file("f.json", text).json("f.json", Map.of("path", path)).stream()
                        .map(document -> document.substring("f.json:".length()))
                        .toList();
    }
}
