package dev.levada.connector.jdbc.server;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.api.Setting;
import dev.levada.api.Shape;
import dev.levada.api.table.Selection;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.ArrayList;
import java.util.List;

/** Drivers that users bring, each loaded by itself, so that what it drags along meets nothing else. */
public final class DriverJar {
    public static final String SETTING = "jar";

    private DriverJar() {}

    public static Setting setting(String description) {
        return Setting.list(SETTING, new Shape.Text(), description);
    }

    /**
     * Loads a driver from the jars that a connection names.
     *
     * @param without what to do if none is named, as a sentence
     */
    public static Driver load(Login login, String driver, String without) {
        List<String> jars = login.settings().texts(SETTING);
        if (jars.isEmpty()) {
            throw Selection.wrong(login.name(), without);
        }
        List<URL> urls = new ArrayList<>();
        for (String jar : jars) {
            urls.add(url(login, jar));
        }
        URLClassLoader loader = new URLClassLoader(
                "driver of " + login.name(), urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        try {
            return (Driver) loader.loadClass(driver).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            close(loader);
            throw unusable(login, jars, driver, e);
        }
    }

    private static URL url(Login login, String jar) {
        Path path = login.projectFolder().toAbsolutePath().resolve(jar).normalize();
        if (!Files.isRegularFile(path)) {
            throw new LevadaException(
                    "source.not-found",
                    Blame.OUTSIDE,
                    "Connection '" + login.name() + "': the driver's jar " + path + " does not exist.");
        }
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static LevadaException unusable(Login login, List<String> jars, String driver, Throwable cause) {
        String why = cause instanceof ClassNotFoundException
                ? " has no class " + driver + ". Check `jar` and `driver`."
                : " has a class " + driver + " that cannot be used as a driver: " + cause + ".";
        return new LevadaException(
                "source.driver",
                Blame.PROJECT,
                "Connection '" + login.name() + "': " + String.join(", ", jars) + why,
                cause);
    }

    private static void close(URLClassLoader loader) {
        try {
            loader.close();
        } catch (IOException e) {
            // its files are only read
        }
    }
}
