select * from b.b
