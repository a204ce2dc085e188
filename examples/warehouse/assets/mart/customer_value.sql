/* levada
description: The features of each customer, for dashboards, with the key of the customer as it is now.
store: warehouse
write: {mode: upsert, key: customer_id}
columns: {customer_key: {required: true, references: mart.dim_customer.customer_key}}
*/
select d.customer_key, f.*
from features.customer_value f
join mart.dim_customer d on d.customer_id = f.customer_id and d.valid_to is null
