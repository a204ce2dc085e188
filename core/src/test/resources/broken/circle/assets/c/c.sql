/* levada
checks:
  - sql: select * from b.b
*/
select 1
