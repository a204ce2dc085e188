package dev.levada.testing.shop;

/** The shop's catalogue. */
final class Products {
    private static final String[] CATEGORIES = {"books", "clothing", "electronics", "garden", "home", "toys"};
    private static final String[] QUALITIES = {
        "Small", "Large", "Vintage", "Blue", "Folding", "\"Classic\"", "Light", "Sturdy", "Round", "2\" Wide"
    };
    private static final String[] ENDINGS = {"", "", "", ", boxed", ", set of 3", " & case"};
    private static final String[][] THINGS = {
        {"Atlas", "Cookbook", "Novel", "Dictionary"},
        {"Jacket", "Scarf", "Shirt", "Socks"},
        {"Headphones", "Lamp", "Radio", "Charger"},
        {"Spade", "Hose", "Bench", "Planter"},
        {"Kettle", "Rug", "Shelf", "Mirror"},
        {"Kite", "Puzzle", "Train", "Blocks"}
    };

    private final int count;
    private final Dice categories;
    private final Dice names;
    private final Dice prices;
    private final Dice stocks;

    Products(int count, long seed) {
        this.count = count;
        this.categories = new Dice(seed, "products.category");
        this.names = new Dice(seed, "products.name");
        this.prices = new Dice(seed, "products.price");
        this.stocks = new Dice(seed, "products.stock_count");
    }

    /** A row of the catalogue. */
    record Product(long id, String name, String category, long priceCents, int stock) {}

    int count() {
        return count;
    }

    /** The product of a row, counted from 0. */
    Product at(long row) {
        int category = categories.below(row, CATEGORIES.length);
        String name = names.of(3 * row, QUALITIES) + " " + names.of(3 * row + 1, THINGS[category])
                + names.of(3 * row + 2, ENDINGS);
        return new Product(row + 1, name, CATEGORIES[category], priceCents(row), stocks.below(row, 500));
    }

    /** What the product of a row costs: two in three below 100. */
    long priceCents(long row) {
        return 199L + prices.skewed(row, 22_000);
    }
}
