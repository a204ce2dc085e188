package dev.levada.testing.shop;

import dev.levada.testing.shop.Events.Event;
import dev.levada.testing.shop.Products.Product;
import dev.levada.testing.shop.Users.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;

/** Writes tables as CSV files with a header; a null is an empty field. */
final class CsvFiles {
    private CsvFiles() {}

    static void write(Products products, Path file) throws IOException {
        try (Lines lines = new Lines(Files.newOutputStream(file))) {
            lines.text("product_id,name,category,price,stock_count\n");
            for (int row = 0; row < products.count(); row++) {
                write(products.at(row), lines);
            }
        }
    }

    private static void write(Product product, Lines lines) throws IOException {
        lines.number(product.id()).ascii(',').field(product.name()).ascii(',');
        lines.text(product.category()).ascii(',').money(product.priceCents()).ascii(',');
        lines.number(product.stock()).ascii('\n');
    }

    static void write(Users users, Path file) throws IOException {
        try (Lines lines = new Lines(Files.newOutputStream(file))) {
            lines.text("user_id,email,first_name,country,age,signup_date,plan,created_at\n");
            for (int row = 0; row < users.count(); row++) {
                write(users.at(row), lines);
            }
        }
    }

    private static void write(User user, Lines lines) throws IOException {
        String email = user.email();
        String country = user.country();
        lines.number(user.id()).ascii(',').text(email == null ? "" : email).ascii(',');
        lines.text(user.firstName()).ascii(',').text(country == null ? "" : country);
        lines.ascii(',').text(Integer.toString(user.age())).ascii(',');
        lines.text(user.createdAt().toLocalDate().toString()).ascii(',');
        lines.text(user.plan()).ascii(',').timestamp(user.createdAt().toEpochSecond(ZoneOffset.UTC), ' ');
        lines.ascii('\n');
    }

    static void write(Events events, Path file) throws IOException {
        try (Lines lines = new Lines(Files.newOutputStream(file))) {
            lines.text("event_id,user_id,event_type,product_id,quantity,amount,ts\n");
            events.deliver((event, delivered) -> write(event, lines));
        }
    }

    private static void write(Event event, Lines lines) throws IOException {
        lines.number(event.id()).ascii(',').number(event.user());
        lines.ascii(',').text(event.kind().word()).ascii(',');
        if (event.product() != 0) {
            lines.number(event.product());
        }
        lines.ascii(',');
        if (event.quantity() == 0) {
            lines.ascii(',').ascii(',');
        } else {
            lines.number(event.quantity()).ascii(',');
            lines.money(event.quantity() * event.priceCents()).ascii(',');
        }
        lines.timestamp(event.time(), ' ').ascii('\n');
    }
}
