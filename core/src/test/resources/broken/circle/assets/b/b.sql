select * from c.c join a.a using (x)
