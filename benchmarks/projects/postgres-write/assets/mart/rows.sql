/* levada
store: warehouse
write: {mode: overwrite}
*/
select * from raw.rows
