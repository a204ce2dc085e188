package dev.levada.testing.shop;

import dev.levada.testing.shop.ShopInputs.EventRow;
import dev.levada.testing.shop.ShopInputs.ProductRow;
import dev.levada.testing.shop.ShopInputs.UserRow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Computes what the project {@code examples/shop} must arrive at: contract, duplicates and features in plain loops,
 * without an engine and without SQL.
 *
 * <p>Rows are tested against their rules first; of those that broke none, duplicates are dropped.
 */
public final class ShopFeatures {
    private static final Set<String> EVENT_TYPES = Set.of("purchase", "view", "add_to_cart", "search", "review");

    private final ShopInputs inputs;
    private final LocalDate asOf;

    private ShopFeatures(ShopInputs inputs, LocalDate asOf) {
        this.inputs = inputs;
        this.asOf = asOf;
    }

    /**
     * What a correct run makes of the shop's data.
     *
     * @param users what happened to the rows of {@code raw.users}
     * @param products the same for {@code raw.products}
     * @param events the same for {@code raw.events}
     * @param features the rows of {@code features.user_features} by user: a {@link Long} for each whole number, a
     *     {@link Double} for each other number, a {@link java.time.LocalDateTime} for a time, a {@link String} for a
     *     text. Sums may differ by the order of their addition, by no more than a part in 10⁹.
     */
    public record Expected(
            Account users, Account products, Account events, Map<Long, Map<String, @Nullable Object>> features) {
        public Expected {
            features = Collections.unmodifiableMap(new TreeMap<>(features));
        }
    }

    /**
     * Reads the data below a project's folder and works out what must come of it.
     *
     * @param folder the project's, with the data in {@code data/}
     * @param asOf the project's variable {@code as_of}
     */
    public static Expected of(Path folder, LocalDate asOf) throws IOException {
        return new ShopFeatures(new ShopInputs(folder), asOf).expected();
    }

    private Expected expected() throws IOException {
        Account.Tally userTally = new Account.Tally();
        Map<Long, UserRow> users = new TreeMap<>();
        for (UserRow user : inputs.users()) {
            if (userTally.admits(broken(user))) {
                users.put(user.id(), user);
            }
        }
        Account.Tally productTally = new Account.Tally();
        Map<Long, String> categories = new HashMap<>();
        for (ProductRow product : inputs.products()) {
            if (productTally.admits(broken(product))) {
                categories.put(product.id(), product.category());
            }
        }
        Account.Tally eventTally = new Account.Tally();
        Map<Long, EventRow> events = events(eventTally, users.keySet(), categories.keySet());
        return new Expected(
                userTally.account(users.size()),
                productTally.account(categories.size()),
                eventTally.account(events.size()),
                features(users, categories, events));
    }

    /** By id; of several events with one id, the one with the latest time. */
    private Map<Long, EventRow> events(Account.Tally tally, Set<Long> users, Set<Long> products) throws IOException {
        Map<Long, EventRow> events = new HashMap<>();
        inputs.events(event -> {
            if (tally.admits(broken(event, users, products))) {
                events.merge(event.id(), event, (one, other) -> one.ts().isBefore(other.ts()) ? other : one);
            }
        });
        return events;
    }

    private Map<Long, Map<String, @Nullable Object>> features(
            Map<Long, UserRow> users, Map<Long, String> categories, Map<Long, EventRow> events) {
        Map<Long, Activity> activities = new HashMap<>();
        for (EventRow event : events.values()) {
            String category = event.product() == null ? null : categories.get(event.product());
            activities.computeIfAbsent(event.user(), user -> new Activity()).add(event, category);
        }
        Map<Long, Map<String, @Nullable Object>> features = new HashMap<>();
        users.forEach((id, user) ->
                features.put(id, activities.getOrDefault(id, new Activity()).features(user, asOf)));
        return features;
    }

    private static List<String> broken(UserRow user) {
        List<String> broken = new ArrayList<>();
        if (user.email() == null) {
            broken.add("email.required");
        }
        if (user.age() < 0) {
            broken.add("age.min");
        }
        if (user.age() > 120) {
            broken.add("age.max");
        }
        return broken;
    }

    private static List<String> broken(ProductRow product) {
        return product.price() < 0 ? List.of("price.min") : List.of();
    }

    private static List<String> broken(EventRow event, Set<Long> users, Set<Long> products) {
        List<String> broken = new ArrayList<>();
        if (!users.contains(event.user())) {
            broken.add("user_id.references");
        }
        if (event.product() != null && !products.contains(event.product())) {
            broken.add("product_id.references");
        }
        if (!EVENT_TYPES.contains(event.type())) {
            broken.add("event_type.in");
        }
        if (event.amount() != null && event.amount() < 0) {
            broken.add("amount.min");
        }
        return broken;
    }
}
