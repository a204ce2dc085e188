/* levada */
select *
from raw.userz u
  join features.mistakes m on m.a = $limit
  join a.b.c using (x)
  join raw__quarantine.userz q using (x);
