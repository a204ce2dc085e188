select country, count(*) as orders, sum(amount) as revenue
from raw.orders
group by country
