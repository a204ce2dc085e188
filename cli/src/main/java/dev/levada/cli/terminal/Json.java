package dev.levada.cli.terminal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Writes maps, lists and scalars as JSON. Numbers keep every digit; texts are hidden before they are escaped. */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final UnaryOperator<String> hide;

    /** @param hide what every text and key goes through */
    public Json(UnaryOperator<String> hide) {
        this.hide = hide;
    }

    /** On one line. */
    public String line(@Nullable Object value) {
        return text(value, Layout.LINE);
    }

    /** Indented, for people. */
    public String document(@Nullable Object value) {
        return text(value, Layout.INDENTED);
    }

    private enum Layout {
        LINE,
        INDENTED
    }

    private String text(@Nullable Object value, Layout layout) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
            if (layout == Layout.INDENTED) {
                json.setPrettyPrinter(new DefaultPrettyPrinter());
            }
            write(json, value);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private void write(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Number number) {
            writeNumber(json, number);
        } else if (value instanceof Map<?, ?> map) {
            writeObject(json, map);
        } else if (value instanceof Iterable<?> list) {
            writeArray(json, list);
        } else {
            json.writeString(hide.apply(value.toString()));
        }
    }

    private static void writeNumber(JsonGenerator json, Number number) throws IOException {
        if (number instanceof BigDecimal decimal) {
            json.writeNumber(decimal);
        } else if (number instanceof BigInteger whole) {
            json.writeNumber(whole);
        } else if (number instanceof Float || number instanceof Double) {
            // JSON has no word for NaN and the infinities.
            if (Double.isFinite(number.doubleValue())) {
                json.writeNumber(number.toString());
            } else {
                json.writeString(number.toString());
            }
        } else {
            json.writeNumber(number.longValue());
        }
    }

    private void writeObject(JsonGenerator json, Map<?, ?> map) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.writeFieldName(hide.apply(String.valueOf(entry.getKey())));
            write(json, entry.getValue());
        }
        json.writeEndObject();
    }

    private void writeArray(JsonGenerator json, Iterable<?> list) throws IOException {
        json.writeStartArray();
        for (Object element : list) {
            write(json, element);
        }
        json.writeEndArray();
    }
}
