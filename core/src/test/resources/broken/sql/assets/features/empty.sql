/* levada
owner: me
*/
-- nothing here
;
