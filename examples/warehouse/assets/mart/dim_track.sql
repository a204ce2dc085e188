/* levada
description: One row per track, as it is now.
store: warehouse
write: {mode: upsert, key: track_id}
columns: {track_key: {required: true, unique: true}}
*/
select
    md5(concat_ws('|', 'track', t.track_id))::uuid as track_key,
    t.track_id, t.name as track, a.title as album, r.name as artist, g.name as genre, t.seconds, t.price as list_price,
    t._run_id as extracted_by, t._loaded_at as extracted_at
from raw.tracks t
join raw.albums a using (album_id)
join raw.artists r using (artist_id)
join raw.genres g using (genre_id)
