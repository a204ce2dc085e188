package dev.levada.testing.shop;

import dev.levada.testing.shop.ShopInputs.EventRow;
import dev.levada.testing.shop.ShopInputs.UserRow;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one user did, summed up. */
final class Activity {
    private static final List<String> CATEGORIES =
            List.of("books", "clothing", "electronics", "garden", "home", "toys");

    private final Map<String, Long> events = new HashMap<>();
    private final Map<String, Double> revenue = new HashMap<>();
    private final Set<Long> products = new HashSet<>();
    private final Set<String> categories = new HashSet<>();
    private final Set<LocalDate> days = new HashSet<>();
    private long total;
    private double spend;
    private @Nullable LocalDateTime first;
    private @Nullable LocalDateTime last;

    /** @param category the product's; null for an event without a product */
    void add(EventRow event, @Nullable String category) {
        total++;
        events.merge(event.type(), 1L, Long::sum);
        days.add(event.ts().toLocalDate());
        first = first == null || event.ts().isBefore(first) ? event.ts() : first;
        last = last == null || event.ts().isAfter(last) ? event.ts() : last;
        if (event.product() != null) {
            products.add(event.product());
        }
        if (category != null) {
            categories.add(category);
        }
        if (event.type().equals("purchase")) {
            buy(event.amount() == null ? 0 : event.amount(), category);
        }
    }

    private void buy(double amount, @Nullable String category) {
        spend += amount;
        if (category != null) {
            revenue.merge(category, amount, Double::sum);
        }
    }

    /** The user's features by column. */
    Map<String, @Nullable Object> features(UserRow user, LocalDate asOf) {
        Map<String, @Nullable Object> features = new LinkedHashMap<>();
        features.put("user_id", user.id());
        features.put("country", user.country() == null ? "unknown" : user.country());
        features.put("plan", user.plan());
        features.put("age", (long) user.age());
        features.put("age_group", ageGroup(user.age()));
        features.put("account_age_days", ChronoUnit.DAYS.between(user.createdOn(), asOf));
        putCounts(features);
        putMoney(features);
        return features;
    }

    private void putCounts(Map<String, @Nullable Object> features) {
        features.put("total_events", total);
        features.put("total_views", count("view"));
        features.put("total_searches", count("search"));
        features.put("total_add_to_cart", count("add_to_cart"));
        features.put("total_purchases", count("purchase"));
        features.put("total_reviews", count("review"));
        features.put("distinct_products", (long) products.size());
        features.put("distinct_categories", (long) categories.size());
        features.put("days_active", (long) days.size());
        features.put("first_event_at", first);
        features.put("last_event_at", last);
    }

    private void putMoney(Map<String, @Nullable Object> features) {
        features.put("total_spend", spend);
        features.put("avg_order_value", ratio(spend, count("purchase")));
        features.put("purchase_rate", ratio((double) count("purchase"), total));
        features.put("cart_to_purchase_ratio", ratio((double) count("purchase"), count("add_to_cart")));
        for (String category : CATEGORIES) {
            features.put("revenue_" + category, revenue.getOrDefault(category, 0.0));
        }
    }

    private long count(String type) {
        return events.getOrDefault(type, 0L);
    }

    private static double ratio(double part, long whole) {
        return whole == 0 ? 0 : part / whole;
    }

    private static String ageGroup(int age) {
        if (age < 25) {
            return age < 18 ? "under 18" : "18-24";
        }
        if (age < 45) {
            return age < 35 ? "25-34" : "35-44";
        }
        return age < 55 ? "45-54" : age < 65 ? "55-64" : "65+";
    }
}
