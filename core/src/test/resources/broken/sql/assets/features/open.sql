/* levada
owner: me
select 1
