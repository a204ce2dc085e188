package dev.levada.testing.shop;

import dev.levada.testing.shop.Events.Event;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes events as gzipped JSON lines, one file for each month of delivery, such as {@code 2024-03.jsonl.gz}. */
final class EventFiles implements Closeable {
    private static final String[] DEVICES = {"phone", "desktop", "tablet"};
    private static final String[] CHANNELS = {"direct", "ads", "email", "social"};

    private final Path folder;
    private @Nullable Lines lines;
    private long nextMonth = Long.MIN_VALUE;

    private EventFiles(Path folder) {
        this.folder = folder;
    }

    static void write(Events events, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (EventFiles files = new EventFiles(folder)) {
            events.deliver((event, delivered) -> write(event, files.at(delivered)));
        }
    }

    private Lines at(long delivered) throws IOException {
        Lines open = lines;
        if (open != null && delivered < nextMonth) {
            return open;
        }
        close();
        YearMonth month = YearMonth.from(LocalDateTime.ofEpochSecond(delivered, 0, ZoneOffset.UTC));
        nextMonth = month.plusMonths(1).atDay(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
        open = new Lines(new Gzip(Files.newOutputStream(folder.resolve(month + ".jsonl.gz"))));
        lines = open;
        return open;
    }

    private static void write(Event event, Lines lines) throws IOException {
        lines.text("{\"event_id\":").number(event.id()).text(",\"user_id\":").number(event.user());
        lines.text(",\"event_type\":\"").text(event.kind().word());
        lines.text("\",\"product_id\":");
        if (event.product() == 0) {
            lines.text("null");
        } else {
            lines.number(event.product());
        }
        if (event.quantity() == 0) {
            lines.text(",\"quantity\":null,\"amount\":null");
        } else {
            lines.text(",\"quantity\":").number(event.quantity()).text(",\"amount\":");
            lines.money(event.quantity() * event.priceCents());
        }
        lines.text(",\"ts\":\"").timestamp(event.time(), 'T');
        lines.text("\",\"context\":{\"device\":\"").text(DEVICES[event.device()]);
        lines.text("\",\"channel\":\"").text(CHANNELS[event.channel()]).text("\"}}\n");
    }

    @Override
    public void close() throws IOException {
        if (lines != null) {
            lines.close();
        }
    }

    /** Packs as tightly as it can. */
    private static final class Gzip extends GZIPOutputStream {
        Gzip(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(9);
        }
    }
}
