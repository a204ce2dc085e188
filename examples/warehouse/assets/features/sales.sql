/* levada
description: One row per line of an invoice, with what was bought and by whom.
columns: {invoice_line_id: {required: true, unique: true}}
*/
select
    l.invoice_line_id, l.invoice_id, i.customer_id, l.track_id, g.name as genre, i.sold_at, l.quantity, l.price,
    cast(l.quantity * l.price as decimal(12,2)) as amount,
    greatest(l.modified_at, i.modified_at) as modified_at
from raw.invoice_lines l
join raw.invoices i using (invoice_id)
join raw.tracks t using (track_id)
join raw.genres g using (genre_id)
