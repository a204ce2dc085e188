select 1
/* levada
owner: me
*/
