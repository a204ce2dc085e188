/* levada
description: One row per customer and time in which nothing of it changed. Keys are made of the customer and the begin.
store: warehouse
write:
  mode: scd2
  key: customer_id
  scd2: {updated_at: modified_at, track: [name, email, street, city, country]}
columns: {customer_key: {required: true}}
checks:
  - unique: [customer_key]
  - unique: [customer_id, valid_from]
*/
select
    md5(concat_ws('|', customer_id, modified_at))::uuid as customer_key,
    customer_id, name, email, street, city, country, modified_at,
    _run_id as extracted_by, _loaded_at as extracted_at
from raw.customers
