select * from d.d
