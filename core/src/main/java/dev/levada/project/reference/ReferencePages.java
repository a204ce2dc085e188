package dev.levada.project.reference;

import dev.levada.api.Connector;
import dev.levada.api.Setting;
import dev.levada.api.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The reference pages of all settings, in Markdown. The same declarations give the same pages. */
public final class ReferencePages {
    private static final String MADE = "<!-- Made from the declarations in the code; changes belong there. -->\n\n";

    private ReferencePages() {}

    /** The text of each page by its file's name, such as {@code project.md}. */
    public static Map<String, String> of(ProjectSettings settings) {
        Map<String, String> pages = new TreeMap<>();
        pages.put(
                "project.md",
                page("The project file", "What `levada.yml` in a project's folder says.") + body(settings.all(), ""));
        pages.put(
                "asset.md",
                page(
                                "Assets and contracts",
                                "What a file under `assets/` says. A `.yml` file says it as it is and needs `extract`."
                                        + " A `.sql` file says it in a comment that starts with `/* levada` and stands"
                                        + " before the query.")
                        + body(assetSettings(), ""));
        settings.connectors()
                .forEach((type, connector) -> pages.put("connector-" + type + ".md", connector(connector)));
        return pages;
    }

    private static List<Setting> assetSettings() {
        List<Setting> all = new ArrayList<>(AssetSettings.header());
        all.add(
                3,
                Setting.of(
                        "extract",
                        new Shape.MapOf(new Shape.Scalar()),
                        "Where the rows come from: `from` names a connection, the other keys depend on its type."));
        all.add(4, AssetSettings.drift());
        return all;
    }

    private static String connector(Connector connector) {
        return page("Connector `" + connector.type() + "`", connector.description())
                + "## Connection\n\n`type: " + connector.type() + "`, and:\n\n"
                + body(connector.connectionSettings(), "connections.*")
                + "## Extract\n\n`from: ` the connection's name, and:\n\n"
                + body(AssetSettings.ofExtract(connector), "extract");
    }

    private static String page(String title, String intro) {
        return MADE + "# " + title + "\n\n" + intro + "\n\n";
    }

    /** A table of keys, then a section for each key that has keys of its own. */
    private static String body(List<Setting> settings, String path) {
        if (settings.isEmpty()) {
            return "Nothing.\n\n";
        }
        StringBuilder text = new StringBuilder("| key | value | default | what it says |\n| --- | --- | --- | --- |\n");
        settings.forEach(setting -> text.append(row(setting)));
        text.append('\n');
        for (Setting setting : settings) {
            String child = path.isEmpty() ? setting.name() : path + "." + setting.name();
            nested(setting.shape(), child)
                    .forEach((place, keys) ->
                            text.append("## `").append(place).append("`\n\n").append(body(keys, place)));
        }
        return text.toString();
    }

    private static String row(Setting setting) {
        String fallback = setting.fallback();
        String holds = setting.required() ? "required" : fallback == null ? "" : "`" + fallback + "`";
        String secret = setting.secret() ? " Never shown." : "";
        return "| `" + setting.name() + "` | " + cell(ShapeWords.of(setting.shape())) + " | " + cell(holds) + " | "
                + cell(setting.description() + secret) + " |\n";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    /** The groups of keys in a shape by their paths. A rule that may also say {@code on_fail} needs no section. */
    private static Map<String, List<Setting>> nested(Shape shape, String path) {
        Map<String, List<Setting>> groups = new LinkedHashMap<>();
        if (shape instanceof Shape.Keys keys) {
            if (!ShapeWords.isSpelledOut(keys)) {
                groups.put(path, keys.settings());
            }
        } else if (shape instanceof Shape.AnyOf any) {
            any.alternatives().forEach(alternative -> groups.putAll(nested(alternative, path)));
        } else if (shape instanceof Shape.ListOf list) {
            groups.putAll(nested(list.element(), path + "[]"));
        } else if (shape instanceof Shape.MapOf map) {
            groups.putAll(nested(map.value(), path + ".*"));
        }
        return groups;
    }
}
