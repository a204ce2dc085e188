-- What happens in the shop between two runs.

-- A customer moves, and another one is saved again as it was.
update customers set street = '5 Quay Street', city = 'Porto', modified_at = '2025-06-01 09:00' where customer_id = 8;
update customers set modified_at = '2025-06-01 09:00' where customer_id = 12;

-- A track becomes dearer; what was sold keeps its price.
update tracks set price = 1.49, modified_at = '2025-06-01 10:00' where track_id = 15;

-- A clerk corrects how many were sold.
update invoice_lines set quantity = 3, modified_at = '2025-06-01 11:00' where invoice_line_id = 41;

-- A sale arrives late: its time of change lies just before the newest that was read.
insert into invoices values (401, 8, '2025-05-11 23:30', '2025-05-11 23:30');
insert into invoice_lines values (4011, 401, 15, 0.99, 1, '2025-05-11 23:30');

-- The customer who moved buys again.
insert into invoices values (402, 8, '2025-06-02 18:00', '2025-06-02 18:00');
insert into invoice_lines values
    (4021, 402, 15, 1.49, 1, '2025-06-02 18:00'),
    (4022, 402, 16, 0.99, 2, '2025-06-02 18:00');
