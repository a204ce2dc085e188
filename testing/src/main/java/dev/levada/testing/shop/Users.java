package dev.levada.testing.shop;

import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** The shop's users, with the flaws of a grown customer database. */
final class Users {
    private static final String[] FIRST_NAMES = {
        "Ada", "Björn", "Chloé", "Dmitri", "Elif", "Fatima", "Grace", "Hiro", "Inês", "José", "Katja", "Liam", "Łucja",
        "Mia", "Noah", "Olga", "Paulo", "Quentin", "Rosa", "Søren", "Tomás", "Uma", "Viktor", "Wanda", "Yuki", "Zoë"
    };
    private static final String[] COUNTRIES = {
        "DE", "DE", "DE", "FR", "FR", "GB", "GB", "PT", "PT", "US", "US", "BR", "ES", "IT", "JP", "NL", "PL"
    };
    private static final String[] PLANS = {"free", "free", "free", "plus", "plus", "pro"};
    private static final LocalDate FIRST_SIGNUP = LocalDate.of(2021, 1, 1);
    private static final int SIGNUP_DAYS = 3 * 365;
    private static final int YOUNGEST = 18;
    private static final int AGES = 65;

    private final int count;
    private final Shuffle missingEmails;
    private final Shuffle missingCountries;
    private final Shuffle oddAges;
    private final Dice names;
    private final Dice countries;
    private final Dice ages;
    private final Dice plans;
    private final Dice days;
    private final Dice seconds;

    Users(int count, long seed) {
        this.count = count;
        this.missingEmails = new Shuffle(count, 0.618034);
        this.missingCountries = new Shuffle(count, 0.414214);
        this.oddAges = new Shuffle(count, 0.732051);
        this.names = new Dice(seed, "users.first_name");
        this.countries = new Dice(seed, "users.country");
        this.ages = new Dice(seed, "users.age");
        this.plans = new Dice(seed, "users.plan");
        this.days = new Dice(seed, "users.signup_date");
        this.seconds = new Dice(seed, "users.created_at");
    }

    /** A row of the user table. */
    record User(
            long id,
            @Nullable String email,
            String firstName,
            @Nullable String country,
            int age,
            String plan,
            LocalDateTime createdAt) {}

    int count() {
        return count;
    }

    /** The user of a row, counted from 0. */
    User at(long row) {
        long id = row + 1;
        String name = names.of(row, FIRST_NAMES);
        LocalDateTime created = FIRST_SIGNUP
                .plusDays(days.below(row, SIGNUP_DAYS))
                .atStartOfDay()
                .plusSeconds(seconds.below(row, 86_400));
        return new User(id, email(row), name, country(row), age(row), plans.of(row, PLANS), created);
    }

    /** One in twenty is missing. */
    private @Nullable String email(long row) {
        if (missingEmails.isAmong(row, perTenThousand(500))) {
            return null;
        }
        return "user" + (row + 1) + "@example.com";
    }

    /** One in ten is missing. */
    private @Nullable String country(long row) {
        return missingCountries.isAmong(row, perTenThousand(1000)) ? null : countries.of(row, COUNTRIES);
    }

    /** Of ten thousand, 50 are -1 and 30 others are 150. */
    private int age(long row) {
        if (oddAges.isAmong(row, perTenThousand(50))) {
            return -1;
        }
        return oddAges.isAmong(row, perTenThousand(50) + perTenThousand(30)) ? 150 : YOUNGEST + ages.below(row, AGES);
    }

    private long perTenThousand(long share) {
        return (count * share + 5_000) / 10_000;
    }
}
