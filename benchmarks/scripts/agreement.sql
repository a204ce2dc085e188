WITH features AS (
    -- Both sides of the pipeline must give one and the same answer; sums of fractions may differ in their last digits.
    SELECT
        count(*) AS users,
        CAST(bit_xor(hash(
            user_id, country, plan, CAST(age AS BIGINT), age_group, CAST(account_age_days AS BIGINT),
            CAST(total_events AS BIGINT), CAST(total_views AS BIGINT), CAST(total_searches AS BIGINT),
            CAST(total_add_to_cart AS BIGINT), CAST(total_purchases AS BIGINT), CAST(total_reviews AS BIGINT),
            CAST(distinct_products AS BIGINT), CAST(distinct_categories AS BIGINT), CAST(days_active AS BIGINT),
            CAST(first_event_at AS TIMESTAMP), CAST(last_event_at AS TIMESTAMP))) AS VARCHAR) AS whole_values,
        sum(CAST(total_spend AS DOUBLE)) AS spend,
        sum(avg_order_value) AS order_values,
        sum(purchase_rate) AS purchase_rates,
        sum(cart_to_purchase_ratio) AS cart_ratios,
        sum(revenue_books + 2 * revenue_clothing + 3 * revenue_electronics
            + 4 * revenue_garden + 5 * revenue_home + 6 * revenue_toys) AS revenue
    FROM features.user_features
),
events AS (
    SELECT
        count(*) AS events,
        CAST(bit_xor(hash(event_id, user_id, event_type, product_id, quantity, ts)) AS VARCHAR) AS event_values,
        sum(amount) AS amounts
    FROM raw.events
)
SELECT * FROM features, events
