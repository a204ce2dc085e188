-- What Levada remembers of its tables. Statements end at a line that is empty.

create schema levada

create schema levada_staging

create table levada.migrations (
  number integer primary key,
  applied timestamptz not null default now())

-- head: the newest commit. storage: where the rows lay after it, to notice that somebody rewrote the table.
create table levada.tables (
  id bigint generated always as identity primary key,
  project text not null,
  schema_name text not null,
  table_name text not null,
  head bigint,
  storage bigint,
  last_column integer not null default 0,
  unique (schema_name, table_name))

create sequence levada.versions

-- run_id is null if somebody else changed the table. times: the ranges that the commit touched, by column.
create table levada.commits (
  id bigint primary key,
  table_id bigint not null references levada.tables on delete cascade,
  parent bigint,
  committed timestamptz not null,
  kind text not null,
  run_id text,
  rows bigint not null,
  bytes bigint not null,
  added bigint not null,
  removed bigint not null,
  columns jsonb not null,
  partition jsonb not null,
  times jsonb not null,
  facts jsonb not null)

create index on levada.commits (table_id, id)

create index on levada.commits (table_id, run_id)

-- Statements of others that changed a table's rows since its newest commit.
create table levada.changes (
  table_id bigint not null references levada.tables on delete cascade,
  made timestamptz not null,
  made_by text not null)

create index on levada.changes (table_id)

-- Tables of levada_staging, each of a run that will drop it, or be swept.
create table levada.stagings (
  name text primary key,
  run_id text not null,
  made timestamptz not null default now())

create function levada.notice() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into levada.changes (table_id, made, made_by) values (tg_argv[0]::bigint, clock_timestamp(), session_user);
  return null;
end $$
