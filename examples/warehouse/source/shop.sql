-- The music shop's own database: the same rows each time. Every table tells when a row was last changed.
create table genres (
    genre_id integer primary key, name text not null, modified_at timestamp not null);
create table artists (
    artist_id integer primary key, name text not null, modified_at timestamp not null);
create table albums (
    album_id integer primary key, artist_id integer not null references artists, title text not null,
    modified_at timestamp not null);
create table tracks (
    track_id integer primary key, album_id integer not null references albums, genre_id integer not null references genres,
    name text not null, seconds integer not null, price numeric(6,2) not null, modified_at timestamp not null);
create table customers (
    customer_id integer primary key, name text not null, email text not null, street text not null, city text not null,
    country text not null, modified_at timestamp not null);
create table invoices (
    invoice_id integer primary key, customer_id integer not null references customers, sold_at timestamp not null,
    modified_at timestamp not null);
create table invoice_lines (
    invoice_line_id integer primary key, invoice_id integer not null references invoices,
    track_id integer not null references tracks, price numeric(6,2) not null, quantity integer not null,
    modified_at timestamp not null);

insert into genres
select i, (array['Fado', 'Jazz', 'Surf', 'Choral', 'Electronic', 'Folk'])[i], timestamp '2025-01-01'
from generate_series(1, 6) i;

insert into artists
select i,
    (array['Copper', 'Quiet', 'Northern', 'Paper'])[(i - 1) % 4 + 1] || ' '
        || (array['Lanterns', 'Harbour', 'Sisters'])[(i - 1) % 3 + 1],
    timestamp '2025-01-01' + i * interval '1 minute'
from generate_series(1, 12) i;

insert into albums
select i, (i - 1) % 12 + 1,
    (array['Letters from', 'Nights in', 'A Map of'])[(i - 1) % 3 + 1] || ' '
        || (array['Salt', 'Amber', 'Rain', 'Glass', 'Ash', 'Moss', 'Tin', 'Snow', 'Clay', 'Reeds'])[(i - 1) % 10 + 1],
    timestamp '2025-01-02' + i * interval '1 minute'
from generate_series(1, 30) i;

insert into tracks
select i, (i - 1) / 8 + 1, ((i - 1) / 8) % 6 + 1, 'Side ' || chr(65 + (i - 1) % 8 / 4) || ', no. ' || (i - 1) % 4 + 1,
    120 + i * 37 % 240, case when i % 5 = 0 then 1.29 else 0.99 end, timestamp '2025-01-03' + i * interval '1 minute'
from generate_series(1, 240) i;

insert into customers
select i,
    (array['Inês', 'Tomás', 'Greta', 'Noor', 'Pavel', 'Maite', 'Arvid', 'Leila'])[(i - 1) % 8 + 1] || ' '
        || (array['Vale', 'Brandt', 'Okoro', 'Lind', 'Sorel'])[(i - 1) % 5 + 1],
    'customer' || i || '@example.com', i * 3 % 90 + 1 || ' Mill Lane',
    (array['Lisbon', 'Bremen', 'Bergen', 'Lyon'])[(i - 1) % 4 + 1],
    (array['PT', 'DE', 'NO', 'FR'])[(i - 1) % 4 + 1],
    timestamp '2025-01-04' + i * interval '1 minute'
from generate_series(1, 40) i;

insert into invoices
select i, i * 7 % 40 + 1, at, at
from generate_series(1, 400) i, lateral (select timestamp '2025-02-01' + i * interval '6 hours') t(at);

insert into invoice_lines
select i.invoice_id * 10 + n, i.invoice_id, t.track_id, t.price, 1, i.sold_at
from invoices i, generate_series(1, 4) n, tracks t
where n <= i.invoice_id % 4 + 1 and t.track_id = (i.invoice_id * 13 + n * 37) % 240 + 1;
